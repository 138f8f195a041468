/* Intervals of a0 on both sides of a critical height that does not matter. */
#ifndef MANIFOLD_FAMILY_BOXES_FAMILY_CORNER_H
#define MANIFOLD_FAMILY_BOXES_FAMILY_CORNER_H

#include "manifold/limit/verdict.h"

/* The verdict for all a0 in the interval when the itineraries from its two ends are the same up to one
   harmless critical height (derivations/16 (11)); without phases then.  A single a0 is taken with what is near it.  0 if
   that is not the case. */
int family_across_critical_height(verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                  const wane_start_t start);

#endif
