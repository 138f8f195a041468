/* The law of the floor. */
#ifndef MANIFOLD_FLOOR_LAW_H
#define MANIFOLD_FLOOR_LAW_H

#include "manifold/floor/floor.h"

/* Where unlearning is complete at infinite width (small->tends_to_zero = 1), the floor obeys
     |R| ~ prefactor * N^(-1/Q),   prefactor = [2 s p_s (E sigma^2 - delta_{s1} s_1)/nu]^(1/Q)   as N ->
   infinity (derivations/20 (10)), Q = small->Q.  WANE_UNDECIDED where unlearning is not complete or not
   decided. */
wane_status_t floor_law(arb_t prefactor, const wane_small_R_t small, const kernels_t kernels, slong prec,
                        wane_message_t message);

#endif
