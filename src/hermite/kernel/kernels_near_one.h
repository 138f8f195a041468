/* Kernels near R = 1. */
#ifndef HERMITE_KERNEL_KERNELS_NEAR_ONE_H
#define HERMITE_KERNEL_KERNELS_NEAR_ONE_H

#include "hermite/kernel/kernels.h"

/* The kernels near R = 1, in the variable complement = 1 - R, a ball within [0, 1] that may be wide and may
   contain 0: at every R in it, P[0], P[1], S[0], S[1] contain P, P', S, S' (derivatives in R) and P[2], S[2]
   contain sqrt(1 - R^2) P'', sqrt(1 - R^2) S''.  With kinks P'' and S'' grow like (1 - R)^(-1/2), so the
   products are finite on balls that contain complement = 0 as long as the student's kinks are changes of
   slope or smoother; the teacher may jump.  reflect != 0: g(-v) takes the place of the teacher g(v), so that
   P(-R) is described as a function of R.  What is infinite or not seen to be finite is not finite.  Source:
   derivations/13. */
void kernels_evaluate_near_one(arb_ptr P, arb_ptr S, const kernels_t kernels, int reflect,
                               const arb_t complement, slong prec);

/* P by the kernel of the pair or, for a teacher that is the student up to the ratio, by the student's;
   values as by hermite_kink_kernel_evaluate or, scaled, hermite_kink_kernel_evaluate_scaled.  0 if there is none
   of them, P then being untouched. */
int hermite_kink_kernel_of_pair(arb_ptr P, const kernels_t kernels, int reflect, const arb_t complement,
                                int scaled, slong prec);

#endif
