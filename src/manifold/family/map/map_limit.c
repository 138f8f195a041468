/* A column of cells in the limit: what depends on the column alone is proved once, its critical heights too, and a
   cell of scales lies between two of them or does not. */
#include "base/scoped.h"
#include "manifold/family/boxes/family_corner.h"
#include "manifold/family/map/map_model.h"
#include "manifold/family/thresholds_cover.h"
#include "manifold/shape/start.h"

#define END_PREC 96

/* ---- by the partition of the scales ---- */

/* The outcome of all a0 from lo to hi in the partition with these boundaries; undecided where it changes, and at ties.
   derivations/25 (3) */
static wane_outcome_t outcome_between(const thresholds_t thresholds, arb_srcptr boundary, const arb_t lo,
                                      const arb_t hi)
{
    slong first = 0, last = thresholds->count - 1;
    while (first < last && arb_gt(lo, boundary + first)) first++;
    while (last > first && arb_lt(hi, boundary + last - 1)) last--;
    if (first != last)
        return WANE_OUTCOME_UNDECIDED; /* neighbours differ, and nothing is said of the boundary */
    for (slong i = 0; i < thresholds->tie_count; i++)
        if (!arb_gt(lo, thresholds->tie + i) && !arb_lt(hi, thresholds->tie + i))
            return WANE_OUTCOME_UNDECIDED;
    return thresholds->interval[first].outcome;
}

static void set_end(arb_t end, const map_prover_t prover, const map_cell_t *cell, int upper)
{
    SCOPED(fmpq, node);
    map_axis_node(node, &prover->problem->axis[prover->rows], cell->at[prover->rows] + (ulong)upper,
                  cell->depth);
    arb_set_fmpq(end, node, END_PREC);
}

/* Whether what a partition says holds at its end 0 as well. */
static int holds_at_zero(const map_model_t *model, wane_outcome_t outcome)
{
    return model->at_zero == MAP_ZERO_ALL ||
           (model->at_zero == MAP_ZERO_LEARNING && outcome == WANE_OUTCOME_LEARNING);
}

static void decide_by_model(const map_prover_t prover, map_cell_t *cells, slong count,
                            const map_model_t *model)
{
    const map_axis_t *line = &prover->problem->axis[prover->line];
    const slong boundaries = model->thresholds->count - 1;
    SCOPED(arb, lo, hi);
    SCOPED_VEC(arb, boundary, boundaries + 1);
    map_model_boundaries(boundary, model, line, cells->depth, cells->at[prover->line], END_PREC);
    for (slong i = 0; i < count; i++) {
        set_end(lo, prover, cells + i, 0);
        set_end(hi, prover, cells + i, 1);
        const wane_outcome_t outcome = outcome_between(model->thresholds, boundary, lo, hi);
        if (!arb_is_positive(lo) && !(arb_is_zero(lo) && holds_at_zero(model, outcome))) continue;
        cells[i].outcome = (uint8_t)outcome;
        cells[i].is_open = cells[i].outcome == WANE_OUTCOME_UNDECIDED;
    }
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

static void set_value(map_cell_t *cell, const verdict_t verdict, const kernels_t kernels,
                      map_quantity_t quantity)
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
    case MAP_FLOOR:
        cell->is_open = 0;
        if (verdict->has_scaling) map_cell_set_law(cell, verdict->scaling, kernels, quantity);
        return;
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
        set_value(cell, verdict, column->kernels, quantity);
    }
    verdict_clear(verdict);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

/* Whether rows are what a partition is of. */
static int has_partition(const map_prover_t prover)
{
    const map_axis_t *axis = prover->problem->axis;
    return axis[prover->rows].kind == UNKNOWN_SCALE ||
           (axis[prover->rows].is_decay && axis[prover->line].kind == UNKNOWN_PARAMETER);
}

/* Whether what the partition says of the cell is all that can be said. */
static int is_settled(const map_prover_t prover, const map_cell_t *cell, const map_model_t *model)
{
    SCOPED(arb, lo);
    if (!has_partition(prover)) return 0;
    set_end(lo, prover, cell, 0);
    const int is_told = prover->problem->axis[prover->rows].is_decay ? model != NULL && model->is_decided
                                                                     : arb_is_positive(lo);
    return is_told && (cell->is_open || prover->problem->quantity == MAP_VERDICT);
}

/* The cells that remain: with kernels of their own each where both axes are parameters, else with those of the column. */
static wane_status_t decide_rest(map_prover_t prover, map_cell_t *cells, slong count,
                                 const map_model_t *model, wane_message_t message)
{
    const slong step = prover->problem->axis[prover->rows].kind == UNKNOWN_PARAMETER ? 1 : count;
    wane_status_t status = WANE_OK;
    for (slong i = 0; i < count && status == WANE_OK; i += step) {
        scale_cover_t cover;
        column_t column = {prover, NULL, cover};
        if (step == 1 && is_settled(prover, cells + i, model)) continue;
        map_prover_set_box(prover, cells, i, i + step);
        status = family_kernels_compute(&column.kernels, prover->kernels, &prover->box, message);
        if (status == WANE_UNDECIDED && step == 1) status = WANE_OK;
        else if (status == WANE_OK) {
            scale_cover_init(cover, column.kernels, prover->problem->space->start);
            for (slong j = i; j < i + step && status == WANE_OK; j++)
                if (!is_settled(prover, cells + j, model)) status = decide_cell(&column, cells + j, message);
            scale_cover_clear(cover);
        }
    }
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

wane_status_t map_decide_in_limit(map_model_t **model, map_prover_t prover, map_cell_t *cells, slong count,
                                  map_model_t *wider, wane_message_t message)
{
    const ulong column = cells->at[prover->line];
    int rest = count > 0;
    if (has_partition(prover)) {
        const wane_status_t status = wider != NULL
                                         ? map_model_next(model, prover, wider, cells->depth, column, message)
                                         : map_model_of_column(model, prover, cells->depth, column, message);
        if (status != WANE_OK && status != WANE_UNDECIDED) return status;
        if (*model != NULL) decide_by_model(prover, cells, count, *model);
        rest = 0;
        for (slong i = 0; i < count; i++) rest = rest || !is_settled(prover, cells + i, *model);
    }
    return rest ? decide_rest(prover, cells, count, *model, message) : WANE_OK;
}
