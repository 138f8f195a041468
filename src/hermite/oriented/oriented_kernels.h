/* The kernels seen from the orientation in which a > 0 and R > 0.

   The planar flow is invariant under (a, p) -> (-a, -p) and (R, p_k) -> (-R, (-1)^k p_k) (derivations/01), so
   every half line of a and of R is analysed as the positive one, with the signs of p_k turned accordingly. */
#ifndef HERMITE_ORIENTED_ORIENTED_KERNELS_H
#define HERMITE_ORIENTED_ORIENTED_KERNELS_H

#include "hermite/oriented/kernel_blur.h"
#include "hermite/kink/kernel_series.h"
#include "hermite/kernel/kernels.h"

/* A view of the source: what does not depend on signs is read there. */
typedef struct {
    const kernels_struct *source;
    int a_sign, R_sign;
    int sign, side; /* P(R) = sign P_source(side R); on one side alone if P has a parity */
    slong prec;
    slong length; /* stored coefficients */
    arb_ptr p;    /* oriented p_k */
    arb_srcptr s; /* s_k, and what follows as in the source */
    int p_finite, s_finite;
    int same_up_to_ratio;
    kernel_series_t *plus, *minus; /* P = plus - minus, up to tails */
    arb_t P_at_one[WANE_KERNEL_DERIVATIVES];
    const arb_t *S_at_one; /* both at the oriented R = 1 */
    int rough;             /* the series do not do near R = 1: kinks */
    int steep;             /* rough, and P'' or S'' is not known to be bounded near R = 1: changes of slope */
    const kernel_blur_struct *blur; /* to be added along orbits; NULL: none.  Not owned */
} oriented_kernels_struct;
typedef oriented_kernels_struct oriented_kernels_t[1];

/* The source must outlive it. */
void oriented_kernels_init_set(oriented_kernels_t kernels, const kernels_t source, int a_sign, int R_sign);
void oriented_kernels_clear(oriented_kernels_t kernels);

/* The sign that p_k takes in this orientation. */
int oriented_kernels_sign(const oriented_kernels_t kernels, slong k);

/* The derivatives of a_sign P(R_sign R) and S(R_sign R), at every point of the ball R within [-1, 1]. */
void kernels_evaluate_turned(kernel_values_t at, const kernels_t source, int a_sign, int R_sign,
                             const arb_t R, slong prec);

/* At every point in [0, 1] of the ball R.  Where third derivatives are not bounded the ball must be exact for
   P'' and S'' to be finite. */
void oriented_kernels_evaluate(kernel_values_t at, const oriented_kernels_t kernels, const arb_t R,
                               slong prec);

/* P alone. */
void oriented_kernels_evaluate_P(arb_ptr P, const oriented_kernels_t kernels, const arb_t R, slong prec);

/* The same on [l, r], r near 1, beside kinks: sine = sqrt(1 - R^2), sine P'' and sine S'' at j = 2, nothing at
   j = 3.  sine may be NULL. */
void oriented_kernels_near_one(kernel_values_t at, arb_ptr sine, const oriented_kernels_t kernels,
                               const arf_t l, const arf_t r, slong prec);

#endif
