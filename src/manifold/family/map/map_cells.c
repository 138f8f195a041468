#include "manifold/family/map/map.h"

#include <string.h>

#include "base/scoped.h"
#include "hermite/coefficients/shifted_pair.h"

void map_problem_init(map_problem_t problem)
{
    memset(problem, 0, sizeof(map_problem_struct));
    wane_effort_default(&problem->effort);
    fmpq_init(problem->drop);
    for (int i = 0; i < 2; i++) map_axis_init(&problem->axis[i]);
}

wane_status_t map_problem_init_set(map_problem_t problem, const flow_subject_t *subject,
                                   const char *const name[2], const int is_log[2], wane_message_t message)
{
    if (subject->drop != NULL) fmpq_set(problem->drop, subject->drop);
    problem->has_space = 1;
    wane_status_t status = family_space_init_set(problem->space, subject->student, subject->teacher,
                                                 subject->eps, subject->a0, subject->start, message);
    for (int i = 0; i < 2 && status == WANE_OK; i++) {
        map_axis_t *axis = &problem->axis[i];
        for (slong j = 0; j < problem->space->count; j++)
            if (strcmp(problem->space->unknown[j].name, name[i]) == 0) axis->unknown = j;
        if (axis->unknown < 0)
            return wane_message_set(message, WANE_BAD_INPUT, 0, "%.60s is no quantity of the problem",
                                    name[i]);
        axis->kind = problem->space->unknown[axis->unknown].kind;
        axis->is_decay = axis->kind == UNKNOWN_PARAMETER && strcmp(name[i], SHIFTED_PAIR_UNKNOWN) == 0;
        fmpq_set(axis->range->lo, problem->space->whole + 2 * axis->unknown);
        fmpq_set(axis->range->hi, problem->space->whole + 2 * axis->unknown + 1);
        if (is_log[i]) map_axis_set_log(axis);
    }
    return status;
}

void map_problem_clear(map_problem_t problem)
{
    fmpq_clear(problem->drop);
    for (int i = 0; i < 2; i++) map_axis_clear(&problem->axis[i]);
    if (problem->has_space) family_space_clear(problem->space);
}

void map_cells_init(map_cells_t cells)
{
    memset(cells, 0, sizeof(map_cells_struct));
}

void map_cells_clear(map_cells_t cells)
{
    flint_free(cells->cell);
}

map_cell_t *map_cells_add(map_cells_t cells)
{
    if (cells->count == cells->alloc) {
        cells->alloc = cells->alloc + cells->alloc / 2 + 16;
        cells->cell = flint_realloc(cells->cell, (size_t)cells->alloc * sizeof(map_cell_t));
    }
    memset(cells->cell + cells->count, 0, sizeof(map_cell_t));
    return cells->cell + cells->count++;
}

int map_cell_is_leaf(const map_cell_t *cell, slong depth)
{
    return cell->depth == depth || (cell->depth < depth && !cell->is_open);
}

int map_cell_is_decided(const map_cell_t *cell)
{
    return cell->outcome != WANE_OUTCOME_UNDECIDED;
}

void map_area(fmpq *share, const map_cells_t cells, slong depth)
{
    SCOPED(fmpz, part);
    for (int i = 0; i <= WANE_OUTCOME_UNDECIDED; i++) fmpq_zero(share + i);
    for (slong i = 0; i < cells->count; i++) {
        const map_cell_t *cell = cells->cell + i;
        if (!map_cell_is_leaf(cell, depth)) continue;
        fmpz_one_2exp(part, 2 * (ulong)(depth - cell->depth));
        fmpz_add(fmpq_numref(share + cell->outcome), fmpq_numref(share + cell->outcome), part);
    }
    for (int i = 0; i <= WANE_OUTCOME_UNDECIDED; i++) fmpq_div_2exp(share + i, share + i, 2 * (ulong)depth);
}
