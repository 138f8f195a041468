/* Who is shown the proofs of sub-boxes, as a writer of certificates is. */
#ifndef MANIFOLD_FAMILY_BOXES_BOX_WITNESS_H
#define MANIFOLD_FAMILY_BOXES_BOX_WITNESS_H

#include "manifold/family/boxes/box_flow.h"
#include "manifold/family/boxes/box_verdict.h"
#include "manifold/family/boxes/family_box.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/limit/itinerary.h"

/* Who is shown the proof of each sub-box while it stands, and keeps it if asked to; 1 if it is content with it. */
typedef struct {
    int (*show)(void *context, const family_box_t *box, int keep, const itinerary_t proof);
    void *context;
} box_witness_t;
/* box_verdict_compute; the witness (NULL: none) is shown every sub-box that is decided, before it is known whether all
   have one verdict, and where it is not content with a proof it is shown those of parts of the sub-box.  *unseen: as
   box_queue_run. */
wane_status_t box_verdict_compute_before(box_verdict_t family, char **unseen, const box_witness_t *witness,
                                         const wane_function_t student, const wane_function_t teacher,
                                         const wane_interval_t a0, const wane_start_t start,
                                         const wane_effort_t *effort, wane_message_t message);

/* As box_witness_t. */
typedef struct {
    slong (*terms)(const kernels_t kernels);
    int (*show)(void *context, const family_box_t *box, int keep, const flow_problem_t proof, slong terms);
    /* The same after a proof that could not be shown: looks for another way from these kernels. */
    int (*search)(void *context, const family_box_t *box, int keep, const kernels_t kernels);
    void (*forget)(void *context); /* all that was kept: it begins again */
    void *context;
} flow_box_witness_t;
/* box_flow_compute; the witness as in box_verdict_compute_before, with bounds that leave room for it.  What is decided
   without such room only is decided, and not seen by it. */
wane_status_t box_flow_compute_before(box_flow_t family, char **unseen, const flow_box_witness_t *witness,
                                      const flow_subject_t *subject, const wane_effort_t *effort,
                                      wane_message_t message);

#endif
