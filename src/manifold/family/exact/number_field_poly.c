#include "manifold/family/exact/number_field_poly.h"

#include "base/scoped.h"

void number_field_poly_init(number_field_poly_t f)
{
    f->length = f->alloc = 0;
    f->coefficient = NULL;
}

void number_field_poly_clear(number_field_poly_t f)
{
    for (slong i = 0; i < f->alloc; i++) fmpq_poly_clear(f->coefficient + i);
    flint_free(f->coefficient);
}

static void fit_length(number_field_poly_t f, slong length)
{
    if (length > f->alloc) {
        f->coefficient = flint_realloc(f->coefficient, length * sizeof(fmpq_poly_struct));
        for (; f->alloc < length; f->alloc++) fmpq_poly_init(f->coefficient + f->alloc);
    }
    for (; f->length < length; f->length++) fmpq_poly_zero(f->coefficient + f->length);
}

static void normalise(number_field_poly_t f)
{
    while (f->length > 0 && fmpq_poly_is_zero(f->coefficient + f->length - 1)) f->length--;
}

void number_field_poly_set(number_field_poly_t f, const number_field_poly_t g)
{
    if (f == g) return;
    f->length = 0;
    fit_length(f, g->length);
    for (slong i = 0; i < g->length; i++) fmpq_poly_set(f->coefficient + i, g->coefficient + i);
}

void number_field_poly_set_coefficient(number_field_poly_t f, slong k, const fmpq_poly_t c,
                                       const fmpq_poly_t m)
{
    fit_length(f, FLINT_MAX(f->length, k + 1));
    fmpq_poly_rem(f->coefficient + k, c, m);
    normalise(f);
}

void number_field_poly_derivative(number_field_poly_t f, const number_field_poly_t g)
{
    slong length = FLINT_MAX(g->length - 1, 0);
    f->length = 0;
    fit_length(f, length);
    for (slong i = 0; i < length; i++)
        fmpq_poly_scalar_mul_si(f->coefficient + i, g->coefficient + i + 1, i + 1);
    normalise(f);
}

static void invert(fmpq_poly_t inverse, const fmpq_poly_t a, const fmpq_poly_t m)
{
    SCOPED(fmpq_poly, one, t);
    fmpq_poly_xgcd(one, inverse, t, a, m); /* monic, hence 1 */
}

static void multiply(fmpq_poly_t c, const fmpq_poly_t a, const fmpq_poly_t b, const fmpq_poly_t m)
{
    fmpq_poly_mul(c, a, b);
    fmpq_poly_rem(c, c, m);
}

void number_field_poly_divide(number_field_poly_struct *quotient, number_field_poly_t remainder,
                              const number_field_poly_t g, const number_field_poly_t h, const fmpq_poly_t m)
{
    slong n = h->length - 1;
    SCOPED(fmpq_poly, inverse, factor, product);
    invert(inverse, h->coefficient + n, m);
    number_field_poly_set(remainder, g);
    if (quotient != NULL) {
        quotient->length = 0;
        fit_length(quotient, FLINT_MAX(g->length - n, 0));
    }
    for (slong top = g->length - 1; top >= n; top--) {
        multiply(factor, remainder->coefficient + top, inverse, m);
        if (quotient != NULL) fmpq_poly_set(quotient->coefficient + top - n, factor);
        for (slong i = 0; i <= n; i++) {
            multiply(product, factor, h->coefficient + i, m);
            fmpq_poly_struct *r = remainder->coefficient + top - n + i;
            fmpq_poly_sub(r, r, product);
        }
    }
    normalise(remainder);
}

/* Monic, which keeps the coefficients from growing more than they must. */
static void make_monic(number_field_poly_t f, const fmpq_poly_t m)
{
    if (f->length == 0) return;
    SCOPED(fmpq_poly, inverse);
    invert(inverse, f->coefficient + f->length - 1, m);
    for (slong i = 0; i < f->length; i++) multiply(f->coefficient + i, f->coefficient + i, inverse, m);
}

void number_field_poly_gcd(number_field_poly_t d, const number_field_poly_t f, const number_field_poly_t g,
                           const fmpq_poly_t m)
{
    SCOPED(number_field_poly, a, b, r);
    number_field_poly_set(a, f);
    number_field_poly_set(b, g);
    while (b->length > 0) {
        make_monic(b, m);
        number_field_poly_divide(NULL, r, a, b, m);
        number_field_poly_set(a, b);
        number_field_poly_set(b, r);
    }
    number_field_poly_set(d, a);
}

static void evaluate(arb_t value, const fmpq_poly_t f, const arb_t x, slong prec)
{
    arb_zero(value);
    for (slong i = fmpq_poly_length(f) - 1; i >= 0; i--) {
        arb_mul(value, value, x, prec);
        arb_add_fmpz(value, value, fmpq_poly_numref(f) + i, prec);
    }
    arb_div_fmpz(value, value, fmpq_poly_denref(f), prec);
}

void number_field_poly_embed(arb_ptr c, const number_field_poly_t f, const arb_t value, slong prec)
{
    for (slong i = 0; i < f->length; i++) evaluate(c + i, f->coefficient + i, value, prec);
}
