/* Continuous, piecewise linear functions near R = 1, by
   Price's theorem in the angle: derivations/15 (10)-(13). */
#ifndef VERIFY_KERNEL_KINKED_H
#define VERIFY_KERNEL_KINKED_H

#include "verify/kernel/kernel_pair.h"

/* Intersects P, P', P'' (both functions piecewise linear) and S, S', S'' (the student is) with what the angle
   formulas give; R in [0, 1]. */
void verify_kinked_improve(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec);

/* w = sqrt(1 - R^2), w P'' and w S'', which stay finite up to R = 1; 0 if there is no such formula. */
int verify_kinked_scaled(arb_t w, arb_t wP2, arb_t wS2, const pair_t pair, const arb_t R, slong prec);

#endif
