/* Verdicts on boxes of parameters, scales and starts. */
#ifndef MANIFOLD_FAMILY_BOXES_BOX_VERDICT_H
#define MANIFOLD_FAMILY_BOXES_BOX_VERDICT_H

#include "manifold/limit/verdict.h"

/* One verdict for a whole family of problems: for every value of the interval parameters of the functions, of
   a0 and of R0. */
typedef struct {
    /* The common outcome, and balls that contain the values of every member.  Phases only if all sub-boxes
       have the same itinerary, stretches then shared by all of them; exit and scaling only if all have them;
       the reasons describe the itineraries. */
    verdict_t verdict;
    int is_family; /* 0 before box_verdict_compute */
    slong boxes;   /* sub-boxes into which the family was cut, those decided */
} box_verdict_struct;
typedef box_verdict_struct box_verdict_t[1];
void box_verdict_init(box_verdict_t family);
void box_verdict_clear(box_verdict_t family);
/* 1 if some input is an interval that is not a single number. */
int box_verdict_is_needed(const wane_function_t student, const wane_function_t teacher,
                          const wane_interval_t a0, const wane_start_t start);
/* Cuts the box of all intervals adaptively until the verdict is proved on every sub-box; bounded effort.
   WANE_UNDECIDED: two sub-boxes have different proved verdicts, or one resists; the message says which.
   WANE_BAD_INPUT: |R0| = 1 or beyond, or one parameter with two different intervals. */
wane_status_t box_verdict_compute(box_verdict_t family, const wane_function_t student,
                                  const wane_function_t teacher, const wane_interval_t a0,
                                  const wane_start_t start, const wane_effort_t *effort,
                                  wane_message_t message);

#endif
