/* Parts of the evaluation of P, S and K that others build on. */
#ifndef HERMITE_KERNEL_KERNEL_EVALUATE_H
#define HERMITE_KERNEL_KERNEL_EVALUATE_H

#include "base/scoped.h"
#include "hermite/kernel/kernels.h"

/* P[j] and S[j], the values of j-th derivatives. */
typedef struct {
    arb_struct P[WANE_KERNEL_DERIVATIVES], S[WANE_KERNEL_DERIVATIVES];
} kernel_values_struct;
typedef kernel_values_struct kernel_values_t[1];
void kernel_values_init(kernel_values_t at);
void kernel_values_clear(kernel_values_t at);
void kernel_values_set(kernel_values_t at, const kernel_values_t other);
SCOPED_TYPE(kernel_values)

/* Bounds of the j-th derivatives of what the stored coefficients leave out for |R|, |q| <= 1, j <
   WANE_KERNEL_DERIVATIVES: sum_{k >= length} |p_k (R^k)^(j)|, of s_k R^2k, and of s_k q^k.  They may be infinite.
   derivations/07 (1) to (5). */
void kernel_tails_P(mag_ptr tail, const kernels_t kernels, const arb_t R);
void kernel_tails_S(mag_ptr tail, const kernels_t kernels, const arb_t R);
void kernel_tails_K(mag_ptr tail, const kernels_t kernels, const arb_t q);

/* S[j] by the stored coefficients alone, without the tail. */
void kernel_sum_S(arb_ptr S, const kernels_t kernels, const arb_t R, slong prec);

/* From K(q) and its derivatives, q = R^2: S = K, S' = 2 R K', S'' = 2 K' + 4 q K'', S''' = 12 R K'' + 8 q R K'''. */
void kernel_chain_rule(arb_ptr S, const arb_t R, const arb_t q, slong prec);

/* x := x intersected with y, both of which contain the truth. */
void kernel_intersect(arb_t x, const arb_t y, slong prec);

#endif
