/* E f(u) g(v) with all digits up to correlation 1, where the series in q of a function with kinks converges
   too slowly: the kinks' splines in closed form, a quickly converging series for the rest. */
#ifndef HERMITE_KINK_KINK_KERNEL_H
#define HERMITE_KINK_KINK_KERNEL_H

#include "hermite/kink/spline.h"

typedef struct kink_kernel hermite_kink_kernel_t;

/* From completed splines, which may be the same, of functions one of which at least has kinks; f and g are
   not needed afterwards. */
hermite_kink_kernel_t *hermite_kink_kernel_new(const hermite_spline_t f, const hermite_spline_t g,
                                               slong prec);
void hermite_kink_kernel_free(hermite_kink_kernel_t *kernel); /* NULL allowed */

/* value[j], j < WANE_KERNEL_DERIVATIVES: the j-th derivative of q -> E f(u) g(v) at every q in [0, 1] with
   1 - q in complement; not finite where it is infinite or not seen to be finite.  With reflect != 0, g(-v)
   takes the place of g(v). */
void hermite_kink_kernel_evaluate(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                  const arb_t complement, slong prec);

/* The same for the value, the first derivative and, in value[2], sqrt(1 - q^2) times the second, which is
   finite up to q = 1 unless both functions jump at one place. */
void hermite_kink_kernel_evaluate_scaled(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                         const arb_t complement, slong prec);

#endif
