/* Solutions that fall to the line R = 0 of equilibria, where c_0 = 0 = p_1: derivations/18 (26). */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"

#define HALVINGS 30

/* s = min{k >= 1: c_k != 0}; 0 if it is not proved. */
static slong first_power(const oriented_kernels_struct *kernels)
{
    for (slong k = 1; k < kernels->length; k++) {
        if (arb_is_zero(kernels->s + k)) continue;
        return arb_is_positive(kernels->s + k) ? k : 0;
    }
    return 0;
}

/* Upper bound of P_+'(R) = sum k max(p_k, 0) R^(k-1); 0
   if a power below 2s may have a positive coefficient. */
static int positive_slope(arb_t M, const oriented_kernels_struct *kernels, slong s, const arf_t R, slong prec)
{
    int good = 1;
    SCOPED(arb, power, term);
    SCOPED_VEC(mag, tail, WANE_KERNEL_DERIVATIVES);
    arb_one(power);
    arb_zero(M);
    for (slong k = 1; good && k < kernels->length; k++) {
        if (!arb_is_nonpositive(kernels->p + k)) {
            good = k >= 2 * s;
            arb_nonnegative_part(term, kernels->p + k);
            arb_mul_si(term, term, k, prec);
            arb_addmul(M, term, power, prec);
        }
        arb_mul_arf(power, power, R, prec);
    }
    arb_set_arf(term, R);
    kernel_tails_P(tail, kernels->source, term);
    arb_add_error_mag(M, tail + 1);
    good = good && kernels->length >= 2 * s && arb_is_finite(M);
    return good;
}

/* Whether floor^2 + w/(1 - M/floor) < a^2, and M < floor. */
static int holds_above(const arf_t floor, const arf_t a, const arb_t M, const arb_t w, slong prec)
{
    SCOPED(arb, x, y, low);
    arb_set_arf(low, floor);
    arb_sub(y, low, M, prec);
    int holds = arb_is_positive(y);
    arb_div(y, low, y, prec);
    arb_mul(y, y, w, prec);
    arb_addmul(y, low, low, prec);
    arb_set_arf(x, a);
    arb_sqr(x, x, prec);
    holds = holds && arb_lt(y, x);
    return holds;
}

/* M = P_+'(R)/(s s_s R^(2s - 1)) and w = (eps/s) log(1/(1 - R^2)) at the right end of the box. */
static int line_constants(arb_t M, arb_t w, const oriented_kernels_struct *kernels, const arb_t eps,
                          const arf_t R, slong prec)
{
    slong s = first_power(kernels);
    if (s == 0 || !positive_slope(M, kernels, s, R, prec)) return 0;
    SCOPED(arb, t);
    arb_set_arf(t, R);
    arb_pow_ui(t, t, (ulong)(2 * s - 1), prec);
    arb_mul(t, t, kernels->s + s, prec);
    arb_mul_si(t, t, s, prec);
    arb_div(M, M, t, prec);
    arb_set_arf(t, R);
    arb_sqr(t, t, prec);
    arb_neg(t, t);
    arb_log1p(w, t, prec);
    arb_mul(w, w, eps, prec);
    arb_div_si(w, w, -s, prec);
    return 1;
}

/* c_0 = 0 = p_1. */
static int line_stands_still(const kernels_struct *kernels)
{
    return kernels->length >= 2 && arb_is_zero(kernels->s) && arb_is_zero(kernels->p + 1);
}

int flow_problem_falls_to_line(arf_t floor, const flow_problem_t problem, const arb_t eps)
{
    const slong prec = problem->prec;
    oriented_kernels_t kernels;
    int found = 0;
    if (!line_stands_still(problem->kernels) || arf_cmp_si(problem->R_hi, 1) >= 0) return 0;
    oriented_kernels_init_set(kernels, problem->kernels, problem->a_sign, problem->R_sign);
    SCOPED(arb, M, w);
    SCOPED(arf, share);
    int known = line_constants(M, w, kernels, eps, problem->R_hi, prec);
    for (int i = HALVINGS; known && !found && i > 0; i--) { /* the highest floor that is seen to hold */
        arf_mul_2exp_si(share, problem->a_lo, -i);
        arf_sub(floor, problem->a_lo, share, 60, ARF_RND_FLOOR);
        found = arf_sgn(floor) > 0 && holds_above(floor, problem->a_lo, M, w, prec);
    }
    oriented_kernels_clear(kernels);
    return found;
}
