/* Whether a verdict agrees with the definitions of its words: asked of the numbers that are given out with
   it, by nothing that took part in deciding it.  derivations/18 (28) to (31). */
#ifndef MANIFOLD_LIMIT_DEFINITIONS_H
#define MANIFOLD_LIMIT_DEFINITIONS_H

#include "manifold/limit/verdict.h"

typedef struct {
    wane_outcome_t outcome;
    arb_srcptr R_peak, R_final, a_final; /* not finite: not given, or a infinite */
    const fmpq *drop;                    /* NULL: the singular limit, where every loss counts */
    const wane_interval_struct *R0; /* counts for the peak: R never changes sign; NULL: it does not count */
} answer_t;

/* NULL if the answer agrees with (28) and (29), else words for what does not.  of_many: its numbers are hulls
   over several answers; then only what contradicts it counts. */
const char *answer_contradicts(const answer_t *answer, int of_many);

/* The same of (30) and (31): the end is an equilibrium, and V = 2aP - a^2 S is not less there than at the
   start (a0, R0; NULL: not asked). */
const char *end_contradicts(const answer_t *answer, const kernels_t kernels, const wane_interval_struct *a0,
                            const wane_start_struct *start);

/* Both for a verdict in the singular limit, with the peak that its phases have. */
const char *itinerary_contradicts(const verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                  const wane_start_t start);

/* WANE_UNDECIDED with the message that this is a defect. */
wane_status_t answer_is_refused(wane_outcome_t outcome, const char *why, wane_message_t message);

#endif
