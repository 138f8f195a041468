/* The initial scales by verdict: what lies behind wane_thresholds_t (wane/thresholds.h). */
#ifndef MANIFOLD_FAMILY_THRESHOLDS_H
#define MANIFOLD_FAMILY_THRESHOLDS_H

#include "manifold/limit/verdict.h"
#include "wane/thresholds.h"

/* The partition of the initial scales a0 > 0 by verdict, for one start R0 (derivations/16). */
typedef struct wane_thresholds_data {
    slong count;
    wane_scale_interval_t *interval; /* increasing; neighbours share a boundary and differ in the outcome */
    slong tie_count;
    arb_ptr tie; /* inside the intervals: where the singular itinerary meets a critical height exactly; the
                    verdict is proved on both sides, not at the tie itself */
} thresholds_struct;
typedef thresholds_struct thresholds_t[1];
void thresholds_init(thresholds_t thresholds);
void thresholds_clear(thresholds_t thresholds);

/* Covers (0, infinity).  The outcome is proved for every a0 of each interval except its ties, and every
   finite boundary ball contains the one boundary meant.  Raises precision until nothing is undecided and
   effort->digits correct digits of every boundary are known, up to effort->max_prec.  WANE_UNDECIDED: some
   interval is undecided; the message names it, the others are proved.  WANE_BAD_INPUT: |R0| = 1 or beyond. */
wane_status_t thresholds_compute(thresholds_t thresholds, const wane_function_t student,
                                 const wane_function_t teacher, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message);

#endif
