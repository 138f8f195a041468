#include "hermite/kernel/kernel_jet.h"

#include "base/scoped.h"
#include "hermite/kernel/rough_kernels.h"

#define BOUND_PREC 64

static void bounds_init(monotone_bounds_t *b)
{
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arf_init(b->plus_lo[j]);
        arf_init(b->plus_hi[j]);
        arf_init(b->minus_lo[j]);
        arf_init(b->minus_hi[j]);
        arf_init(b->S_lo[j]);
        arf_init(b->S_hi[j]);
    }
}

static void bounds_clear(monotone_bounds_t *b)
{
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arf_clear(b->plus_lo[j]);
        arf_clear(b->plus_hi[j]);
        arf_clear(b->minus_lo[j]);
        arf_clear(b->minus_hi[j]);
        arf_clear(b->S_lo[j]);
        arf_clear(b->S_hi[j]);
    }
}

void kernel_jet_init(kernel_jet_t jet)
{
    arf_init(jet->R);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arb_init(jet->P + j);
        arb_init(jet->S + j);
    }
    bounds_init(&jet->bounds);
}

void kernel_jet_clear(kernel_jet_t jet)
{
    arf_clear(jet->R);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arb_clear(jet->P + j);
        arb_clear(jet->S + j);
    }
    bounds_clear(&jet->bounds);
}

/* lo and hi of value + [0, omitted + tail], not below 0. */
static void set_bounds(arf_t lo, arf_t hi, const arb_t value, const mag_t omitted, const mag_t tail)
{
    SCOPED(arf, extra);
    arb_get_lbound_arf(lo, value, BOUND_PREC);
    if (arf_sgn(lo) < 0 || arf_is_nan(lo)) arf_zero(lo);
    arb_get_ubound_arf(hi, value, BOUND_PREC);
    arf_set_mag(extra, omitted);
    arf_add(hi, hi, extra, BOUND_PREC, ARF_RND_CEIL);
    arf_set_mag(extra, tail);
    arf_add(hi, hi, extra, BOUND_PREC, ARF_RND_CEIL);
}

/* x + [0, m] as a ball. */
static void add_one_sided(arb_t x, const mag_t m, slong prec)
{
    if (mag_is_zero(m)) return;
    SCOPED(arb, half);
    SCOPED(mag, radius);
    if (mag_is_inf(m)) {
        arb_zero_pm_inf(x);
    } else {
        mag_mul_2exp_si(radius, m, -1);
        arf_set_mag(arb_midref(half), radius);
        mag_set(arb_radref(half), radius);
        arb_add(x, x, half, prec);
    }
}

static void replace_at_one(kernel_jet_t jet, const oriented_kernels_t kernels)
{
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        if (arb_is_finite(kernels->P_at_one[j])) arb_set(jet->P + j, kernels->P_at_one[j]);
        if (arb_is_finite(kernels->S_at_one[j])) {
            arb_set(jet->S + j, kernels->S_at_one[j]);
            arb_get_ubound_arf(jet->bounds.S_hi[j], kernels->S_at_one[j], BOUND_PREC);
        }
    }
}

void kernel_jet_sum_series(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    monotone_bounds_t *b = &jet->bounds;
    SCOPED_VEC(arb, value, 3 * SERIES_DERIVATIVES);
    SCOPED_VEC(mag, omitted, 3 * SERIES_DERIVATIVES + 1);
    arb_ptr plus = value, minus = value + SERIES_DERIVATIVES, S = value + 2 * SERIES_DERIVATIVES;
    mag_ptr plus_rest = omitted, minus_rest = omitted + SERIES_DERIVATIVES;
    mag_ptr S_rest = omitted + 2 * SERIES_DERIVATIVES, tail = omitted + 3 * SERIES_DERIVATIVES;

    arf_set(jet->R, R);
    monotone_series_evaluate(plus, plus_rest, kernels->plus, R, prec);
    monotone_series_evaluate(minus, minus_rest, kernels->minus, R, prec);
    monotone_series_evaluate(S, S_rest, kernels->student, R, prec);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        kernel_tail_P(tail, kernels, j, R);
        set_bounds(b->plus_lo[j], b->plus_hi[j], plus + j, plus_rest + j, tail);
        set_bounds(b->minus_lo[j], b->minus_hi[j], minus + j, minus_rest + j, tail);
        add_one_sided(plus + j, plus_rest + j, prec);
        add_one_sided(minus + j, minus_rest + j, prec);
        arb_sub(jet->P + j, plus + j, minus + j, prec);
        arb_add_error_mag(jet->P + j, tail);

        kernel_tail_S(tail, kernels, j, R);
        set_bounds(b->S_lo[j], b->S_hi[j], S + j, S_rest + j, tail);
        add_one_sided(S + j, S_rest + j, prec);
        add_one_sided(S + j, tail, prec);
        arb_set(jet->S + j, S + j);
    }
    if (arf_is_one(R)) replace_at_one(jet, kernels);
}

static void bounds_unknown(monotone_bounds_t *b)
{
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arf_zero(b->plus_lo[j]);
        arf_pos_inf(b->plus_hi[j]);
        arf_zero(b->minus_lo[j]);
        arf_pos_inf(b->minus_hi[j]);
        arf_zero(b->S_lo[j]);
        arf_pos_inf(b->S_hi[j]);
    }
}

void kernel_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    if (!kernels->rough) {
        kernel_jet_sum_series(jet, kernels, R, prec);
        return;
    }
    SCOPED(arb, point);
    arb_set_arf(point, R);
    arf_set(jet->R, R);
    bounds_unknown(&jet->bounds);
    rough_kernels_evaluate(jet->P, jet->S, kernels, point, prec);
    if (arf_is_one(R)) replace_at_one(jet, kernels);
}

/* sup over [0, r] of |P^(j)| and S^(j) by monotonicity. */
static void supremum_of_derivatives(mag_t P, mag_t S, const kernel_jet_t at_right_end, int j)
{
    const monotone_bounds_t *b = &at_right_end->bounds;
    SCOPED(mag, minus);
    arf_get_mag(P, b->plus_hi[j]);
    arf_get_mag(minus, b->minus_hi[j]);
    mag_max(P, P, minus);
    arf_get_mag(S, b->S_hi[j]);
}

/* R with what exceeds 1 cut off. */
static void cut_at_one(arb_t cut, const arb_t R, slong prec)
{
    SCOPED(arf, lo, hi);
    arb_set(cut, R);
    arb_get_interval_arf(lo, hi, R, prec);
    if (arf_cmp_si(hi, 1) > 0) {
        arf_one(hi);
        if (arf_cmp_si(lo, 1) > 0) arf_one(lo);
        arb_set_interval_arf(cut, lo, hi, prec);
    }
}

static void rough_values_on_ball(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arb_t R,
                                 slong prec)
{
    SCOPED_VEC(arb, values, 2 * WANE_KERNEL_DERIVATIVES);
    SCOPED(arb, cut);
    cut_at_one(cut, R, prec);
    rough_kernels_evaluate(values, values + WANE_KERNEL_DERIVATIVES, kernels, cut, prec);
    _arb_vec_set(P, values, KERNEL_VALUES);
    _arb_vec_set(S, values + WANE_KERNEL_DERIVATIVES, KERNEL_VALUES);
}

void kernel_values_on_ball(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arb_t R, slong prec)
{
    if (kernels->rough) {
        rough_values_on_ball(P, S, kernels, R, prec);
        return;
    }
    SCOPED(kernel_jet, middle, end);
    SCOPED(arf, right, one);
    SCOPED(mag, radius, slope_P, slope_S);

    arf_one(one);
    /* The midpoint may exceed 1 by rounding: then 1 lies in
       the ball, and twice the radius reaches everything. */
    int outside = arf_cmp(arb_midref(R), one) > 0;
    kernel_jet_evaluate(middle, kernels, outside ? one : arb_midref(R), prec);
    mag_set(radius, arb_radref(R));
    if (outside) mag_mul_2exp_si(radius, radius, 1);
    if (!mag_is_zero(radius)) {
        arb_get_ubound_arf(right, R, prec);
        if (arf_cmp(right, one) > 0) arf_one(right);
        kernel_jet_evaluate(end, kernels, right, BOUND_PREC);
    }
    for (int j = 0; j < KERNEL_VALUES; j++) {
        arb_set(P + j, middle->P + j);
        arb_set(S + j, middle->S + j);
        if (mag_is_zero(radius)) continue;
        supremum_of_derivatives(slope_P, slope_S, end, j + 1);
        mag_mul(slope_P, slope_P, radius);
        mag_mul(slope_S, slope_S, radius);
        arb_add_error_mag(P + j, slope_P);
        arb_add_error_mag(S + j, slope_S);
    }
}
