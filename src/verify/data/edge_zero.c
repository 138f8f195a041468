#include "verify/data/edge_zero.h"

#include <flint/fmpq_poly.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/hermite_polynomial.h"
#include "function/pieces/pieces.h"

#define PREC 64
#define MOST_DEGREE 300

/* He_n(x) in powers of x. */
static void hermite(fmpq_poly_t h, slong n)
{
    SCOPED(fmpz_poly, he);
    fmpz_poly_hermite_he(he, (ulong)n);
    fmpq_poly_set_fmpz_poly(h, he);
}

/* The part of p that is rational times sqrt(radicand), divided by that root, in powers of x; is added, sign 1,
   or subtracted. 0 if p is not exact. */
static int add_part(fmpq_poly_t sum, const surd_poly_t p, const fmpz_t radicand, int sign)
{
    fmpq_poly_t h;
    fmpq_poly_init(h);
    int exact = 1;
    for (slong i = 0; i < p->length && exact; i++) {
        const surd_struct *a = p->coefficient + i;
        exact = a->exact;
        for (slong t = 0; t < a->length; t++) {
            if (!fmpz_equal(a->radicand + t, radicand)) continue;
            hermite(h, i);
            fmpq_poly_scalar_mul_fmpq(h, h, a->coefficient + t);
            if (sign > 0) fmpq_poly_add(sum, sum, h);
            else fmpq_poly_sub(sum, sum, h);
        }
    }
    fmpq_poly_clear(h);
    return exact;
}

/* sum_m jump^(m) He_(k-1-m), modulo the minimal polynomial */
static void at_edge(fmpq_poly_t value, const fmpq_poly_t jump, slong k, const fmpz_poly_t minimal)
{
    fmpq_poly_t derivative, h;
    fmpq_poly_init(derivative);
    fmpq_poly_init(h);
    fmpq_poly_zero(value);
    fmpq_poly_set(derivative, jump);
    for (slong m = 0; m < k && !fmpq_poly_is_zero(derivative); m++) {
        hermite(h, k - 1 - m);
        fmpq_poly_mul(h, h, derivative);
        fmpq_poly_add(value, value, h);
        fmpq_poly_derivative(derivative, derivative);
    }
    fmpq_poly_set_fmpz_poly(h, minimal);
    fmpq_poly_rem(value, value, h);
    fmpq_poly_clear(derivative);
    fmpq_poly_clear(h);
}

/* p/q and -p/q are roots of linear polynomials. */
static int have_one_density(const fmpz_poly_t a, const fmpz_poly_t b)
{
    return a->length == 2 && b->length == 2 && fmpz_cmpabs(a->coeffs, b->coeffs) == 0 &&
           fmpz_cmpabs(a->coeffs + 1, b->coeffs + 1) == 0;
}

/* The jumps of one radicand: those with one density cancel. */
static int cancel(const pieces_t pieces, const surd_poly_struct *p, const fmpz_t radicand, slong k)
{
    fmpq_poly_struct *value = flint_malloc((size_t)pieces->count * sizeof(fmpq_poly_struct));
    fmpq_poly_t jump;
    int good = 1;
    fmpq_poly_init(jump);
    for (slong e = 0; e < pieces->count; e++) {
        fmpq_poly_init(value + e);
        fmpq_poly_zero(jump);
        good = good && add_part(jump, p + e + 1, radicand, 1) && add_part(jump, p + e, radicand, -1);
        if (good) at_edge(value + e, jump, k, pieces->minimal + e);
        for (slong f = 0; f < e && good; f++)
            if (have_one_density(pieces->minimal + e, pieces->minimal + f)) {
                fmpq_poly_add(value + f, value + f, value + e);
                fmpq_poly_zero(value + e);
                break;
            }
    }
    for (slong e = 0; e < pieces->count; e++) {
        good = good && fmpq_poly_is_zero(value + e);
        fmpq_poly_clear(value + e);
    }
    fmpq_poly_clear(jump);
    flint_free(value);
    return good;
}

static int all_cancel(const pieces_t pieces, const surd_poly_struct *p, slong k)
{
    for (slong i = 0; i <= pieces->count; i++)
        for (slong j = 0; j < p[i].length; j++)
            for (slong t = 0; t < p[i].coefficient[j].length; t++)
                if (!cancel(pieces, p, p[i].coefficient[j].radicand + t, k)) return 0;
    return 1;
}

int verify_vanishes_at_edges(const wane_function_t f, slong k)
{
    if (k > MOST_DEGREE) return 0;
    SCOPED(pieces, pieces);
    int good = function_pieces(pieces, f, PREC, NULL) == WANE_OK && pieces->count > 0;
    for (slong e = 0; e < pieces->count && good; e++) good = !fmpz_poly_is_zero(pieces->minimal + e);
    if (!good) return 0;
    surd_poly_struct *p = flint_malloc((size_t)(pieces->count + 1) * sizeof(surd_poly_struct));
    for (slong i = 0; i <= pieces->count; i++) {
        surd_poly_init(p + i);
        good = good && node_monic_hermite_polynomial(p + i, pieces->piece[i].root, PREC) && p[i].length <= k;
    }
    good = good && all_cancel(pieces, p, k);
    for (slong i = 0; i <= pieces->count; i++) surd_poly_clear(p + i);
    flint_free(p);
    return good;
}
