/* Durations and separation of time scales of slow phases. */
#ifndef MANIFOLD_LIMIT_PHASE_RATES_H
#define MANIFOLD_LIMIT_PHASE_RATES_H

#include "manifold/proof/verdict.h"
#include "manifold/shape/interior_branch.h"

/* In the orientation of the branch, 0 < R, from and to in (0, 1]: the slow time
   of the way from R = from to R = to on one piece of the branch, where N does
   not vanish: derivations/03 (7), (8).  Indeterminate if not determined. */
void branch_slow_time(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to);

/* The same by real bounds of the integrand and its slope, for rough kernels, 0 < from, to < 1. */
void rough_slow_time(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to);

/* A lower bound over lo <= R <= hi of |lambda| / max(|a'/a|, |R'/R|) (slow rates per eps), derivations/07
   (15); lo may be 0.  Indeterminate if no positive bound is found. */
void branch_separation(arb_t bound, const interior_branch_t branch, const arf_t lo, const arf_t hi);

/* The same on |R| = 1 over a in [lo, hi], without a = 0 and a = a_c: derivations/07 (16). */
void aligned_separation(arb_t bound, const interior_branch_t branch, const arb_t lo, const arb_t hi);

/* The verdict's separation from those of its phases. */
void verdict_set_separation(verdict_t verdict, slong prec);

#endif
