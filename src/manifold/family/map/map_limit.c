/* A column of cells in the limit: what depends on the column alone is proved once, its critical heights too, and a
   cell of scales lies between two of them or does not. */
#include "base/scoped.h"
#include "manifold/family/boxes/family_corner.h"
#include "manifold/family/map/map_prover.h"
#include "manifold/family/thresholds_cover.h"
#include "manifold/shape/start.h"

/* ---- by the partition of the scales ---- */

/* The outcome of all a0 from lo to hi in the partition; undecided where it changes, and at ties.  derivations/16 (20) */
static wane_outcome_t outcome_between(int *is_known_nowhere, const thresholds_t thresholds, const arb_t lo,
                                      const arb_t hi)
{
    slong first = 0, last = thresholds->count - 1;
    while (first < last && arb_gt(lo, thresholds->interval[first].to)) first++;
    while (last > first && arb_lt(hi, thresholds->interval[last].from)) last--;
    *is_known_nowhere = 0;
    for (slong i = first; i <= last; i++)
        *is_known_nowhere = *is_known_nowhere || thresholds->interval[i].outcome == WANE_OUTCOME_UNDECIDED;
    /* Neighbours differ, and what holds at a boundary is not known. */
    if (first != last) return WANE_OUTCOME_UNDECIDED;
    for (slong i = 0; i < thresholds->tie_count; i++)
        if (!arb_gt(lo, thresholds->tie + i) && !arb_lt(hi, thresholds->tie + i))
            return WANE_OUTCOME_UNDECIDED;
    return thresholds->interval[first].outcome;
}

/* ---- cell by cell, with the branches of the column ---- */

typedef struct {
    map_prover_struct *prover;
    const kernels_struct *kernels;
    scale_cover_struct *cover;
} column_t;

/* The time on the slow scale of all phases but the last, which has no end. */
static void slow_time(arb_t time, const verdict_t verdict)
{
    if (verdict->phase_count == 0) arb_indeterminate(time);
    else arb_zero(time);
    for (slong i = 0; i + 1 < verdict->phase_count; i++)
        arb_add(time, time, verdict->phases[i].slow_time, 64);
}

static void set_value(map_cell_t *cell, const verdict_t verdict, map_quantity_t quantity)
{
    SCOPED(arb, value);
    switch (quantity) {
    case MAP_VERDICT:
        cell->is_open = 0;
        return;
    case MAP_R_FINAL:
        arb_set(value, verdict->R_final);
        break;
    case MAP_R_PEAK:
        arb_set(value, verdict->R_peak);
        break;
    case MAP_Q: /* none where there is no law */
        cell->is_open = 0;
        if (!verdict->has_scaling) return;
        arb_set_si(value, verdict->scaling->Q);
        if (verdict->scaling->Q_least != verdict->scaling->Q) arb_indeterminate(value);
        break;
    default:
        slow_time(value, verdict);
    }
    map_cell_set_value(cell, value, quantity);
}

/* A single cell, of scales or starts, on the branches that are there. */
static wane_status_t decide_cell(const column_t *column, map_cell_t *cell, wane_message_t message)
{
    map_prover_struct *prover = column->prover;
    const map_quantity_t quantity = prover->problem->quantity;
    verdict_t verdict;
    SCOPED(quantifier, a0);
    SCOPED(wane_start, start);
    map_prover_set_box(prover, cell, 0, 1);
    family_box_scale(a0, &prover->box, prover->problem->space);
    family_box_start(start, &prover->box, prover->problem->space);
    verdict_init(verdict);
    wane_status_t status;
    if (quantity == MAP_SLOW_TIME) {
        status = verdict_prove(verdict, 1, NULL, column->kernels, a0->value, start, message);
    } else {
        column->cover->start = start;
        status = scale_cover_run_over(verdict, NULL, column->cover, a0->value, message);
    }
    if (status == WANE_UNDECIDED && family_across_critical_height(verdict, column->kernels, a0->value, start))
        status = WANE_OK;
    if (status == WANE_OK) {
        cell->outcome = (uint8_t)verdict->outcome;
        set_value(cell, verdict, quantity);
    }
    verdict_clear(verdict);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

static int is_positive(const map_prover_t prover, const map_cell_t *cell)
{
    SCOPED(fmpq, lo);
    map_axis_node(lo, &prover->problem->axis[prover->rows], cell->at[prover->rows], cell->depth);
    return fmpq_sgn(lo) > 0;
}

/* Rows of scales: most are settled by the partition. */
static wane_status_t decide_scales(column_t *column, map_cell_t *cells, slong count, wane_message_t message)
{
    map_prover_struct *prover = column->prover;
    const map_axis_t *axis = &prover->problem->axis[prover->rows];
    const slong prec = column->kernels->prec;
    thresholds_t thresholds;
    SCOPED(arb, lo, hi);
    SCOPED(fmpq, end);
    thresholds_init(thresholds);
    wane_status_t status = scale_cover_run(column->cover, message);
    if (status == WANE_OK) status = thresholds_from_cover(thresholds, column->cover, message);
    if (status == WANE_UNDECIDED) status = WANE_OK; /* for some scales; the others are proved */
    for (slong i = 0; i < count && status == WANE_OK; i++) {
        int is_known_nowhere = 1;
        wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
        if (is_positive(prover, cells + i)) {
            map_axis_node(end, axis, cells[i].at[prover->rows], cells[i].depth);
            arb_set_fmpq(lo, end, prec);
            map_axis_node(end, axis, cells[i].at[prover->rows] + 1ul, cells[i].depth);
            arb_set_fmpq(hi, end, prec);
            outcome = outcome_between(&is_known_nowhere, thresholds, lo, hi);
        }
        cells[i].outcome = (uint8_t)outcome;
        cells[i].is_open = outcome == WANE_OUTCOME_UNDECIDED;
        const int wants_value = prover->problem->quantity != MAP_VERDICT && !cells[i].is_open;
        if (wants_value || (cells[i].is_open && is_known_nowhere))
            status = decide_cell(column, cells + i, message);
    }
    thresholds_clear(thresholds);
    return status;
}

/* Cells with kernels of their own each: both axes are parameters; else all have those of the column. */
wane_status_t map_decide_in_limit(map_prover_t prover, map_cell_t *cells, slong count, wane_message_t message)
{
    const unknown_kind_t kind = prover->problem->axis[prover->rows].kind;
    const int has_own = kind == UNKNOWN_PARAMETER;
    wane_status_t status = WANE_OK;
    for (slong i = 0; i < count && status == WANE_OK; i += has_own ? 1 : count) {
        scale_cover_t cover;
        column_t column = {prover, NULL, cover};
        SCOPED(wane_start, start);
        map_prover_set_box(prover, cells, i, has_own ? i + 1 : count);
        status = family_kernels_compute(&column.kernels, prover->kernels, &prover->box, message);
        if (status != WANE_OK) break;
        family_box_start(start, &prover->box, prover->problem->space);
        scale_cover_init(cover, column.kernels, start);
        if (kind == UNKNOWN_SCALE) status = decide_scales(&column, cells, count, message);
        for (slong j = i; kind != UNKNOWN_SCALE && j < (has_own ? i + 1 : count) && status == WANE_OK; j++)
            status = decide_cell(&column, cells + j, message);
        scale_cover_clear(cover);
    }
    return status == WANE_UNDECIDED ? WANE_OK : status;
}
