/* Adding to the answer. */
#ifndef MANIFOLD_FAMILY_BIFURCATION_LIST_H
#define MANIFOLD_FAMILY_BIFURCATION_LIST_H

#include "manifold/family/bifurcation_events.h"

/* The new entry, its fields at their defaults. */
wane_bifurcation_t *add_threshold(bifurcations_t bifurcations, wane_event_t event);
void threshold_clear(wane_bifurcation_t *threshold);
/* One that happens somewhere in the bracket. */
wane_bifurcation_t *add_bracket(bifurcations_t bifurcations, wane_event_t event,
                                const wane_interval_t bracket);
/* From lo to hi, with a copy of the picture. */
parameter_range_t *add_range(bifurcations_t bifurcations, const arb_t lo, const arb_t hi,
                             const portrait_t picture, const fmpq_t sample);
/* A copy of the range at the given index; pointers to ranges become invalid. */
parameter_range_t *insert_range(bifurcations_t bifurcations, slong index, const parameter_range_t *range);
/* A simple rational well inside the range. */
void set_sample(parameter_range_t *range);
/* The same between two ends, each of which may be infinite. */
void sample_between(fmpq_t x, const arb_t lo, const arb_t hi);
void add_unresolved(bifurcations_t bifurcations, const arb_t lo, const arb_t hi);
void add_verdict(bifurcations_t bifurcations, const wane_interval_t b, wane_outcome_t verdict);
/* By increasing b. */
void sort_thresholds(bifurcations_t bifurcations);

#endif
