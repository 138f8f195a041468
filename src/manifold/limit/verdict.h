/* Verdicts in the limit from kernels. */
#ifndef MANIFOLD_LIMIT_VERDICT_H
#define MANIFOLD_LIMIT_VERDICT_H

#include "manifold/proof/verdict.h"

/* The verdict in the singular limit from given kernels, at their precision.  a0 and the start may be
   intervals: the verdict then holds for every value, and balls contain the values for all of them.
   WANE_BAD_INPUT: |R0| = 1 or beyond.  WANE_UNDECIDED: verdict holds the phases proved so far. */
wane_status_t verdict_from_kernels(verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                   const wane_start_t start, const wane_effort_t *effort,
                                   wane_message_t message);
/* Without phases, and so without a separation. */
void verdict_drop_phases(verdict_t verdict);

#endif
