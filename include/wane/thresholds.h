/* The initial scales a0 > 0 by verdict: the module `manifold`, derivations/16. */
#ifndef WANE_THRESHOLDS_H
#define WANE_THRESHOLDS_H

#include "wane/verdict.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A stretch of initial scales. */
typedef struct {
    arb_t from, to; /* the open interval from < a0 < to; from may be exactly 0, to +inf */
    wane_outcome_t outcome;
    char *reason; /* undecided only: what is not decided */
} wane_scale_interval_t;

/* The partition of the initial scales a0 > 0 by verdict, for one start R0. */
typedef struct {
    struct wane_thresholds_data *data;
} wane_thresholds_struct;
typedef wane_thresholds_struct wane_thresholds_t[1];
WANE_API void wane_thresholds_init(wane_thresholds_t thresholds);
WANE_API void wane_thresholds_clear(wane_thresholds_t thresholds);

/* Covers (0, infinity).  The outcome is proved for every a0 of each interval except its ties, and every
   finite boundary ball contains the one boundary meant.  Raises precision until nothing is undecided and
   effort->digits correct digits of every boundary are known, up to effort->max_prec.  WANE_UNDECIDED: some
   interval is undecided; the message names it, the others are proved.  WANE_BAD_INPUT: |R0| = 1 or beyond. */
WANE_API wane_status_t wane_thresholds_compute(wane_thresholds_t thresholds, const wane_function_t student,
                                               const wane_function_t teacher, const wane_start_t start,
                                               const wane_effort_t *effort, wane_message_t message);

/* What was computed, NULL beyond the last; it lives until the thresholds change.  Intervals increase;
   neighbours share a boundary and differ in the outcome. */
WANE_API const wane_scale_interval_t *wane_thresholds_interval(const wane_thresholds_t thresholds,
                                                               slong index);
/* The ties, inside the intervals: where the singular itinerary meets a critical height exactly; the verdict is
   proved on both sides, not at the tie itself. */
WANE_API const arb_struct *wane_thresholds_tie(const wane_thresholds_t thresholds, slong index);

#ifdef __cplusplus
}
#endif
#endif
