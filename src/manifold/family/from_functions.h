/* Answers from functions. */
#ifndef MANIFOLD_FAMILY_FROM_FUNCTIONS_H
#define MANIFOLD_FAMILY_FROM_FUNCTIONS_H

#include "manifold/limit/itinerary.h"

/* wane_verdict_compute; the witness is shown every proof on
   the way to the digits asked for, the first proof first. */
wane_status_t verdict_compute_before(wane_verdict_t verdict, const verdict_witness_t *witness,
                                     const wane_function_t student, const wane_function_t teacher,
                                     const wane_interval_t a0, const wane_start_t start,
                                     const wane_effort_t *effort, wane_message_t message);

#endif
