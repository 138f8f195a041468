/* Verdicts at given eps on boxes of parameters, ratios, scales and starts. */
#ifndef MANIFOLD_FAMILY_BOXES_BOX_FLOW_H
#define MANIFOLD_FAMILY_BOXES_BOX_FLOW_H

#include "manifold/flow/finite_eps.h"

/* One verdict for the flow at given eps, for every value of the interval parameters of the functions, of eps, a0 and
   R0. */
typedef struct {
    /* The common outcome, and balls that contain the values of every member; the law only if all have it.  A proof only
       if nothing had to be cut; signs that differ are 0. */
    finite_eps_t flow;
    int is_family; /* 0 before box_flow_compute */
    slong boxes;   /* sub-boxes into which the family was cut, those decided */
} box_flow_struct;
typedef box_flow_struct box_flow_t[1];
void box_flow_init(box_flow_t family);
void box_flow_clear(box_flow_t family);
/* 1 if some input is an interval that is not a single number; "all" is none. */
int box_flow_is_needed(const flow_subject_t *subject);
/* Cuts the box of all intervals adaptively until the verdict is proved on every sub-box; bounded effort.
   WANE_UNDECIDED: two sub-boxes have different proved verdicts, or one resists; the message says which.
   WANE_BAD_INPUT: as finite_eps_compute, or one parameter with two different intervals. */
wane_status_t box_flow_compute(box_flow_t family, const flow_subject_t *subject, const wane_effort_t *effort,
                               wane_message_t message);

#endif
