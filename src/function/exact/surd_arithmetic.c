/* Sums and products of surds. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/exact/surd_private.h"

static void inexact_pair(arb_t x, arb_t y, const surd_t a, const surd_t b, slong prec)
{
    arb_init(x);
    arb_init(y);
    surd_get_arb(x, a, prec + 4);
    surd_get_arb(y, b, prec + 4);
}

/* Merging two increasing lists of radicands. */
static void add_exact(surd_t c, const surd_t a, const surd_t b)
{
    slong i = 0, j = 0;

    surd_zero(c);
    surd_fit_length(c, a->length + b->length);
    while (i < a->length || j < b->length) {
        slong k = c->length;
        int order = i == a->length ? 1 : j == b->length ? -1 : fmpz_cmp(a->radicand + i, b->radicand + j);

        fmpz_set(c->radicand + k, order <= 0 ? a->radicand + i : b->radicand + j);
        if (order < 0) fmpq_set(c->coefficient + k, a->coefficient + i++);
        else if (order > 0) fmpq_set(c->coefficient + k, b->coefficient + j++);
        else fmpq_add(c->coefficient + k, a->coefficient + i++, b->coefficient + j++);
        if (!fmpq_is_zero(c->coefficient + k)) c->length++;
    }
}

void surd_add(surd_t c, const surd_t a, const surd_t b, slong prec)
{
    if (surd_is_zero(a)) {
        surd_set(c, b);
    } else if (surd_is_zero(b)) {
        surd_set(c, a);
    } else if (a->exact && b->exact) {

        SCOPED(surd, sum);
        add_exact(sum, a, b);
        surd_swap(c, sum);
    } else {
        arb_t x, y;

        inexact_pair(x, y, a, b, prec);
        arb_add(x, x, y, prec);
        surd_set_arb(c, x);
        arb_clear(x);
        arb_clear(y);
    }
}

/* term = r sqrt(d) s sqrt(e): g = gcd(d, e), de = g^2 (d/g)(e/g). */
static void multiply_terms(surd_t term, const fmpq_t r, const fmpz_t d, const fmpq_t s, const fmpz_t e)
{

    SCOPED(fmpz, g, h, k);
    SCOPED(fmpq, c);
    fmpz_gcd(g, d, e);
    fmpz_divexact(h, d, g);
    fmpz_divexact(k, e, g);
    fmpz_mul(h, h, k);
    fmpq_mul(c, r, s);
    fmpq_mul_fmpz(c, c, g);
    surd_set_term(term, c, h);
}

static void multiply_exact(surd_t c, const surd_t a, const surd_t b)
{

    SCOPED(surd, product, term);
    for (slong i = 0; i < a->length; i++)
        for (slong j = 0; j < b->length; j++) {
            multiply_terms(term, a->coefficient + i, a->radicand + i, b->coefficient + j, b->radicand + j);
            surd_add(product, product, term, 2);
        }
    surd_swap(c, product);
}

void surd_mul(surd_t c, const surd_t a, const surd_t b, slong prec)
{
    if (surd_is_zero(a) || surd_is_zero(b)) {
        surd_zero(c);
    } else if (a->exact && b->exact) {
        multiply_exact(c, a, b);
    } else {
        arb_t x, y;

        inexact_pair(x, y, a, b, prec);
        arb_mul(x, x, y, prec);
        surd_set_arb(c, x);
        arb_clear(x);
        arb_clear(y);
    }
}

void surd_scale(surd_t a, const surd_t b, const fmpq_t r, slong prec)
{
    if (fmpq_is_zero(r)) {
        surd_zero(a);
        return;
    }
    surd_set(a, b);
    for (slong i = 0; i < a->length; i++) fmpq_mul(a->coefficient + i, a->coefficient + i, r);
    if (!a->exact) {
        arb_mul_fmpz(a->ball, a->ball, fmpq_numref(r), prec);
        arb_div_fmpz(a->ball, a->ball, fmpq_denref(r), prec);
    }
}

void surd_neg(surd_t c, const surd_t a)
{
    surd_set(c, a);
    for (slong i = 0; i < c->length; i++) fmpq_neg(c->coefficient + i, c->coefficient + i);
    if (!c->exact) arb_neg(c->ball, c->ball);
}
