/* Partitions in the making, for the files that make them. */
#ifndef MANIFOLD_FAMILY_THRESHOLDS_PRIVATE_H
#define MANIFOLD_FAMILY_THRESHOLDS_PRIVATE_H

#include "manifold/family/thresholds.h"

void thresholds_add_tie(thresholds_t thresholds, const arb_t a0);
/* Increasing, from 0 to infinity, each interval beginning where the one before ends. */
int thresholds_are_partition(const thresholds_t thresholds);
/* thresholds_compute without cutting the intervals in the functions. */
wane_status_t thresholds_compute_whole(thresholds_t thresholds, const wane_function_t student,
                                       const wane_function_t teacher, const wane_start_t start,
                                       const wane_effort_t *effort, wane_message_t message);

#endif
