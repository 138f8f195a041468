/* Answers from functions. */
#ifndef MANIFOLD_FAMILY_FROM_FUNCTIONS_H
#define MANIFOLD_FAMILY_FROM_FUNCTIONS_H

#include "manifold/family/family_box.h"
#include "manifold/limit/itinerary.h"

/* wane_verdict_compute; the witness is shown every proof on
   the way to the digits asked for, the first proof first. */
wane_status_t verdict_compute_before(wane_verdict_t verdict, const verdict_witness_t *witness,
                                     const wane_function_t student, const wane_function_t teacher,
                                     const wane_interval_t a0, const wane_start_t start,
                                     const wane_effort_t *effort, wane_message_t message);

/* Who is shown the proof of each sub-box while it stands; 1 if it is content with that. */
typedef struct {
    int (*show)(void *context, const family_box_t *box, const itinerary_t proof);
    void *context;
} box_witness_t;
/* wane_box_verdict_compute; the witness (NULL: none) is shown every sub-box that is decided, before it is
   known whether all have one verdict, and where it is not content with a proof it is shown those of parts of
   the sub-box, cut by parameters.  *is_content: it is with all. */
wane_status_t box_verdict_compute_before(wane_box_verdict_t family, int *is_content,
                                         const box_witness_t *witness, const wane_function_t student,
                                         const wane_function_t teacher, const wane_interval_t a0,
                                         const wane_start_t start, const wane_effort_t *effort,
                                         wane_message_t message);

#endif
