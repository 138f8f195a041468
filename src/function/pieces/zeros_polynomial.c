/* Zeros of polynomials with rational coefficients: exact, derivations/12 (8). */
#include <flint/arb_fmpz_poly.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly_factor.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/pieces/breakpoints.h"
#include "function/facts/hermite_polynomial.h"

#define MOST_DEGREE 100
#define PREC 64

/* a = r sqrt(d) with the square-free d of the others (*radicand, NULL: any). */
static int rational_part(fmpq_t r, const fmpz **radicand, const surd_t a)
{
    fmpq_zero(r);
    if (!a->exact || a->length > 1) return 0;
    if (a->length == 0) return 1;
    if (*radicand != NULL && !fmpz_equal(*radicand, a->radicand)) return 0;
    *radicand = a->radicand;
    fmpq_set(r, a->coefficient);
    return 1;
}

/* sum_k p[k] He_k by Clenshaw's recurrence b_k = p_k + x b_(k+1) - (k+1) b_(k+2); 0 if p is not rational up
   to a common factor sqrt(d). */
static int rational_polynomial(fmpq_poly_t b, const surd_poly_t p)
{
    const fmpz *radicand = NULL;
    int rational = 1;

    SCOPED(fmpq_poly, previous, next);
    SCOPED(fmpq, c);
    fmpq_poly_zero(b);
    for (slong k = p->length - 1; k >= 0 && rational; k--) {
        rational = rational_part(c, &radicand, p->coefficient + k);
        fmpq_poly_shift_left(next, b, 1);
        fmpq_poly_scalar_mul_si(previous, previous, k + 1);
        fmpq_poly_sub(next, next, previous);
        fmpq_poly_add_fmpq(next, next, c);
        fmpq_poly_swap(previous, b);
        fmpq_poly_swap(b, next);
    }
    return rational;
}

static void factor_zeros(zeros_t found, zeros_t pool, const fmpz_poly_t factor)
{
    slong degree = fmpz_poly_degree(factor), count;
    acb_ptr root;

    if (degree == 1) {

        SCOPED(fmpq, root);
        fmpq_set_fmpz_frac(root, factor->coeffs, factor->coeffs + 1);
        fmpq_neg(root, root);
        zeros_append(found, zero_new_rational(pool, root));
        return;
    }
    root = _acb_vec_init(degree);
    arb_fmpz_poly_complex_roots(root, factor, 0, PREC);
    count = fmpz_poly_num_real_roots(factor); /* they come first, in ascending order */
    for (slong i = 0; i < count; i++)
        zeros_append(found, zero_new_algebraic(pool, factor, i, acb_realref(root + i)));
    _acb_vec_clear(root, degree);
}

int zeros_of_polynomial(zeros_t found, int *vanishes, zeros_t pool, const wane_node_t *u, int even_too)
{
    int rational;

    *vanishes = 0;
    if (u->degree == NOT_A_POLYNOMIAL || u->degree > MOST_DEGREE) return 0;
    SCOPED(surd_poly, p);
    SCOPED(fmpq_poly, q);
    rational = node_monic_hermite_polynomial(p, u, PREC) && rational_polynomial(q, p);
    if (rational && fmpq_poly_is_zero(q)) {
        *vanishes = 1;
    } else if (rational) {
        fmpz_poly_factor_t factors;

        SCOPED(fmpz_poly, numerator);
        fmpz_poly_factor_init(factors);
        fmpq_poly_get_numerator(numerator, q);
        fmpz_poly_factor(factors, numerator);
        for (slong i = 0; i < factors->num; i++)
            if (even_too || factors->exp[i] % 2 != 0) factor_zeros(found, pool, factors->p + i);
        fmpz_poly_factor_clear(factors);
    }
    return rational;
}
