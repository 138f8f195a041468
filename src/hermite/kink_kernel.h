/* E f(u) g(v) for functions that are linear between their breakpoints, with all digits up to correlation 1,
   where the series in q converges too slowly. */
#ifndef WANE_HERMITE_KINK_KERNEL_H
#define WANE_HERMITE_KINK_KERNEL_H

#include "wane/hermite.h"

typedef struct wane_kink_kernel hermite_kink_kernel_t;

/* f continuous; g may jump.  NULL if f or g is no such function by structure (f, g linear need none of this).
 */
hermite_kink_kernel_t *hermite_kink_kernel_new(const wane_function_t f, const wane_function_t g, slong prec);
void hermite_kink_kernel_free(hermite_kink_kernel_t *kernel); /* NULL allowed */

/* value[j], j < WANE_KERNEL_DERIVATIVES: the j-th derivative of q -> E f(u) g(v) at every q in [0, 1] with
   1 - q in complement; not finite where it is infinite or not seen to be finite.  With reflect != 0, g(-v)
   takes the place of g(v). */
void hermite_kink_kernel_evaluate(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                  const arb_t complement, slong prec);

#endif
