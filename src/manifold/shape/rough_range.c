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

/* value = the hulls of the values at l and r; 0 where one of them is not finite. */
static int between_ends(arb_ptr value, arb_srcptr l, arb_srcptr r)
{
    int finite = 1;
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        finite = finite && arb_is_finite(l + j) && arb_is_finite(r + j);
        arb_union(value + j, l + j, r + j, RANGE_PREC);
    }
    return finite;
}

void rough_kernels_between(kernel_values_t at, const oriented_kernels_t kernels, const kernel_jet_t l,
                           const kernel_jet_t r)
{
    const int P_increases = arf_equal(l->R, r->R) || (kernels->same_up_to_ratio && kernels->side > 0);
    const int have_S = between_ends(at->S, l->S, r->S),
              have_P = P_increases && between_ends(at->P, l->P, r->P);
    /* S and its derivatives increase, and so does a P that is S in another variable */
    if (have_S && have_P) return;
    SCOPED(kernel_values, on_ball);
    SCOPED(arb, R);
    arb_set_interval_arf(R, l->R, r->R, FLINT_MAX(RANGE_PREC, 2 * arf_bits(r->R)));
    if (have_S) oriented_kernels_evaluate_P(on_ball->P, kernels, R, RANGE_PREC);
    else oriented_kernels_evaluate(on_ball, kernels, R, RANGE_PREC);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        if (!P_increases || !arb_is_finite(at->P + j)) arb_swap(at->P + j, on_ball->P + j);
        if (!arb_is_finite(at->S + j)) arb_swap(at->S + j, on_ball->S + j);
    }
}

/* Whether [l, r] comes up to R = 1 where second derivatives are not bounded. */
static int comes_to_steep_end(const oriented_kernels_t kernels, const kernel_jet_t r)
{
    return arf_is_one(r->R) && kernels->steep;
}

static void set_range(sample_range_t range, shape_function_t f, const kernel_values_t at,
                      const arb_struct *sine)
{
    SCOPED(arb, x);
    shape_function_value(x, f, at->P, at->S, RANGE_PREC);
    base_hull_ends(range->f_lo, range->f_hi, x, RANGE_PREC);
    if (sine != NULL && f != SHAPE_P) {
        shape_function_scaled_slope(x, f, at->P, at->S, sine, RANGE_PREC);
        set_scaled_slope(range, x);
    } else {
        shape_function_slope(x, f, at->P, at->S, RANGE_PREC);
        base_hull_ends(range->slope_lo, range->slope_hi, x, RANGE_PREC);
    }
}

static void rough_shape_ranges(sample_range_struct *range, const shape_function_t *f, int count,
                               const oriented_kernels_t kernels, const kernel_jet_t l, const kernel_jet_t r)
{
    const int to_one = comes_to_steep_end(kernels, r);
    SCOPED(kernel_values, at);
    SCOPED(arb, sine);
    if (to_one) oriented_kernels_near_one(at, sine, kernels, l->R, r->R, RANGE_PREC);
    else rough_kernels_between(at, kernels, l, r);
    for (int i = 0; i < count; i++) set_range(range + i, f[i], at, to_one ? sine : NULL);
}

void rough_shape_range(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    rough_shape_ranges(range, &f, 1, kernels, l, r);
}

void rough_fibre_range(sample_range_t range, const oriented_kernels_t kernels, const arb_t a,
                       const kernel_jet_t l, const kernel_jet_t r)
{
    const int to_one = comes_to_steep_end(kernels, r);
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    if (to_one) oriented_kernels_near_one(at, NULL, kernels, l->R, r->R, RANGE_PREC);
    else rough_kernels_between(at, kernels, l, r);
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

void shape_function_ranges(sample_range_struct *range, const shape_function_t *f, int count,
                           const oriented_kernels_t kernels, const kernel_jet_t l, const kernel_jet_t r)
{
    if (kernels->rough) {
        rough_shape_ranges(range, f, count, kernels, l, r);
        return;
    }
    SCOPED(sample, at_l, at_r);
    for (int i = 0; i < count; i++) {
        shape_function_sample(at_l, f[i], l, RANGE_PREC);
        shape_function_sample(at_r, f[i], r, RANGE_PREC);
        sample_range_set(range + i, at_l, at_r);
    }
}
