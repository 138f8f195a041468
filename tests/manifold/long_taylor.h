/* Uncertified trajectories to many digits, by other means than the library's: in (R, a) itself, at 200 bits,
   kernels composed term by term, midpoints only. */
#ifndef TEST_MANIFOLD_LONG_TAYLOR_H
#define TEST_MANIFOLD_LONG_TAYLOR_H

#include "hermite/kernel/kernels.h"

/* Accurate to about this, for trajectories that stay within |R| < 0.99 and are not chaotic. */
#define LONG_TAYLOR_ERROR 1e-27

/* (R, a) advances by `time` >= 0. */
void long_taylor(arb_t R, arb_t a, const kernels_t kernels, const arb_t eps, const arb_t time);

#endif
