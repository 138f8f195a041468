/* I = a^2 - eps H(R), H' = 4S/((1 - R^2) S') > 0, which solutions keep where N = 0 identically: derivations/22
   (18) to (22). */
#ifndef MANIFOLD_ORBIT_INVARIANT_H
#define MANIFOLD_ORBIT_INVARIANT_H

#include "hermite/kernel/kernels.h"

/* H(r) - H(l), 0 < l <= r < 1. */
void invariant_increase(arb_t increase, const kernels_t kernels, const arf_t l, const arf_t r);
/* H(r) - H(0), c_0 = 0; 0 if the least power of S is not known. */
int invariant_from_zero(arb_t increase, const kernels_t kernels, const arf_t r);

/* What is kept: a0^2 of a state at R0, eps, and whether the end is on a = A(R) = P/S (N = 0) or on a = 0 (P = 0). */
typedef struct {
    const kernels_struct *kernels;
    arb_t square, eps, R0; /* hulls of what they may be; 0 < R0 < 1 */
    int has_branch;
} invariant_t;
/* lo <= R <= hi for the root of a0^2 + eps (H(R) - H(R0)) - (P/S)^2, without the last term where P = 0, if
   there is one in (0, 1): for every value of the hulls. */
void invariant_limit(arf_t lo, arf_t hi, const invariant_t *kept);

#endif
