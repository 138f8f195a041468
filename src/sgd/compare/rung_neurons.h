/* The rungs through the flow of all N neurons. */
#ifndef SGD_COMPARE_RUNG_NEURONS_H
#define SGD_COMPARE_RUNG_NEURONS_H

#include "sgd/compare/rung.h"

/* level[0]: finite-width flow and N-neuron flow; level[1]: N-neuron flow without and with the noise of
   batches; level[2]: the latter and the simulation.  quantile: of the standard normal, for each of the tests
   of a whole check (docs/comparison.md). */
#define NEURON_LEVELS 3
wane_status_t rung_neurons(wane_level_t *level, const observations_t table, const prediction_t *prediction,
                           const wane_simulation_t *run, const flow_kernels_t kernels,
                           const network_t *network, double quantile, wane_message_t message);

#endif
