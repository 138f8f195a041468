/* What is recorded of a run, and its summary over seeds. */
#ifndef SGD_OBSERVATION_H
#define SGD_OBSERVATION_H

#include <stddef.h>

#include "wane/sgd.h"

/* The state of one run at one logged time: means and standard deviations over neurons. */
typedef struct {
    double R_mean, R_sd, a_mean, a_sd, Q_mean, loss;
} snapshot_t;

/* R_mean … Q_mean of weights w (width rows of dim numbers, `stride` apart, w* = e_1) and second layer a. */
void snapshot_float(snapshot_t *snapshot, const float *w, const double *a, size_t width, size_t dim,
                    size_t stride);
void snapshot_double(snapshot_t *snapshot, const double *w, const double *a, size_t width, size_t dim,
                     size_t stride);

/* The steps at which a run of `steps` steps is logged: 0, then LOGS_PER_DECADE per decade, then `steps`
   itself. Returns a new array of *count increasing numbers, NULL when memory runs out. */
#define LOGS_PER_DECADE 20
size_t *logging_steps(size_t *count, size_t steps);

/* table[l] from snapshot[m * length + l] of run m < seeds; times are step[l] * lr.  0 when memory runs out.
 */
int observations_summarise(wane_observations_t table, const snapshot_t *snapshot, size_t seeds,
                           const size_t *step, size_t length, double lr);

#endif
