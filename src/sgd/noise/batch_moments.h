/* The moments of single samples that drive the noise of batches, for any overlaps, by Monte Carlo. */
#ifndef SGD_NOISE_BATCH_MOMENTS_H
#define SGD_NOISE_BATCH_MOMENTS_H

#include "sgd/network/network.h"

typedef struct batch_moments batch_moments_t;

/* For networks of that width; noise must outlive it.  NULL when memory runs out. */
batch_moments_t *batch_moments_new(const batch_noise_t *noise, size_t width);
void batch_moments_free(batch_moments_t *moments); /* NULL allowed */

/* e_ij = E r^2 sigma'(h_i) sigma'(h_j), width x width, symmetric and positive semidefinite: the same points
   every time, so that e is as smooth in the neurons as the activation. */
void batch_moments_compute(double *e, batch_moments_t *moments, const neurons_t neurons);

#endif
