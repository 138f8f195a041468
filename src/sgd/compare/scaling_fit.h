/* Power laws fitted to the checks of one problem. */
#ifndef SGD_COMPARE_SCALING_FIT_H
#define SGD_COMPARE_SCALING_FIT_H

#include "sgd/network/network.h"

/* Fits, in this order: the deviation of the finite-width flow from the planar flow against N (expected: -1);
   the same deviation in simulations of widths N/8, N/4, N/2, N, with predicted noise and overlap effects
   taken off (-1); where verdict says that R tends to 0: the floor against N and the tail of the planar R(t)
   (-1/Q, the certified exponent).  Rules: docs/comparison.md.  simulation: as for simulate_network.  WANE_OK,
   WANE_REJECTED if a law failed, WANE_FAILURE or WANE_BAD_INPUT as simulate_network and comparison_compute. */
wane_status_t scaling_fit(scaling_t *scaling, const wane_simulation_t *simulation, const network_t *simulated,
                          const network_t *predicted, const flow_kernels_t kernels, const verdict_t verdict,
                          wane_simulation_observer_t progress, void *context, wane_message_t message);

#endif
