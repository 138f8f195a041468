/* What bent functions with kinks have beside pairs of kinks in the second derivative of their kernel: derivations/15
   (31), (35), in the angle t of q = cos t by (44)-(47). */
#ifndef VERIFY_KERNEL_BEND_H
#define VERIFY_KERNEL_BEND_H

#include "verify/kernel/angle_kernel.h"

/* P_r at every t of a ball in [0, pi/2]. */
void verify_bend_rest(arb_t rest, const kernel_t *kernel, const arb_t t, slong prec);
/* Its integral over [q, 1], and that of (x - q) P_r(x), q = cos psi, psi a thin ball. */
void verify_bend_integrals(arb_t zeroth, arb_t first, const kernel_t *kernel, const arb_t psi, const arb_t q,
                           slong prec);
/* What jumps of g and the curvature of f give to sin t times the second derivative. */
void verify_bend_spread(arb_t spread, const kernel_t *kernel, const arb_t t, slong prec);
/* Its integral over t in [0, psi] for every psi in [lo, hi]. */
void verify_bend_spread_integral(arb_t value, const kernel_t *kernel, const arb_t lo, const arb_t hi,
                                 slong prec);
/* How fast P_r changes with t at most. */
void verify_bend_speed(mag_t speed, const kernel_t *kernel, slong prec);

#endif
