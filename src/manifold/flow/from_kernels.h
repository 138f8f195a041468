/* The answer from kernels at one precision. */
#ifndef MANIFOLD_FLOW_FROM_KERNELS_H
#define MANIFOLD_FLOW_FROM_KERNELS_H

#include "manifold/flow/finite_eps.h"

/* What the solution from (a0, R0) does, for every a0 and eps in their ranges.  Partial unlearning means
   sup R - lim R > drop, learning sup R - lim R <= drop (after R last changed sign); unlearning R -> 0 after
   having been away from 0. WANE_BAD_INPUT: eps not positive, drop not in (0, 1), |R0| >= 1.
   WANE_UNDECIDED: the last reason says what is missing. */
wane_status_t finite_eps_from_kernels(finite_eps_t result, const kernels_t kernels, const quantifier_t eps,
                                      const quantifier_t a0, const wane_start_t start, const fmpq_t drop,
                                      const wane_effort_t *effort, wane_message_t message);

#endif
