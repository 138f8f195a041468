/* The grid of problems that a sweep stands for: every value that is a list takes each of its values in turn, the last
   list fastest. */
#ifndef ANSWER_SIMULATION_SWEEP_GRID_H
#define ANSWER_SIMULATION_SWEEP_GRID_H

#include "answer/problem/lists.h"

typedef struct {
    const answer_problem_struct *problem;
    answer_lists_t axes;
    size_t count; /* of problems */
} sweep_grid_t;

/* Lists of time, seeds and what is no part of a problem are refused. */
wane_status_t sweep_grid_init(sweep_grid_t *grid, const answer_problem_t problem, const answer_key_t *keys,
                              wane_message_t message);
void sweep_grid_clear(sweep_grid_t *grid);

/* The text that an axis has in problem number i. */
const char *sweep_grid_value(const sweep_grid_t *grid, size_t axis, size_t i);
/* Problem number i, to be initialised before. */
void sweep_grid_problem(answer_problem_t point, const sweep_grid_t *grid, size_t i);

#endif
