#include "base/interval.h"
#include "manifold/shape/portrait.h"
#include "base/scoped.h"
#include "manifold/family/bifurcation_list.h"

#include <stdlib.h>
#include <string.h>

#define BRACKET_PREC 256

void bifurcations_init(bifurcations_t bifurcations)
{
    memset(bifurcations, 0, sizeof(bifurcations_struct));
}

void threshold_clear(wane_bifurcation_t *threshold)
{
    arb_clear(threshold->b);
    wane_interval_clear(threshold->bracket);
    fmpz_poly_clear(threshold->minimal_polynomial);
}

void bifurcations_clear(bifurcations_t bifurcations)
{
    for (slong i = 0; i < bifurcations->threshold_count; i++) threshold_clear(bifurcations->thresholds + i);
    for (slong i = 0; i < bifurcations->range_count; i++) {
        parameter_range_t *r = bifurcations->ranges + i;
        arb_clear(r->lo);
        arb_clear(r->hi);
        portrait_clear(r->picture);
        fmpq_clear(r->sample);
    }
    for (slong i = 0; i < bifurcations->verdict_count; i++) wane_interval_clear(bifurcations->verdicts[i].b);
    for (slong i = 0; i < bifurcations->unresolved_count; i++) {
        arb_clear(bifurcations->unresolved[i].lo);
        arb_clear(bifurcations->unresolved[i].hi);
    }
    flint_free(bifurcations->thresholds);
    flint_free(bifurcations->ranges);
    flint_free(bifurcations->verdicts);
    flint_free(bifurcations->unresolved);
}

wane_bifurcation_t *add_threshold(bifurcations_t bifurcations, wane_event_t event)
{
    slong count = ++bifurcations->threshold_count;
    bifurcations->thresholds = flint_realloc(bifurcations->thresholds, count * sizeof(wane_bifurcation_t));
    wane_bifurcation_t *t = bifurcations->thresholds + count - 1;
    t->event = event;
    t->exact = 0;
    arb_init(t->b);
    wane_interval_init(t->bracket);
    fmpz_poly_init(t->minimal_polynomial);
    return t;
}

wane_bifurcation_t *add_bracket(bifurcations_t bifurcations, wane_event_t event,
                                const wane_interval_t bracket)
{
    wane_bifurcation_t *threshold = add_threshold(bifurcations, event);
    interval_set(threshold->bracket, bracket);
    wane_interval_get_arb(threshold->b, bracket, BRACKET_PREC);
    return threshold;
}

parameter_range_t *add_range(bifurcations_t bifurcations, const arb_t lo, const arb_t hi,
                             const portrait_t picture, const fmpq_t sample)
{
    slong count = ++bifurcations->range_count;
    bifurcations->ranges = flint_realloc(bifurcations->ranges, count * sizeof(parameter_range_t));
    parameter_range_t *r = bifurcations->ranges + count - 1;
    arb_init(r->lo);
    arb_init(r->hi);
    fmpq_init(r->sample);
    portrait_init(r->picture);
    arb_set(r->lo, lo);
    arb_set(r->hi, hi);
    portrait_set(r->picture, picture);
    fmpq_set(r->sample, sample);
    r->has_verdict = 0;
    r->verdict = WANE_OUTCOME_UNDECIDED;
    return r;
}

parameter_range_t *insert_range(bifurcations_t bifurcations, slong index, const parameter_range_t *range)
{
    parameter_range_t copy = *range;
    add_range(bifurcations, copy.lo, copy.hi, copy.picture, copy.sample);
    parameter_range_t last = bifurcations->ranges[bifurcations->range_count - 1];
    for (slong i = bifurcations->range_count - 1; i > index; i--)
        bifurcations->ranges[i] = bifurcations->ranges[i - 1];
    bifurcations->ranges[index] = last;
    return bifurcations->ranges + index;
}

/* The nearer end of an enclosure; 0 if it is infinite. */
static int inner_end(fmpq_t x, const arb_t end, int upper)
{
    if (!arb_is_finite(end)) return 0;
    SCOPED(arf, bound);
    if (upper) arb_get_ubound_arf(bound, end, ARF_PREC_EXACT);
    else arb_get_lbound_arf(bound, end, ARF_PREC_EXACT);
    arf_get_fmpq(x, bound);
    return 1;
}

static void shift_to_integer(fmpq_t x, int direction)
{
    SCOPED(fmpz, n);
    if (direction > 0) fmpz_cdiv_q(n, fmpq_numref(x), fmpq_denref(x));
    else fmpz_fdiv_q(n, fmpq_numref(x), fmpq_denref(x));
    fmpz_add_si(n, n, direction);
    fmpq_set_fmpz(x, n);
}

void sample_between(fmpq_t x, const arb_t lo, const arb_t hi)
{
    SCOPED(fmpq, left, right, quarter);
    int has_left = inner_end(left, lo, 1), has_right = inner_end(right, hi, 0);
    fmpq_zero(x);
    if (has_left && has_right) {
        fmpq_sub(quarter, right, left);
        fmpq_div_2exp(quarter, quarter, 2);
        fmpq_add(left, left, quarter);
        fmpq_sub(right, right, quarter);
        fmpq_simplest_between(x, left, right);
    } else if (has_left) {
        fmpq_set(x, left);
        shift_to_integer(x, 1);
    } else if (has_right) {
        fmpq_set(x, right);
        shift_to_integer(x, -1);
    }
}

void set_sample(parameter_range_t *range)
{
    sample_between(range->sample, range->lo, range->hi);
}

void add_unresolved(bifurcations_t bifurcations, const arb_t lo, const arb_t hi)
{
    slong count = ++bifurcations->unresolved_count;
    bifurcations->unresolved = flint_realloc(bifurcations->unresolved, count * sizeof(parameter_gap_t));
    parameter_gap_t *gap = bifurcations->unresolved + count - 1;
    arb_init(gap->lo);
    arb_init(gap->hi);
    arb_set(gap->lo, lo);
    arb_set(gap->hi, hi);
}

void add_verdict(bifurcations_t bifurcations, const wane_interval_t b, wane_outcome_t verdict)
{
    slong count = ++bifurcations->verdict_count;
    bifurcations->verdicts = flint_realloc(bifurcations->verdicts, count * sizeof(wane_verdict_range_t));
    wane_verdict_range_t *range = bifurcations->verdicts + count - 1;
    wane_interval_init(range->b);
    interval_set(range->b, b);
    range->verdict = verdict;
}

static int compare(const void *x, const void *y)
{
    const wane_bifurcation_t *u = x, *v = y;
    int order = arf_cmp(arb_midref(u->b), arb_midref(v->b));
    return order != 0 ? order : (int)u->event - (int)v->event;
}

void sort_thresholds(bifurcations_t bifurcations)
{
    if (bifurcations->threshold_count > 1)
        qsort(bifurcations->thresholds, bifurcations->threshold_count, sizeof(wane_bifurcation_t), compare);
}
