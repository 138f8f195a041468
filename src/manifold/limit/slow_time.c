/* Slow times on the interior branch by rigorous integration. */
#include "base/scoped.h"
#include "manifold/limit/phase_rates.h"
#include "manifold/shape/rough_range.h"

#include <flint/acb.h>
#include <flint/acb_calc.h>

#define TIME_PREC 80
#define TIME_ACCURACY 40
#define LAST_STRETCH                                                                                         \
    (-24) /* the integral stops at 1 - 2^LAST_STRETCH; the rest is bounded by monotonicity                   \
           */

/* P[j] and S[j], j < 3, on a complex ball inside the unit disc: tails at |z| by derivations/07 (7). */
static void complex_kernels(acb_ptr P, acb_ptr S, const oriented_kernels_t kernels, const acb_t z, slong prec)
{
    SCOPED(acb, x);
    SCOPED(arb, size);
    SCOPED_VEC(mag, tail, 2 * WANE_KERNEL_DERIVATIVES);
    mag_ptr tail_S = tail + WANE_KERNEL_DERIVATIVES;
    acb_get_abs_ubound_arf(arb_midref(size), z, prec);
    acb_mul_si(x, z, kernels->R_sign, prec);
    kernel_series_evaluate_complex(P, 3, kernels->source->P_series, x, prec);
    for (slong j = 0; j < 3; j++)
        if (oriented_kernels_sign(kernels, j) < 0) acb_neg(P + j, P + j);
    /* S' = 2 z K', S'' = 2 K' + 4 z^2 K'' */
    acb_sqr(x, z, prec);
    kernel_series_evaluate_complex(S, 3, kernels->source->K_series, x, prec);
    acb_mul(S + 2, S + 2, x, prec);
    acb_mul_2exp_si(S + 2, S + 2, 1);
    acb_add(S + 2, S + 2, S + 1, prec);
    acb_mul_2exp_si(S + 2, S + 2, 1);
    acb_mul(S + 1, S + 1, z, prec);
    acb_mul_2exp_si(S + 1, S + 1, 1);
    kernel_tails_P(tail, kernels->source, size);
    kernel_tails_S(tail_S, kernels->source, size);
    const int outside = arf_cmp_si(arb_midref(size), 1) > 0 && !(kernels->p_finite && kernels->s_finite);
    for (slong j = 0; j < 3; j++) {
        if (outside) {
            mag_inf(tail + j);
            mag_inf(tail_S + j);
        }
        acb_add_error_mag(P + j, tail + j);
        acb_add_error_mag(S + j, tail_S + j);
    }
}

/* S'A'/N = 2 F/(S' N): a meromorphic function, infinite enclosure where N or S' may vanish. */
static int integrand(acb_ptr value, const acb_t z, void *context, slong order, slong prec)
{
    const interior_branch_struct *branch = context;
    SCOPED_VEC(acb, P, 3);
    SCOPED_VEC(acb, S, 3);
    SCOPED(acb, N);
    complex_kernels(P, S, branch->kernels, z, prec);
    shape_function_value_complex(value, SHAPE_F, P, S, prec);
    shape_function_value_complex(N, SHAPE_N, P, S, prec);
    acb_mul(N, N, S + 1, prec);
    acb_div(value, value, N, prec);
    acb_mul_2exp_si(value, value, 1);
    return 0;
}

static void integrate(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to)
{
    acb_calc_integrate_opt_t options;
    SCOPED(acb, a, b, sum);
    SCOPED(mag, tolerance);
    acb_set_arb(a, from);
    acb_set_arb(b, to);
    mag_set_ui_2exp_si(tolerance, 1, -TIME_ACCURACY);
    acb_calc_integrate_opt_init(options);
    options->eval_limit = 20000;
    acb_calc_integrate(sum, integrand, (void *)branch, a, b, TIME_ACCURACY, tolerance, options, TIME_PREC);
    acb_get_real(time, sum);
}

/* On [l, 1] the time is the integral of S'/N over A, between (A(1) - A(l)) times the extremes of S'/N. */
static void last_stretch(arb_t time, const interior_branch_t branch, const arf_t l)
{
    SCOPED(kernel_jet, left, right);
    SCOPED(sample_range, N);
    SCOPED(arb, rate, height, R);
    arb_one(R);
    kernel_jet_evaluate(left, branch->kernels, l, TIME_PREC);
    kernel_jet_evaluate(right, branch->kernels, arb_midref(R), TIME_PREC);
    static const shape_function_t only_N[] = {SHAPE_N};
    shape_function_ranges(N, only_N, 1, branch->kernels, left, right);
    arb_indeterminate(time);
    if ((arf_sgn(N->f_lo) > 0 || arf_sgn(N->f_hi) < 0) && arf_is_finite(N->f_lo) && arf_is_finite(N->f_hi)) {
        arb_set_interval_arf(rate, N->f_lo, N->f_hi, TIME_PREC);
        arb_union(height, left->S + 1, right->S + 1, TIME_PREC);
        arb_div(rate, height, rate, TIME_PREC);
        arb_set_arf(R, l);
        branch_height(height, branch, R);
        arb_sub(height, branch->a_c, height, TIME_PREC);
        arb_mul(time, rate, height, TIME_PREC);
    }
}

static void integrate_stretch(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to)
{
    if (branch->kernels->rough) rough_slow_time(time, branch, from, to);
    else integrate(time, branch, from, to);
}

void branch_slow_time(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to)
{
    SCOPED(arb, end, rest);
    SCOPED(arf, l);
    if (arb_is_one(to)) {
        arb_one(end);
        arb_mul_2exp_si(end, end, LAST_STRETCH);
        arb_sub_si(end, end, 1, TIME_PREC);
        arb_neg(end, end);
        arf_set(l, arb_midref(end));
        last_stretch(rest, branch, l);
        if (arb_lt(from, end)) integrate_stretch(time, branch, from, end);
        else arb_indeterminate(time);
        arb_add(time, time, rest, TIME_PREC);
    } else {
        integrate_stretch(time, branch, from, to);
    }
}
