#include "manifold/family/map/map_prover.h"

#include <string.h>

#include "base/scoped.h"
#include "manifold/floor/law.h"
#include "manifold/family/map/map_model.h"

#define MAP_DIGITS 6 /* more change no cell, and cost up to twice the time */
#define CLOSE                                                                                                \
    256 /* values in a cell of a map differ by a part of 1, or of their size, at most, or it is cut */

/* What is cheap to vary stays in the leaf group: its kernels are shared. */
static int cheapness(const map_axis_t *axis, int is_limit)
{
    switch (axis->kind) {
    case UNKNOWN_PARAMETER:
        return axis->is_decay; /* P does not depend on it, and S by a number */
    case UNKNOWN_START:
        return 2;
    case UNKNOWN_SCALE:
        return is_limit ? 4 : 3;
    default:
        return 4; /* eps */
    }
}

int map_rows(const map_problem_t problem)
{
    const int is_limit = problem->space->is_limit;
    return cheapness(&problem->axis[0], is_limit) > cheapness(&problem->axis[1], is_limit) ? 0 : 1;
}

void map_prover_init(map_prover_t prover, const map_problem_t problem)
{
    wane_effort_t effort = problem->effort;
    effort.digits = FLINT_MIN(effort.digits, MAP_DIGITS);
    effort.threads = 1;
    prover->problem = problem;
    prover->rows = map_rows(problem);
    prover->line = 1 - prover->rows;
    family_kernels_init(prover->kernels, problem->space, &effort);
    family_box_init(&prover->box, problem->space);
    memset(prover->known, 0, sizeof prover->known);
}

void map_prover_clear(map_prover_t prover)
{
    for (int d = 0; d <= MAP_GREATEST_DEPTH; d++) map_model_release(prover->known[d].model);
    family_box_clear(&prover->box, prover->problem->space);
    family_kernels_clear(prover->kernels);
}

void map_prover_set_box(map_prover_t prover, const map_cell_t *cells, slong from, slong to)
{
    const map_axis_t *axis = prover->problem->axis;
    const slong line = axis[prover->line].unknown, rows = axis[prover->rows].unknown;
    const map_cell_t *first = cells + from, *last = cells + to - 1;
    fmpq *end = prover->box.end;
    for (int i = 0; i < 2; i++) {
        map_axis_node(end + 2 * line + i, &axis[prover->line], first->at[prover->line] + (ulong)i,
                      first->depth);
        map_axis_node(end + 2 * rows + i, &axis[prover->rows],
                      (i == 0 ? first : last)->at[prover->rows] + (ulong)i, first->depth);
    }
}

void map_cell_set_law(map_cell_t *cell, const wane_small_R_t law, const kernels_t kernels,
                      map_quantity_t quantity)
{
    wane_message_t unused;
    SCOPED(arb, value);
    if (quantity == MAP_FLOOR) floor_law(value, law, kernels, kernels->prec, unused);
    else arb_set_si(value, law->Q);
    if (law->Q_least != law->Q) arb_indeterminate(value);
    map_cell_set_value(cell, value, quantity);
}

void map_cell_set_value(map_cell_t *cell, const arb_t value, map_quantity_t quantity)
{
    SCOPED(arf, lo, hi);
    cell->has_value = arb_is_finite(value);
    cell->is_open = !cell->has_value;
    if (!cell->has_value) return;
    arb_get_lbound_arf(lo, value, 53);
    arb_get_ubound_arf(hi, value, 53);
    cell->lo = arf_get_d(lo, ARF_RND_FLOOR);
    cell->hi = arf_get_d(hi, ARF_RND_CEIL);
    const double width = cell->hi - cell->lo,
                 size = quantity == MAP_SLOW_TIME || quantity == MAP_FLOOR ? cell->hi : 1;
    cell->is_open = !(CLOSE * width <= size);
}

wane_status_t map_prover_decide(map_model_t **model, map_prover_t prover, map_cell_t *cells, slong count,
                                map_model_t *wider, wane_message_t message)
{
    *model = NULL;
    for (slong i = 0; i < count; i++) {
        cells[i].outcome = WANE_OUTCOME_UNDECIDED;
        cells[i].is_open = 1;
    }
    return prover->problem->space->is_limit ? map_decide_in_limit(model, prover, cells, count, wider, message)
                                            : map_decide_flow(prover, cells, count, message);
}
