/* Continuous functions with kinks near R = 1, by Price's theorem in the angle: derivations/15 (10)-(13), and with
   what is left if they are bent between their kinks: 15 (31)-(36), (44)-(47). */
#ifndef VERIFY_KERNEL_KINKED_H
#define VERIFY_KERNEL_KINKED_H

#include "verify/kernel/kernel_pair.h"
#include "verify/kernel/local_kernel.h"

/* Whether there are such formulas. */
void verify_kinked_init(pair_t pair);

/* Intersects P, P', P'' and S, S', S'' with what the angle formulas give, where they apply; R in [0, 1]. */
void verify_kinked_improve(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec);

/* w = sqrt(1 - R^2), w P'' and w S'', which stay finite up to R = 1; not finite where there is no such formula, 0 if there
   is none of them. */
int verify_kinked_scaled(arb_t w, arb_t wP2, arb_t wS2, const pair_t pair, const arb_t R, slong prec);

/* d(w F)/dR has the sign of value, F = P'' S' - P' S'', with P' and S' on the ball R: derivations/15 (48).  0 if there
   is no such formula. */
int verify_kinked_fold_slope(arb_t value, const pair_t pair, arb_srcptr P, arb_srcptr S, const arb_t R,
                             slong prec);

/* P, and K as a function of R^2, around lo <= R <= hi; not known where they have no such formula. */
void verify_kinked_local(local_kernel_t P, local_kernel_t K, const pair_t pair, const arf_t lo,
                         const arf_t hi, slong prec);
/* Intersects P, P', P'', P''' and S, … with what these give at a ball R; with R negative if the pair is turned. */
void verify_kinked_improve_locally(arb_ptr P, arb_ptr S, const pair_t pair, const local_kernel_t local_P,
                                   const local_kernel_t local_K, const arb_t R, slong prec);

#endif
