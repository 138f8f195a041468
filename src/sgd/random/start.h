/* Initial weights. */
#ifndef SGD_RANDOM_START_H
#define SGD_RANDOM_START_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/network/network.h"

/* width rows of dim numbers, `stride` apart, each of norm 1, in a new array (free it); NULL when memory runs
   out. With w* = e_1: iid at R0 = 0 is uniform on the sphere; otherwise w_i = R0 e_1 + sqrt(1-R0^2) u_i with
   u_i orthogonal to e_1 and uniform, independent (iid) or orthonormal among themselves. */
double *start_weights(const wane_simulation_t *simulation, uint64_t seed, uint64_t run, size_t stride);

/* a_i(0), i < width, of that run of the seed. */
void start_second_layer(double *a, const wane_simulation_t *simulation, uint64_t seed, uint64_t run);

#endif
