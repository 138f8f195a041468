/* A column of cells at given eps: rows that lie side by side are proved together where that can be, since the theorems
   hold for ranges of eps, a0 and R0. */
#include <math.h>
#include <string.h>

#include "base/scoped.h"
#include "manifold/family/map/map_prover.h"
#include "manifold/family/map/flow_beside.h"
#include "manifold/shape/start.h"

#define TOLERANCE 2 /* of the bounds of one rise, at depth 0: a choice */

static void set_values(map_cell_t *cells, slong from, slong to, const finite_eps_t result,
                       const kernels_t kernels, map_quantity_t quantity)
{
    for (slong i = from; i < to; i++) {
        map_cell_t *cell = cells + i;
        cell->outcome = (uint8_t)result->outcome;
        cell->is_open = 0;
        if (quantity == MAP_R_FINAL) map_cell_set_value(cell, result->R_final, quantity);
        if (quantity == MAP_R_PEAK) map_cell_set_value(cell, result->R_peak, quantity);
        if ((quantity == MAP_Q || quantity == MAP_FLOOR) && result->has_scaling)
            map_cell_set_law(cell, result->scaling, kernels, quantity);
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
    if (status == WANE_OK) set_values(cells, from, to, result, kernels, problem->quantity);
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

/* ---- rows of eps ---- */

/* Between two neighbours, or at an end of the list: below is the upper side of the cell before, above the lower one of
   the cell behind. */
typedef struct {
    map_prover_struct *prover;
    map_cell_t *cells;
    slong count;
    flow_beside_t beside;
    double tolerance;
} column_t;

static void node(fmpq_t ratio, const column_t *column, slong i, int upper)
{
    const map_prover_struct *prover = column->prover;
    const map_cell_t *cell = column->cells + i;
    map_axis_node(ratio, &prover->problem->axis[prover->rows], cell->at[prover->rows] + (ulong)upper,
                  cell->depth);
}

/* What is known of all cells before the edge, and of all behind. */
static void ask(int *below, int *above, column_t *column, slong edge)
{
    SCOPED(fmpq, before, behind);
    int unused;
    *below = *above = 0;
    if (edge > 0) node(before, column, edge - 1, 1);
    if (edge < column->count) node(behind, column, edge, 0);
    if (edge == 0) flow_beside_at(&unused, above, column->beside, behind, column->tolerance);
    else flow_beside_at(below, above, column->beside, before, column->tolerance);
    if (edge > 0 && edge < column->count && !*above && !fmpq_equal(before, behind))
        flow_beside_at(&unused, above, column->beside, behind, column->tolerance);
}

static void mark(map_cell_t *cells, slong from, slong to, wane_outcome_t outcome)
{
    for (slong i = from; i < to; i++) {
        cells[i].outcome = (uint8_t)outcome;
        cells[i].is_open = 0;
    }
}

static void take_in(slong *before, slong *behind, int *below, int *above, column_t *column, slong edge)
{
    ask(below, above, column, edge);
    if (*below) *before = FLINT_MAX(*before, edge);
    if (*above) *behind = FLINT_MIN(*behind, edge);
}

/* Of the edges from … to: where the cells before them, and behind them, are known. */
static void search(slong *before, slong *behind, column_t *column, slong from, slong to)
{
    int below, above;
    if (from > to) return;
    const slong middle = from + (to - from) / 2;
    take_in(before, behind, &below, &above, column, middle);
    if (!above) search(before, behind, column, middle + 1, to);
    if (!below) search(before, behind, column, from, middle - 1);
}

/* The ends of the axis first: there may be no boundary.  Other ends of the list lie beside cells that were decided in a
   wider column, which is all that can be known there. */
static void search_all(slong *before, slong *behind, column_t *column)
{
    const int rows = column->prover->rows;
    const map_cell_t *first = column->cells, *last = first + column->count - 1;
    int below, above;
    *before = 0;
    *behind = column->count;
    if (last->at[rows] + UWORD(1) == UWORD(1) << last->depth)
        take_in(before, behind, &below, &above, column, column->count);
    if (*before < column->count && first->at[rows] == 0) take_in(before, behind, &below, &above, column, 0);
    if (*before < *behind) search(before, behind, column, 1, column->count - 1);
}

/* The theorems for every eps, else the two sides of single values of eps: derivations/18 (33).  *told: nothing more is
   to be had. */
static wane_status_t decide_ratios(int *told, map_prover_t prover, map_cell_t *cells, slong count,
                                   wane_message_t message)
{
    const kernels_struct *kernels;
    column_t column = {prover, cells, count, {{.has_jets = 0}}, ldexp(TOLERANCE, -(int)cells->depth)};
    SCOPED(quantifier, a0);
    SCOPED(wane_start, start);
    *told = 0;
    map_prover_set_box(prover, cells, 0, count);
    family_box_scale(a0, &prover->box, prover->problem->space);
    family_box_start(start, &prover->box, prover->problem->space);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, &prover->box, message);
    if (status != WANE_OK) return status;
    const flow_subject_t subject = {NULL, NULL, NULL, a0, start, prover->problem->drop};
    status = flow_beside_init(column.beside, kernels, &subject);
    if (status == WANE_OK && column.beside->is_decided) {
        mark(cells, 0, count, column.beside->result->outcome);
    } else if (status == WANE_OK) {
        slong before, behind;
        search_all(&before, &behind, &column);
        mark(cells, 0, before, WANE_OUTCOME_PARTIAL_UNLEARNING);
        mark(cells, behind, count, WANE_OUTCOME_LEARNING);
    }
    *told = status == WANE_OK;
    flow_beside_clear(column.beside);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

wane_status_t map_decide_flow(map_prover_t prover, map_cell_t *cells, slong count, wane_message_t message)
{
    const int is_single = prover->problem->axis[prover->rows].kind == UNKNOWN_PARAMETER;
    wane_status_t status = WANE_OK;
    int told = 0;
    if (prover->problem->axis[prover->rows].kind == UNKNOWN_RATIO && prover->problem->quantity == MAP_VERDICT)
        status = decide_ratios(&told, prover, cells, count, message);
    if (told) return WANE_OK;
    if (status == WANE_UNDECIDED) status = WANE_OK;
    for (slong from = 0, to; from < count && status == WANE_OK; from = to) {
        for (to = from + 1;
             to < count && !is_single && cells[to].at[prover->rows] == cells[to - 1].at[prover->rows] + 1;)
            to++;
        status = decide_run(prover, cells, from, to, message);
    }
    return status;
}
