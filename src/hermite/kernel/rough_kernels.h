/* The kernels of a pair whose power series converge too slowly near R = 1 (kinks), by the closed forms of the
   module hermite.  All in the orientation of the oriented kernels. */
#ifndef HERMITE_KERNEL_ROUGH_KERNELS_H
#define HERMITE_KERNEL_ROUGH_KERNELS_H

#include "hermite/kernel/oriented_kernels.h"

/* P[j], S[j], j < WANE_KERNEL_DERIVATIVES, contain the derivatives at every point of the ball R in [0, 1]. */
void rough_kernels_evaluate(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arb_t R,
                            slong prec);

/* The same on [l, 1], but with sqrt(1 - R^2) P'' and sqrt(1 - R^2) S'' at j = 2 and nothing at j = 3. */
void rough_kernels_near_one(arb_ptr P, arb_ptr S, const oriented_kernels_t kernels, const arf_t l,
                            slong prec);

#endif
