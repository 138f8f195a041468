/* The parts of the question `map`. */
#ifndef ANSWER_MAP_MAP_H
#define ANSWER_MAP_MAP_H

#include <jansson.h>

#include "answer/problem/problem.h"
#include "manifold/family/map/map.h"

/* An axis as it was asked for. */
typedef struct {
    char *name;
    fmpq_t lo, hi;
    int is_log;
} answer_axis_t;

typedef struct {
    answer_axis_t axis[2];
    map_problem_t problem;
    int has_decay; /* then the functions of the problem are the shifted pair of these */
    wane_function_t typed[2];
    wane_interval_t decay;
} answer_map_request_t;
/* Reads and checks all of it; to be cleared whatever the status. */
wane_status_t answer_map_request_init(answer_map_request_t *request, const answer_problem_t problem,
                                      wane_message_t message);
void answer_map_request_clear(answer_map_request_t *request);

/* The leaves, one a line; of malloc. */
char *answer_map_lines(const answer_map_request_t *request, const map_cells_t cells);
/* The rest of the answer. */
json_t *answer_map_json(const answer_map_request_t *request, const map_cells_t cells, int is_complete);

extern const char *const answer_map_quantities[];

#endif
