/* Verdicts along a family. */
#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/family/cells/bifurcation_cells.h"
#include "manifold/family/bifurcation_family.h"
#include "manifold/family/cells/bifurcation_partition.h"

#define HALVINGS 32
#define BUDGET 2000
#define SLOW_BUDGET 250 /* where every cell needs new coefficients of the student */
#define END_PREC 256

static wane_status_t decide_verdict(slong *label, void *context, const wane_interval_t b,
                                    wane_message_t message)
{
    wane_outcome_t outcome;
    wane_status_t status = members_verdict(&outcome, context, b, message);
    *label = status == WANE_OK ? (slong)outcome : CELL_OPEN;
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

static wane_status_t verdicts_at_samples(bifurcations_t bifurcations, members_t members,
                                         wane_message_t message)
{
    wane_status_t status = WANE_OK;
    SCOPED(wane_interval, point);
    for (slong i = 0; i < bifurcations->range_count && status == WANE_OK; i++) {
        parameter_range_t *range = bifurcations->ranges + i;
        interval_set_fmpq(point, range->sample);
        status = members_verdict(&range->verdict, members, point, message);
        if (status == WANE_UNDECIDED) status = WANE_OK;
        range->has_verdict = 1;
    }
    return status;
}

/* An integer at least one beyond the ball. */
static void integer_beyond(fmpq_t n, const arb_t ball, int upper)
{
    SCOPED(arf, end);
    SCOPED(fmpz, whole);
    if (upper) arb_get_ubound_arf(end, ball, 64);
    else arb_get_lbound_arf(end, ball, 64);
    arf_get_fmpz(whole, end, upper ? ARF_RND_CEIL : ARF_RND_FLOOR);
    fmpz_add_si(whole, whole, upper ? 1 : -1);
    fmpq_set_fmpz(n, whole);
}

/* The range, or a stretch around all thresholds where none was given; 0 if there is nothing to look at. */
static int window(wane_interval_t range, const bifurcations_t bifurcations,
                  const bifurcation_problem_t family)
{
    slong count = bifurcations->threshold_count;
    if (!family->whole_line) interval_set(range, family->range);
    else if (count == 0) return 0;
    else {
        integer_beyond(range->lo, bifurcations->thresholds[0].b, 0);
        integer_beyond(range->hi, bifurcations->thresholds[count - 1].b, 1);
    }
    return 1;
}

/* Whether the closed interval lies inside one range of constant picture. */
static int picture_stays(const bifurcations_t bifurcations, const wane_interval_t b)
{
    int inside = 0;
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, b->lo, END_PREC);
    arb_set_fmpq(hi, b->hi, END_PREC);
    for (slong i = 0; i < bifurcations->range_count && !inside; i++)
        inside = arb_lt(bifurcations->ranges[i].lo, lo) && arb_gt(bifurcations->ranges[i].hi, hi);
    return inside;
}

/* Cuts the range around the bracket in two, so that the verdict is asked on either side of it. */
static void split_range(bifurcations_t bifurcations, const wane_interval_t bracket)
{
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, bracket->lo, END_PREC);
    arb_set_fmpq(hi, bracket->hi, END_PREC);
    for (slong i = 0; i < bifurcations->range_count; i++) {
        parameter_range_t *range = bifurcations->ranges + i;
        if (!arb_lt(range->lo, lo) || !arb_gt(range->hi, hi)) continue;
        parameter_range_t *right = insert_range(bifurcations, i + 1, range);
        range = bifurcations->ranges + i;
        arb_set(range->hi, lo);
        arb_set(right->lo, hi);
        set_sample(range);
        set_sample(right);
        break;
    }
}

static void add_change(bifurcations_t bifurcations, const wane_interval_t bracket)
{
    add_bracket(bifurcations, WANE_EVENT_VERDICT_CHANGES, bracket);
    split_range(bifurcations, bracket);
}

wane_status_t verdict_bifurcations(bifurcations_t bifurcations, members_t members, wane_message_t message)
{
    decider_t decider = {decide_verdict, members, HALVINGS, members->is_quick ? BUDGET : SLOW_BUDGET};
    wane_status_t status = WANE_OK;
    SCOPED(wane_interval, range);
    SCOPED(partition, cells);
    if (window(range, bifurcations, members->family)) status = partition_cut(cells, &decider, range, message);
    for (slong i = 0; i < cells->count && status == WANE_OK; i++) {
        const cell_t *cell = cells->cell + i;
        if (cell->label != CELL_OPEN) add_verdict(bifurcations, cell->b, (wane_outcome_t)cell->label);
        else if (i > 0 && i + 1 < cells->count && cell[-1].label != cell[1].label &&
                 picture_stays(bifurcations, cell->b))
            add_change(bifurcations, cell->b);
    }
    if (status == WANE_OK) status = verdicts_at_samples(bifurcations, members, message);
    sort_thresholds(bifurcations);
    return status;
}
