/* Tails of kernel series where the derivatives that Parseval's identity needs are not in L2. */
#ifndef HERMITE_KERNEL_ROUGH_TAIL_H
#define HERMITE_KERNEL_ROUGH_TAIL_H

#include "wane/hermite.h"

/* bound >= sum_{k >= length} |c_k d_k| k^order |R|^(stride k - order) for |R| <= 1, given
   T[j] >= sum_{k >= length} k(k-1)…(k-j+1) c_k^2 and U[j] likewise for d, j < WANE_TAIL_MOMENTS:
   derivations/09 (17). Infinite at |R| = 1 unless enough of the moments are finite. */
void hermite_rough_tail(mag_t bound, const arb_t *T, const arb_t *U, slong order, slong length, slong stride,
                        const arb_t R);

#endif
