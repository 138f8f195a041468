#include <flint/fmpq_poly.h>

#include "function/exact/surd.h"
#include "base/scoped.h"
#include "function/pieces/convexity.h"
#include "function/pieces/homogeneity.h"
#include "function/tree/scoped_function.h"
#include "function/facts/facts.h"
#include "verify/shape/exact.h"

#define LONGEST_EXACT 200

/* The sum of all coefficients of f, exactly 0. */
static int polynomial_vanishes_at_one(const pair_t pair, shape_t f)
{
    if (!pair->p_finite || (!verify_shape_is_linear(f) && !pair->s_finite) || pair->length > LONGEST_EXACT)
        return 0;
    int exact = 1;
    SCOPED(surd, sum, p, s, weight);
    SCOPED(fmpq, w);
    for (slong j = 0; exact && j < pair->length; j++) {
        for (slong k = 0; exact && k < (verify_shape_is_linear(f) ? 1 : pair->length); k++) {
            if (verify_shape_weight(f, j, k) == 0) continue;
            exact = verify_pair_exact_p(p, pair, j);
            if (exact && !verify_shape_is_linear(f)) {
                exact = verify_pair_exact_s(s, pair, k);
                if (exact) surd_mul(p, p, s, pair->prec);
            }
            fmpq_set_si(w, verify_shape_weight(f, j, k), 1);
            surd_set_fmpq(weight, w);
            surd_mul(p, p, weight, pair->prec);
            surd_add(sum, sum, p, pair->prec);
        }
    }
    exact = exact && surd_is_zero(sum);
    return exact;
}

static int homogeneous_of_degree(const wane_function_t f, slong degree)
{
    slong own;
    return wane_function_parity(f) == WANE_PARITY_ZERO || (function_homogeneity(&own, f) && own == degree);
}

/* Student and teacher are positively homogeneous of one degree, the teacher as far as the student sees it:
   part by part, where the odd part of a student of degree 1 is a multiple of x and sees only degree 1. */
static int homogeneous(const pair_t pair)
{
    const function_data_struct *student = pair->student, *teacher = pair->teacher;
    slong degree;
    if (!function_homogeneity(&degree, student->f)) return 0;
    if (homogeneous_of_degree(teacher->f, degree)) return 1;
    if (!student->has_parts || !teacher->has_parts) return 0;
    for (int i = 0; i < 2; i++) {
        int unseen = wane_function_parity(student->part[i]) == WANE_PARITY_ZERO;
        if (!unseen && !(degree == 1 && i == 1) && !homogeneous_of_degree(teacher->part[i], degree)) return 0;
    }
    return 1;
}

/* The limits of f at 0 from both sides are exactly 0: at a jump the value encloses both. */
static int limits_at_zero_vanish(const wane_function_t f, slong prec)
{
    SCOPED(arb, zero, value);
    wane_function_evaluate_real(value, f, zero, prec);
    return arb_is_zero(value);
}

/* derivations/22 (4): a student homogeneous of degree 1 sees no more of N(1) than the teacher's limits at 0. */
static int teacher_vanishes_at_zero(const pair_t pair)
{
    slong degree;
    return function_homogeneity(&degree, pair->student->f) && degree == 1 &&
           limits_at_zero_vanish(pair->teacher->f, pair->prec);
}

/* sigma(x) sigma*(+-x) = 0: P = P' = 0 at R = +-1. */
static int live_apart(const pair_t pair)
{
    SCOPED(wane_function, seen);
    if (pair->R_sign > 0) function_reflect(seen, pair->teacher->f);
    else wane_function_set(seen, pair->teacher->f);
    return functions_live_apart(pair->student->f, seen);
}

int verify_shape_vanishes_at_one(const pair_t pair, shape_t f)
{
    if (f != SHAPE_FOLD && live_apart(pair)) return 1;
    if (f == SHAPE_FLOW && (pair->realizable != 0 || homogeneous(pair) || teacher_vanishes_at_zero(pair)))
        return 1;
    return polynomial_vanishes_at_one(pair, f);
}

/* P and S, if they are polynomials with rational coefficients. */
static int rational_kernels(fmpq_poly_t P, fmpq_poly_t S, const pair_t pair)
{
    int rational = pair->p_finite && pair->s_finite && pair->length <= LONGEST_EXACT;
    SCOPED(surd, x);
    SCOPED(fmpq, c);
    for (slong k = 0; rational && k < pair->length; k++) {
        rational = verify_pair_exact_p(x, pair, k) && surd_is_rational(c, x);
        if (rational) fmpq_poly_set_coeff_fmpq(P, k, c);
        rational = rational && verify_pair_exact_s(x, pair, k) && surd_is_rational(c, x);
        if (rational) fmpq_poly_set_coeff_fmpq(S, 2 * k, c);
    }
    return rational;
}

/* 2 dP - a dS */
static void fibre_polynomial(fmpq_poly_t H, const fmpq_poly_t dP, const fmpq_poly_t dS, const fmpq_t a)
{
    SCOPED(fmpq_poly, t);
    fmpq_poly_scalar_mul_fmpq(t, dS, a);
    fmpq_poly_scalar_mul_si(H, dP, 2);
    fmpq_poly_sub(H, H, t);
}

static int sign_at_dyadic(const fmpq_poly_t f, const arf_t R)
{
    SCOPED(fmpq, x);
    arf_get_fmpq(x, R);
    fmpq_poly_evaluate_fmpq(x, f, x);
    int sign = fmpq_sgn(x);
    return sign;
}

int verify_fibre_meets_point(const pair_t pair, const fmpq_t a, const fmpq_t R)
{
    SCOPED(fmpq_poly, P, S, H);
    SCOPED(fmpq, value);
    if (!rational_kernels(P, S, pair)) return 0;
    fmpq_poly_derivative(P, P);
    fmpq_poly_derivative(S, S);
    fibre_polynomial(H, P, S, a);
    fmpq_poly_evaluate_fmpq(value, H, R);
    return fmpq_is_zero(value);
}

/* What N and H_a have in common changes sign between lo and hi, so it vanishes there, where N does once. */
int verify_fibre_meets_flow_zero(const pair_t pair, const fmpq_t a, const arf_t lo, const arf_t hi)
{
    SCOPED(fmpq_poly, P, S, dP, dS, N, common);
    if (!rational_kernels(P, S, pair)) return 0;
    fmpq_poly_derivative(dP, P);
    fmpq_poly_derivative(dS, S);
    fmpq_poly_mul(N, P, dS);
    fmpq_poly_mul(P, dP, S);
    fmpq_poly_scalar_mul_si(P, P, 2);
    fmpq_poly_sub(N, N, P);
    fibre_polynomial(common, dP, dS, a);
    if (fmpq_poly_is_zero(N) || fmpq_poly_is_zero(common)) return 0;
    fmpq_poly_gcd(common, common, N);
    return sign_at_dyadic(common, lo) * sign_at_dyadic(common, hi) < 0;
}
