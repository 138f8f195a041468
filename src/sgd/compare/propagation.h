/* What deviations from the first-order predictions become
   later on (docs/comparison.md, "What is allowed"). */
#ifndef SGD_COMPARE_PROPAGATION_H
#define SGD_COMPARE_PROPAGATION_H

#include "sgd/noise/expected_chain.h"
#include "sgd/noise/overlap_shift.h"
#include "sgd/compare/prediction.h"

/* Sets `jump` and `second` of a prediction whose other terms are set, from the response of the steps between
   the logged times and from the spread over neurons that was seen. */
void propagate(prediction_t *prediction, const expectation_t *expected, const overlap_shift_t *shift,
               const observations_t table, const wane_simulation_t *run, const flow_kernels_t kernels);

#endif
