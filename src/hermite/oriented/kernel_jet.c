#include "hermite/oriented/kernel_jet.h"

#include "base/scoped.h"
#include "hermite/kernel/kernel_evaluate.h"

#define BOUND_PREC 64
#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static void monotone_range_init(monotone_range_t *range)
{
    for (int j = 0; j < DERIVATIVES; j++) {
        arf_init(range->lo[j]);
        arf_init(range->hi[j]);
    }
}

static void monotone_range_clear(monotone_range_t *range)
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
    monotone_range_init(&jet->bounds.plus);
    monotone_range_init(&jet->bounds.minus);
    monotone_range_init(&jet->bounds.S);
}

void kernel_jet_clear(kernel_jet_t jet)
{
    arf_clear(jet->R);
    for (int j = 0; j < DERIVATIVES; j++) {
        arb_clear(jet->P + j);
        arb_clear(jet->S + j);
    }
    monotone_range_clear(&jet->bounds.plus);
    monotone_range_clear(&jet->bounds.minus);
    monotone_range_clear(&jet->bounds.S);
}

/* The ends of value + [0, tail], not below 0. */
static void set_range(monotone_range_t *range, int j, const arb_t value, const mag_t tail)
{
    SCOPED(arf, extra);
    arb_get_lbound_arf(range->lo[j], value, BOUND_PREC);
    if (arf_sgn(range->lo[j]) < 0 || arf_is_nan(range->lo[j])) arf_zero(range->lo[j]);
    arb_get_ubound_arf(range->hi[j], value, BOUND_PREC);
    arf_set_mag(extra, tail);
    arf_add(range->hi[j], range->hi[j], extra, BOUND_PREC, ARF_RND_CEIL);
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
    monotone_bounds_t *bounds = &jet->bounds;
    SCOPED_VEC(arb, plus, DERIVATIVES);
    SCOPED_VEC(arb, minus, DERIVATIVES);
    SCOPED_VEC(mag, tail, 2 * DERIVATIVES);
    mag_ptr tail_S = tail + DERIVATIVES;
    SCOPED(arb, x);
    arf_set(jet->R, R);
    arb_set_arf(x, R);
    kernel_series_evaluate(plus, kernels->plus, x, prec);
    kernel_series_evaluate(minus, kernels->minus, x, prec);
    kernel_sum_S(jet->S, kernels->source, x, prec);
    kernel_tails_P(tail, kernels->source, x);
    kernel_tails_S(tail_S, kernels->source, x);
    for (int j = 0; j < DERIVATIVES; j++) {
        set_range(&bounds->plus, j, plus + j, tail + j);
        set_range(&bounds->minus, j, minus + j, tail + j);
        set_range(&bounds->S, j, jet->S + j, tail_S + j);
        arb_sub(jet->P + j, plus + j, minus + j, prec);
        arb_add_error_mag(jet->P + j, tail + j);
        kernel_series_add_rest(jet->S + j, tail_S + j, 1, prec);
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
