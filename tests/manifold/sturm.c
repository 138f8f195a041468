#include "sturm.h"

#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/fmpz_poly.h>

/* Zeros in (0, 1) of a square-free g with g(0) != 0: the
   positive y with g(1/(1+y)) = 0, by Sturm's theorem. */
static slong zeros_between(const fmpz_poly_t g)
{
    fmpz_poly_t h;
    fmpz_t one;
    slong negative = 0, positive = 0;
    fmpz_poly_init(h);
    fmpz_init_set_ui(one, 1);
    fmpz_poly_reverse(h, g, fmpz_poly_length(g));
    fmpz_poly_taylor_shift(h, h, one);
    while (fmpz_poly_length(h) > 1 && fmpz_is_zero(fmpz_poly_get_coeff_ptr(h, 0)))
        fmpz_poly_shift_right(h, h, 1);
    if (fmpz_poly_length(h) > 1) _fmpz_poly_num_real_roots_sturm(&negative, &positive, h->coeffs, h->length);
    fmpz_clear(one);
    fmpz_poly_clear(h);
    return positive;
}

slong zeros_in_unit_interval(const fmpq_poly_t f)
{
    fmpz_poly_t g, repeated;
    slong count = 0;
    fmpz_poly_init(g);
    fmpz_poly_init(repeated);
    fmpq_poly_get_numerator(g, f);
    if (fmpz_poly_degree(g) > 0) {
        fmpz_poly_derivative(repeated, g);
        fmpz_poly_gcd(repeated, g, repeated);
        fmpz_poly_divexact(g, g, repeated);
        while (fmpz_is_zero(fmpz_poly_get_coeff_ptr(g, 0))) fmpz_poly_shift_right(g, g, 1);
        count = zeros_between(g);
    }
    fmpz_poly_clear(g);
    fmpz_poly_clear(repeated);
    return count;
}

int is_squarefree_inside(const fmpq_poly_t f)
{
    fmpq_poly_t g;
    fmpq_poly_init(g);
    fmpq_poly_derivative(g, f);
    fmpq_poly_gcd(g, f, g);
    int simple = zeros_in_unit_interval(g) == 0;
    fmpq_poly_clear(g);
    return simple;
}

void exact_shapes(fmpq_poly_t N, fmpq_poly_t F, fmpq_poly_t P1, fmpq_poly_struct *kept, const fmpq *c,
                  const fmpq *t, slong degree)
{
    fmpq_poly_t P, S, x, y;
    fmpq_t q;
    fmpq_poly_init(P);
    fmpq_poly_init(S);
    fmpq_poly_init(x);
    fmpq_poly_init(y);
    fmpq_init(q);
    for (slong k = 0; k <= degree; k++) {
        fmpq_mul(q, c + k, t + k);
        fmpq_poly_set_coeff_fmpq(P, k, q);
        fmpq_mul(q, c + k, c + k);
        fmpq_poly_set_coeff_fmpq(S, 2 * k, q);
    }
    fmpq_poly_derivative(P1, P);
    fmpq_poly_derivative(x, S);
    fmpq_poly_mul(N, P, x);
    fmpq_poly_mul(y, P1, S);
    fmpq_poly_sub(N, N, y);
    fmpq_poly_sub(N, N, y);
    fmpq_poly_derivative(y, x);
    fmpq_poly_mul(F, P1, y);
    fmpq_poly_neg(F, F);
    fmpq_poly_derivative(y, P1);
    fmpq_poly_mul(y, y, x);
    fmpq_poly_add(F, F, y);
    if (kept != NULL) fmpq_poly_set(kept, P);
    fmpq_poly_clear(P);
    fmpq_poly_clear(S);
    fmpq_poly_clear(x);
    fmpq_poly_clear(y);
    fmpq_clear(q);
}
