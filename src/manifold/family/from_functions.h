/* Answers from functions. */
#ifndef MANIFOLD_FAMILY_FROM_FUNCTIONS_H
#define MANIFOLD_FAMILY_FROM_FUNCTIONS_H

#include "manifold/limit/itinerary.h"
#include "manifold/limit/verdict.h"

/* Raises precision until effort->digits correct digits of every value are known and every sign is decided, up
   to effort->max_prec.  WANE_UNDECIDED (with what is lacking) if some sign is not determined; manifold then
   holds a_c, a_eq and small_R only: the lists are not known, and empty. */
wane_status_t manifold_compute(manifold_t manifold, const wane_function_t student,
                               const wane_function_t teacher, int side, const wane_effort_t *effort,
                               wane_message_t message);

/* Decision and measurements from functions; raises precision until the verdict is decided and (for point
   inputs) effort->digits correct digits are known, up to effort->max_prec. */
wane_status_t verdict_compute(verdict_t verdict, const wane_function_t student, const wane_function_t teacher,
                              const wane_interval_t a0, const wane_start_t start, const wane_effort_t *effort,
                              wane_message_t message);

/* verdict_compute; the witness is shown every proof on
   the way to the digits asked for, the first proof first. */
wane_status_t verdict_compute_before(verdict_t verdict, const verdict_witness_t *witness,
                                     const wane_function_t student, const wane_function_t teacher,
                                     const wane_interval_t a0, const wane_start_t start,
                                     const wane_effort_t *effort, wane_message_t message);

#endif
