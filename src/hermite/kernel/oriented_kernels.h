/* The kernels seen from the orientation in which a > 0 and R > 0.

   The planar flow is invariant under (a, p) -> (-a, -p) and (R, p_k) -> (-R, (-1)^k p_k) (derivations/01), so
   every half line of a and of R is analysed as the positive one, with the signs of p_k turned accordingly. */
#ifndef HERMITE_KERNEL_ORIENTED_KERNELS_H
#define HERMITE_KERNEL_ORIENTED_KERNELS_H

#include "hermite/kernel/kernel_blur.h"
#include "hermite/kernel/monotone_series.h"
#include "hermite/kernel/kernels.h"

typedef struct {
    int a_sign, R_sign;
    slong prec;
    slong length; /* stored coefficients */
    arb_ptr p, s; /* oriented p_k; s_k */
    int p_finite, s_finite;
    monotone_series_t plus, minus, student; /* P = plus - minus, S = student, up to tails */
    mag_ptr student_tail, teacher_tail;     /* moments, as in parseval_tail.h */
    arb_t P_at_one[WANE_KERNEL_DERIVATIVES], S_at_one[WANE_KERNEL_DERIVATIVES]; /* at the oriented R = 1 */
    int same_up_to_ratio;
    int rough; /* the series do not do near R = 1: kinks */
    int steep; /* rough, and P'' or S'' is not known to be bounded near R = 1: changes of slope */
    const kernels_struct *source;
    const kernel_blur_struct *blur; /* to be added along orbits; NULL: none.  Not owned */
} oriented_kernels_struct;
typedef oriented_kernels_struct oriented_kernels_t[1];

/* The source must outlive it.  prec is the working precision, at most the source's. */
void oriented_kernels_init_set(oriented_kernels_t kernels, const kernels_t source, int a_sign, int R_sign);
void oriented_kernels_clear(oriented_kernels_t kernels);

/* The sign that p_k takes in this orientation. */
int oriented_kernels_sign(const oriented_kernels_t kernels, slong k);

/* Bounds of the j-th derivatives of what the stored coefficients leave out, for 0 < R <= 1:
   sum_{k >= length} |p_k| (R^k)^(j) and sum_{k >= length} s_k (R^2k)^(j), j < SERIES_DERIVATIVES.
   The bound may be infinite.  derivations/07 (1) to (5). */
void kernel_tail_P(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R);
void kernel_tail_S(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R);

#endif
