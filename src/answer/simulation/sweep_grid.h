/* The grid of problems that a sweep stands for: every value that is a list takes each of its values in turn, the last
   list fastest. */
#ifndef ANSWER_SIMULATION_SWEEP_GRID_H
#define ANSWER_SIMULATION_SWEEP_GRID_H

#include <jansson.h>

#include "answer/problem/problem.h"

typedef struct {
    json_t *value;    /* an array of texts */
    answer_key_t key; /* ANSWER_SET: of the parameter */
    const char *name; /* of the key or of the parameter */
    const char *where;
} sweep_axis_t;

typedef struct {
    const answer_problem_struct *problem;
    sweep_axis_t *axis;
    size_t axes, count; /* count: of problems */
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
