/* What the random overlaps of an iid start do to the
   mean-field flow: R_i(0) and <w_i,w_j>(0) are N(0, 1/d). */
#ifndef SGD_NOISE_OVERLAP_SHIFT_H
#define SGD_NOISE_OVERLAP_SHIFT_H

#include <stddef.h>

#include "sgd/network/network.h"

/* At one logged time: dR, da, and the standard deviations over neurons that come with them. */
typedef struct {
    double R, a, R_sd, a_sd;
} overlap_shift_t;

/* shift[l].R, a: mean over neurons minus the planar flow at step[l], both by Euler's method with the
   simulation's step, so that its error cancels; zero for orthonormal starts. */
void overlap_shift(overlap_shift_t *shift, const size_t *step, size_t length,
                   const wane_simulation_t *simulation, const flow_kernels_t kernels);

#endif
