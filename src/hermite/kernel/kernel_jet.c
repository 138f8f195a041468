#include "hermite/kernel/kernel_jet.h"

#include "base/scoped.h"
#include "hermite/kernel/kernel_evaluate.h"

#define BOUND_PREC 64
#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static void range_init(monotone_range_t *range)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arf_init(range->lo[j]);
        arf_init(range->hi[j]);
    }
}

static void range_clear(monotone_range_t *range)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arf_clear(range->lo[j]);
        arf_clear(range->hi[j]);
    }
}

void kernel_jet_init(kernel_jet_t jet)
{
    arf_init(jet->R);
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_init(jet->P + j);
        arb_init(jet->S + j);
    }
    range_init(&jet->bounds.plus);
    range_init(&jet->bounds.minus);
    range_init(&jet->bounds.S);
}

void kernel_jet_clear(kernel_jet_t jet)
{
    arf_clear(jet->R);
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_clear(jet->P + j);
        arb_clear(jet->S + j);
    }
    range_clear(&jet->bounds.plus);
    range_clear(&jet->bounds.minus);
    range_clear(&jet->bounds.S);
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
    for (int j = 0; j < DERIVATIVES; j++) {
        if (arb_is_finite(kernels->P_at_one[j])) arb_set(jet->P + j, kernels->P_at_one[j]);
        if (arb_is_finite(kernels->S_at_one[j])) {
            arb_set(jet->S + j, kernels->S_at_one[j]);
            arb_get_ubound_arf(jet->bounds.S.hi[j], kernels->S_at_one[j], BOUND_PREC);
        }
    }
}

void kernel_jet_sum_series(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    monotone_bounds_t *b = &jet->bounds;
    SCOPED_VEC(arb, value, 3 * DERIVATIVES);
    SCOPED_VEC(mag, omitted, 3 * DERIVATIVES + 1);
    arb_ptr plus = value, minus = value + DERIVATIVES, S = value + 2 * DERIVATIVES;
    mag_ptr plus_rest = omitted, minus_rest = omitted + DERIVATIVES;
    mag_ptr S_rest = omitted + 2 * DERIVATIVES, tail = omitted + 3 * DERIVATIVES;

    arf_set(jet->R, R);
    monotone_series_evaluate(plus, plus_rest, kernels->plus, R, prec);
    monotone_series_evaluate(minus, minus_rest, kernels->minus, R, prec);
    monotone_series_evaluate(S, S_rest, kernels->student, R, prec);
    for (int j = 0; j < DERIVATIVES; j++) {
        kernel_tail_P(tail, kernels, j, R);
        set_bounds(b->plus.lo[j], b->plus.hi[j], plus + j, plus_rest + j, tail);
        set_bounds(b->minus.lo[j], b->minus.hi[j], minus + j, minus_rest + j, tail);
        add_one_sided(plus + j, plus_rest + j, prec);
        add_one_sided(minus + j, minus_rest + j, prec);
        arb_sub(jet->P + j, plus + j, minus + j, prec);
        arb_add_error_mag(jet->P + j, tail);

        kernel_tail_S(tail, kernels, j, R);
        set_bounds(b->S.lo[j], b->S.hi[j], S + j, S_rest + j, tail);
        add_one_sided(S + j, S_rest + j, prec);
        add_one_sided(S + j, tail, prec);
        arb_set(jet->S + j, S + j);
    }
    if (arf_is_one(R)) replace_at_one(jet, kernels);
}

static void set_unknown(monotone_range_t *range)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arf_zero(range->lo[j]);
        arf_pos_inf(range->hi[j]);
    }
}

void kernel_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec)
{
    if (!kernels->rough) {
        kernel_jet_sum_series(jet, kernels, R, prec);
        return;
    }
    SCOPED(kernel_values, at);
    SCOPED(arb, point);
    arb_set_arf(point, R);
    arf_set(jet->R, R);
    set_unknown(&jet->bounds.plus);
    set_unknown(&jet->bounds.minus);
    set_unknown(&jet->bounds.S);
    oriented_kernels_evaluate(at, kernels, point, prec);
    _arb_vec_set(jet->P, at->P, DERIVATIVES);
    _arb_vec_set(jet->S, at->S, DERIVATIVES);
    if (arf_is_one(R)) replace_at_one(jet, kernels);
}
/* sup over [0, r] of |P^(j)| and S^(j) by monotonicity. */
static void supremum_of_derivatives(mag_t P, mag_t S, const kernel_jet_t at_right_end, int j)
{
    const monotone_bounds_t *b = &at_right_end->bounds;
    SCOPED(mag, minus);
    arf_get_mag(P, b->plus.hi[j]);
    arf_get_mag(minus, b->minus.hi[j]);
    mag_max(P, P, minus);
    arf_get_mag(S, b->S.hi[j]);
}

void kernel_values_on_ball(kernel_values_t at, const oriented_kernels_t kernels, const arb_t R, slong prec)
{
    if (kernels->rough) {
        oriented_kernels_evaluate(at, kernels, R, prec);
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
        arb_set(at->P + j, middle->P + j);
        arb_set(at->S + j, middle->S + j);
        if (mag_is_zero(radius)) continue;
        supremum_of_derivatives(slope_P, slope_S, end, j + 1);
        mag_mul(slope_P, slope_P, radius);
        mag_mul(slope_S, slope_S, radius);
        arb_add_error_mag(at->P + j, slope_P);
        arb_add_error_mag(at->S + j, slope_S);
    }
}
