#include "manifold/family/map/map_axis.h"

#include <math.h>

#include "base/scoped.h"
#include "manifold/family/map/map.h"

#define MOST_BITS 4096
#define GUARD_BITS 12 /* between neighbouring nodes of the greatest depth */

void map_axis_init(map_axis_t *axis)
{
    axis->unknown = -1;
    axis->kind = UNKNOWN_PARAMETER;
    wane_interval_init(axis->range);
    axis->is_decay = axis->is_log = 0;
    axis->bits = 0;
}

void map_axis_clear(map_axis_t *axis)
{
    wane_interval_clear(axis->range);
}

/* So many that rounding does not disturb the order: the ratio of neighbours is 1 + log(hi/lo)/2^depth at least. */
void map_axis_set_log(map_axis_t *axis)
{
    SCOPED(fmpq, ratio);
    SCOPED(arb, log);
    fmpq_div(ratio, axis->range->hi, axis->range->lo);
    arb_set_fmpq(log, ratio, MOST_BITS);
    arb_log(log, log, 64);
    const double size = arf_get_d(arb_midref(log), ARF_RND_DOWN);
    axis->is_log = 1;
    axis->bits = MAP_GREATEST_DEPTH + GUARD_BITS + (size < 1 ? (slong)ceil(-log2(size)) : 0);
}

/* The number of that many bits nearest to lo (hi/lo)^(index/2^depth), 0 < index < 2^depth odd. */
static void log_node(fmpq_t node, const map_axis_t *axis, ulong index, slong depth)
{
    SCOPED(fmpq, ratio);
    SCOPED(arb, x, y);
    SCOPED(arf, lo, hi);
    fmpq_div(ratio, axis->range->hi, axis->range->lo);
    for (slong prec = 2 * axis->bits; prec <= MOST_BITS; prec *= 2) {
        arb_set_fmpq(x, ratio, prec);
        arb_log(x, x, prec);
        arb_mul_ui(x, x, index, prec);
        arb_mul_2exp_si(x, x, -depth);
        arb_exp(x, x, prec);
        arb_set_fmpq(y, axis->range->lo, prec);
        arb_mul(x, x, y, prec);
        arb_get_interval_arf(lo, hi, x, prec);
        arf_set_round(lo, lo, axis->bits, ARF_RND_NEAR);
        arf_set_round(hi, hi, axis->bits, ARF_RND_NEAR);
        if (arf_equal(lo, hi)) break;
    }
    arf_get_fmpq(node, lo);
}

void map_axis_node(fmpq_t node, const map_axis_t *axis, ulong index, slong depth)
{
    for (; depth > 0 && index % 2 == 0; depth--) index /= 2;
    if (depth == 0) {
        fmpq_set(node, index == 0 ? axis->range->lo : axis->range->hi);
    } else if (axis->is_log) {
        log_node(node, axis, index, depth);
    } else {
        SCOPED(fmpq, part);
        fmpq_set_si(part, (slong)index, 1);
        fmpq_div_2exp(part, part, (flint_bitcnt_t)depth);
        fmpq_sub(node, axis->range->hi, axis->range->lo);
        fmpq_mul(node, node, part);
        fmpq_add(node, node, axis->range->lo);
    }
}
