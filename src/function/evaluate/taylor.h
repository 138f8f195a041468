/* Power series of a function at a point. */
#ifndef FUNCTION_EVALUATE_TAYLOR_H
#define FUNCTION_EVALUATE_TAYLOR_H

#include "wane/function.h"

/* c[k] contains f^(k)(x)/k!, k < length, for every x in the ball about which f is analytic; not finite where
   it may not be (a kink or a singularity in the ball). */
void function_taylor(arb_ptr c, slong length, const wane_function_t f, const arb_t x, slong prec);

/* c[k] contains the coefficients of f(side t^root) = sum c[k] t^k + O(t^length) for small t > 0, side = 1 or -1,
   through kinks, jumps and ends of domains at 0; not finite where they are not found. */
void function_one_sided_series(arb_ptr c, slong length, const wane_function_t f, int side, slong root,
                               slong prec);

#endif
