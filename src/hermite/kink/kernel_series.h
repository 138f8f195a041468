/* The power series of the kernels with their derivatives, on balls and complex balls: what P and K sum. */
#ifndef HERMITE_KINK_KERNEL_SERIES_H
#define HERMITE_KINK_KERNEL_SERIES_H

#include "wane/hermite.h"

#include <flint/acb.h>

/* f(x) = sum_i c_i x^e_i, e_i = offset + stride i; the derivatives' coefficients are stored beside it. */
typedef struct kernel_series {
    slong offset, stride, length;
    int monotone; /* no c_i is negative: f increases on [0, 1] with all derivatives */
    arb_ptr coefficient[WANE_KERNEL_DERIVATIVES]; /* c_i e_i (e_i - 1) … */
    mag_ptr suffix[WANE_KERNEL_DERIVATIVES]; /* suffix[j][i] >= sum of |coefficient[j]| from index i on */
} kernel_series_t;

/* Of sum c_k x^k, k < length; with a sign of 1 or -1 of sum max(sign c_k, 0) x^k, where a ball of undecided
   sign counts up to its upper end. */
kernel_series_t *kernel_series_new(arb_srcptr c, slong length, int sign, slong prec);
void kernel_series_free(kernel_series_t *f); /* NULL allowed */

/* value[j] contains the j-th derivative at every point of the ball x within [-1, 1].  Terms that amount to
   about 2^-prec of the whole are bounded, not summed: derivations/07 (6). */
void kernel_series_evaluate(arb_ptr value, const kernel_series_t *f, const arb_t x, slong prec);
/* The same, j < count, on a complex ball. */
void kernel_series_evaluate_complex(acb_ptr value, slong count, const kernel_series_t *f, const acb_t x,
                                    slong prec);

/* x += [0, rest] for a sign of 1, [-rest, 0] for -1, [-rest, rest] for 0. */
void kernel_series_add_rest(arb_t x, const mag_t rest, int sign, slong prec);

#endif
