/* A column of cells at given eps: rows that lie side by side are proved together where that can be, since the theorems
   hold for ranges of eps, a0 and R0. */
#include <string.h>

#include "base/scoped.h"
#include "manifold/family/map/map_prover.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/shape/start.h"

static void set_values(map_cell_t *cells, slong from, slong to, const finite_eps_t result,
                       map_quantity_t quantity)
{
    SCOPED(arb, value);
    for (slong i = from; i < to; i++) {
        map_cell_t *cell = cells + i;
        cell->outcome = (uint8_t)result->outcome;
        cell->is_open = 0;
        if (quantity == MAP_R_FINAL) map_cell_set_value(cell, result->R_final, quantity);
        if (quantity == MAP_R_PEAK) map_cell_set_value(cell, result->R_peak, quantity);
        if (quantity == MAP_Q && result->has_scaling) {
            arb_set_si(value, result->scaling->Q);
            if (result->scaling->Q_least != result->scaling->Q) arb_indeterminate(value);
            map_cell_set_value(cell, value, quantity);
        }
    }
}

/* All rows from … to - 1 at once. */
static wane_status_t prove(map_prover_t prover, map_cell_t *cells, slong from, slong to,
                           wane_message_t message)
{
    const map_problem_struct *problem = prover->problem;
    const kernels_struct *kernels;
    finite_eps_t result;
    int final;
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    map_prover_set_box(prover, cells, from, to);
    family_box_ratio(eps, &prover->box, problem->space);
    family_box_scale(a0, &prover->box, problem->space);
    family_box_start(start, &prover->box, problem->space);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, &prover->box, message);
    if (status != WANE_OK) return status;
    finite_eps_init(result);
    const flow_subject_t subject = {NULL, NULL, eps, a0, start, problem->drop};
    status = finite_eps_prove(result, &final, NULL, kernels, &subject,
                              problem->quantity == MAP_VERDICT ? FLOW_BY_ONE_RISE : FLOW_BY_BOUNDS,
                              problem->effort.digits, message);
    if (status == WANE_OK) set_values(cells, from, to, result, problem->quantity);
    finite_eps_clear(result);
    return status;
}

static int is_settled(const map_cell_t *cells, slong from, slong to)
{
    for (slong i = from; i < to; i++)
        if (cells[i].is_open) return 0;
    return 1;
}

/* A run of neighbours: as a whole, or else each half.  Where both ends meet what the whole met, as a sign of N that is
   not known, nothing is expected in between: the cells stay open. */
static wane_status_t decide_run(map_prover_t prover, map_cell_t *cells, slong from, slong to,
                                wane_message_t message)
{
    wane_message_t of_whole, of_end;
    wane_status_t status = prove(prover, cells, from, to, of_whole);
    *message = *of_whole;
    if (status == WANE_OK && is_settled(cells, from, to)) return WANE_OK;
    if (status != WANE_OK && status != WANE_UNDECIDED) return status;
    if (to - from == 1) return WANE_OK;
    int is_same = status == WANE_UNDECIDED && to - from > 2;
    for (int i = 0; i < 2 && is_same; i++) {
        const slong end = i == 0 ? from : to - 1;
        is_same = prove(prover, cells, end, end + 1, of_end) == WANE_UNDECIDED &&
                  strcmp(of_end->text, of_whole->text) == 0;
    }
    if (is_same) return WANE_OK;
    const slong middle = from + (to - from) / 2;
    status = decide_run(prover, cells, from, middle, message);
    return status == WANE_OK ? decide_run(prover, cells, middle, to, message) : status;
}

wane_status_t map_decide_flow(map_prover_t prover, map_cell_t *cells, slong count, wane_message_t message)
{
    const int is_single = prover->problem->axis[prover->rows].kind == UNKNOWN_PARAMETER;
    wane_status_t status = WANE_OK;
    for (slong from = 0, to; from < count && status == WANE_OK; from = to) {
        for (to = from + 1;
             to < count && !is_single && cells[to].at[prover->rows] == cells[to - 1].at[prover->rows] + 1;)
            to++;
        status = decide_run(prover, cells, from, to, message);
    }
    return status;
}
