#include "manifold/shape/rough_range.h"

#include "base/scoped.h"
#include "hermite/kernel/rough_kernels.h"

#define RANGE_PREC 64

static void set_ends(arf_t lo, arf_t hi, const arb_t x)
{
    if (arb_is_finite(x)) {
        arb_get_interval_arf(lo, hi, x, RANGE_PREC);
    } else {
        arf_neg_inf(lo);
        arf_pos_inf(hi);
    }
}

/* From sqrt(1 - R^2) f', where 0 <= sqrt(1 - R^2) <= 1 has no lower bound: derivations/07 (18). */
static void set_scaled_slope(sample_range_t range, const arb_t scaled)
{
    set_ends(range->slope_lo, range->slope_hi, scaled);
    if (arf_sgn(range->slope_lo) <= 0) arf_neg_inf(range->slope_lo);
    if (arf_sgn(range->slope_hi) >= 0) arf_pos_inf(range->slope_hi);
}

/* [0, sqrt(1 - l^2)] */
static void sine_up_to_one(arb_t sine, const arf_t l)
{
    SCOPED(arb, square);
    SCOPED(arf, zero);
    arb_set_arf(sine, l);
    arb_sqr(square, sine, RANGE_PREC);
    arb_sub_ui(square, square, 1, RANGE_PREC);
    arb_neg(square, square);
    arb_sqrtpos(square, square, RANGE_PREC);
    arb_get_ubound_arf(arb_midref(square), square, RANGE_PREC);
    arb_set_interval_arf(sine, zero, arb_midref(square), RANGE_PREC);
}

/* P and S with derivatives on [l, r]: P on the ball, S and
   its derivatives, which increase, from their ends. */
static void kernels_between(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const kernel_jet_t l,
                            const kernel_jet_t r)
{
    SCOPED(arb, R);
    arb_set_interval_arf(R, l->R, r->R, FLINT_MAX(RANGE_PREC, 2 * arf_bits(r->R)));
    rough_kernels_evaluate(P, S, kernels, R, RANGE_PREC);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        if (arb_is_finite(l->S + j) && arb_is_finite(r->S + j))
            arb_union(S + j, l->S + j, r->S + j, RANGE_PREC);
        if (kernels->same_up_to_ratio && kernels->R_sign > 0 && arb_is_finite(l->P + j) &&
            arb_is_finite(r->P + j))
            arb_union(P + j, l->P + j, r->P + j, RANGE_PREC);
    }
}

/* sqrt(1 - R^2) f' on [l, 1] from the values of rough_kernels_near_one: derivations/07 (17). */
static void scaled_slope(arb_t slope, shape_function_t f, arb_srcptr P, arb_srcptr S, const arf_t l)
{
    SCOPED(arb, sine);
    switch (f) {
    case SHAPE_N:
        sine_up_to_one(sine, l);
        arb_mul(sine, sine, P + 1, RANGE_PREC);
        arb_mul(slope, P + 2, S, RANGE_PREC);
        arb_mul_2exp_si(slope, slope, 1);
        arb_addmul(slope, sine, S + 1, RANGE_PREC);
        arb_neg(slope, slope);
        arb_addmul(slope, P, S + 2, RANGE_PREC);
        break;
    case SHAPE_F:
        arb_indeterminate(slope);
        break;
    case SHAPE_P_PRIME:
        arb_set(slope, P + 2);
        break;
    default: /* f' = P' itself: a sharper bound than with the factor */
        arb_set(slope, P + 1);
    }
}

static void range_near_one(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                           const arf_t l)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES + 2), S = P + WANE_KERNEL_DERIVATIVES;
    arb_ptr value = S + WANE_KERNEL_DERIVATIVES, slope = value + 1;
    rough_kernels_near_one(P, S, kernels, l, RANGE_PREC);
    shape_function_value(value, f, P, S, RANGE_PREC);
    set_ends(range->f_lo, range->f_hi, value);
    scaled_slope(slope, f, P, S, l);
    set_scaled_slope(range, slope);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES + 2);
}

void rough_shape_range(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    if (arf_is_one(r->R) && kernels->steep) {
        range_near_one(range, f, kernels, l->R);
        return;
    }
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(arb, x);
    kernels_between(P, S, kernels, l, r);
    shape_function_value(x, f, P, S, RANGE_PREC);
    set_ends(range->f_lo, range->f_hi, x);
    shape_function_slope(x, f, P, S, RANGE_PREC);
    set_ends(range->slope_lo, range->slope_hi, x);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
}

void rough_fibre_range(sample_range_t range, const oriented_kernels_t kernels, const arb_t a,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(arb, x);
    int to_one = arf_is_one(r->R) && kernels->steep;
    if (to_one) rough_kernels_near_one(P, S, kernels, l->R, RANGE_PREC);
    else kernels_between(P, S, kernels, l, r);
    fibre_function_value(x, P, S, a, RANGE_PREC);
    set_ends(range->f_lo, range->f_hi, x);
    fibre_function_value(x, P + 1, S + 1, a, RANGE_PREC); /* H_a' = 2 P'' - a S'' */
    if (to_one) set_scaled_slope(range, x);
    else set_ends(range->slope_lo, range->slope_hi, x);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
}

void rough_fold_value_at_one(arb_t value, const oriented_kernels_t kernels, slong prec)
{
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(arf, one);
    arf_one(one);
    rough_kernels_near_one(P, S, kernels, one, prec);
    shape_function_value(value, SHAPE_F, P, S, prec);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
}

void shape_function_range(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                          const kernel_jet_t l, const kernel_jet_t r)
{
    if (kernels->rough) {
        rough_shape_range(range, f, kernels, l, r);
        return;
    }
    SCOPED(sample, at_l, at_r);
    shape_function_sample(at_l, f, l, RANGE_PREC);
    shape_function_sample(at_r, f, r, RANGE_PREC);
    sample_range_set(range, at_l, at_r);
}
