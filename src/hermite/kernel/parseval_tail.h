/* What the kernel series leave out beyond `length` terms, by Parseval's identity: derivations/07 (1) to (5),
   and where the derivatives that it needs are not in L2, derivations/09 (16), (17).

   T[j] >= sum_{k >= length} k(k-1)…(k-j+1) c_k^2 are the moments of the student, U[j] those of the teacher,
   j < TAIL_MOMENTS.  Moments and bounds may be infinite. */
#ifndef HERMITE_KERNEL_PARSEVAL_TAIL_H
#define HERMITE_KERNEL_PARSEVAL_TAIL_H

#include "hermite/kernel/kernels.h"

void tail_moments(mag_ptr T, const arb_t *balls);
/* N[i] >= sum k^i c_k^2 over the same k, i < TAIL_MOMENTS: derivations/09 (16). */
void tail_plain_moments(mag_ptr N, mag_srcptr T);

/* bound *= min(r, 1)^n; n < 0 counts as 0. */
void tail_multiply_power(mag_t bound, const mag_t r, slong n);

/* Bounds of the j-th derivatives at R = 1, j < WANE_KERNEL_DERIVATIVES: with R^(length - j) and
   R^(2 length - j) they hold for every |R| <= 1.  Of P the best of three forms. */
void tail_factor_P(mag_t bound, mag_srcptr T, mag_srcptr U, slong j);
void tail_factor_S(mag_t bound, mag_srcptr T, slong j);

/* bound >= sum_{k >= length} |c_k d_k| k^order |R|^(stride k - order) for |R| <= 1: derivations/09 (17).
   Infinite at |R| = 1 unless enough of the moments are finite. */
void tail_rough(mag_t bound, mag_srcptr T, mag_srcptr U, slong order, slong length, slong stride,
                const arb_t R);

/* Bounds for |R| <= 1 of sum_{k >= length} |p_k (R^k)^(j)| and sum_{k >= length} s_k |(R^(2k))^(j)|. */
void tail_P(mag_t bound, mag_srcptr T, mag_srcptr U, slong j, slong length, const arb_t R);
void tail_S(mag_t bound, mag_srcptr T, slong j, slong length, const arb_t R);
/* The same of K(q) = sum s_k q^k for |q| <= 1: derivations/20 (12). */
void tail_K(mag_t bound, mag_srcptr T, slong j, slong length, const arb_t q);

#endif
