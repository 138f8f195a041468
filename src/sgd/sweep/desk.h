/* Where the writer lays out units and threads lay down rows. */
#ifndef SGD_SWEEP_DESK_H
#define SGD_SWEEP_DESK_H

#include "sgd/sweep/sweep.h"
#include "sgd/sweep/unit.h"

typedef struct desk desk_t;

/* With that many threads at work on units of these problems; NULL when memory or threads run out. */
desk_t *desk_new(const sweep_problem_t *problem, const points_t *points, int threads);
/* Ends the threads: after the unit that each is at. */
void desk_free(desk_t *desk);

/* Whether a thread waits for a unit; lays out one, whose state the desk frees. */
int desk_is_free(desk_t *desk);
void desk_put(desk_t *desk, const unit_t *unit);
/* The rows so far, in the order in which they came, after waiting a little for one: the caller frees them. */
row_t *desk_take(desk_t *desk);
void row_free(row_t *row);

/* Asks for the present states of all units, or for these and an end. */
void desk_ask_states(desk_t *desk);
void desk_stop(desk_t *desk);
/* Units at work, the parts that are done of them added up. */
double desk_progress(desk_t *desk);

#endif
