#include "manifold/shape/rough_range.h"

#include "base/hull.h"
#include "base/scoped.h"

#define RANGE_PREC 64

/* From sqrt(1 - R^2) f', where 0 <= sqrt(1 - R^2) <= 1 has no lower bound: derivations/07 (18). */
static void set_scaled_slope(sample_range_t range, const arb_t scaled)
{
    base_hull_ends(range->slope_lo, range->slope_hi, scaled, RANGE_PREC);
    if (arf_sgn(range->slope_lo) <= 0) arf_neg_inf(range->slope_lo);
    if (arf_sgn(range->slope_hi) >= 0) arf_pos_inf(range->slope_hi);
}

/* On [l, r]: P on the ball, S and its derivatives, which increase, from their ends. */
static void kernels_between(kernel_values_t at, const oriented_kernels_t kernels, const kernel_jet_t l,
                            const kernel_jet_t r)
{
    SCOPED(arb, R);
    arb_set_interval_arf(R, l->R, r->R, FLINT_MAX(RANGE_PREC, 2 * arf_bits(r->R)));
    oriented_kernels_evaluate(at, kernels, R, RANGE_PREC);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        if (arb_is_finite(l->S + j) && arb_is_finite(r->S + j))
            arb_union(at->S + j, l->S + j, r->S + j, RANGE_PREC);
        if (kernels->same_up_to_ratio && kernels->side > 0 && arb_is_finite(l->P + j) &&
            arb_is_finite(r->P + j))
            arb_union(at->P + j, l->P + j, r->P + j, RANGE_PREC);
    }
}

void rough_shape_range(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    const int to_one = arf_is_one(r->R) && kernels->steep;
    SCOPED(kernel_values, at);
    SCOPED(arb, x, sine);
    if (to_one) oriented_kernels_near_one(at, sine, kernels, l->R, r->R, RANGE_PREC);
    else kernels_between(at, kernels, l, r);
    shape_function_value(x, f, at->P, at->S, RANGE_PREC);
    base_hull_ends(range->f_lo, range->f_hi, x, RANGE_PREC);
    if (to_one && f != SHAPE_P) {
        shape_function_scaled_slope(x, f, at->P, at->S, sine, RANGE_PREC);
        set_scaled_slope(range, x);
    } else {
        shape_function_slope(x, f, at->P, at->S, RANGE_PREC);
        base_hull_ends(range->slope_lo, range->slope_hi, x, RANGE_PREC);
    }
}

void rough_fibre_range(sample_range_t range, const oriented_kernels_t kernels, const arb_t a,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    const int to_one = arf_is_one(r->R) && kernels->steep;
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    if (to_one) oriented_kernels_near_one(at, NULL, kernels, l->R, r->R, RANGE_PREC);
    else kernels_between(at, kernels, l, r);
    fibre_form(x, at->P, at->S, a, RANGE_PREC);
    base_hull_ends(range->f_lo, range->f_hi, x, RANGE_PREC);
    fibre_form(x, at->P + 1, at->S + 1, a, RANGE_PREC); /* H_a' = 2 P'' - a S'' */
    if (to_one) set_scaled_slope(range, x);
    else base_hull_ends(range->slope_lo, range->slope_hi, x, RANGE_PREC);
}

void rough_fold_value_at_one(arb_t value, const oriented_kernels_t kernels, slong prec)
{
    SCOPED(kernel_values, at);
    SCOPED(arf, one);
    arf_one(one);
    oriented_kernels_near_one(at, NULL, kernels, one, one, prec);
    shape_function_value(value, SHAPE_F, at->P, at->S, prec);
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
