/* What is recorded of a run, and its summary over seeds. */
#ifndef SGD_CHAIN_OBSERVATION_H
#define SGD_CHAIN_OBSERVATION_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/chain/chain.h"

/* The state of one run at one logged time: means and standard deviations over neurons. */
typedef struct {
    double R_mean, R_sd, a_mean, a_sd, Q_mean, loss;
} snapshot_t;

snapshot_t snapshot_of(const view_t *view, size_t width);

/* The steps at which a run of `steps` steps is logged: 0, then per_decade per decade, then `steps` itself.
   Returns a new array of *count increasing numbers, NULL when memory runs out. */
uint64_t *logging_steps(size_t *count, uint64_t steps, slong per_decade);

/* The rows of an empty table: row l from snapshot[m * length + l] of run m < seeds; times are
   those of step[l]. 0 when memory runs out. */
int observations_summarise(observations_t table, const snapshot_t *snapshot, size_t seeds,
                           const uint64_t *step, size_t length, const wane_simulation_t *simulation);

#endif
