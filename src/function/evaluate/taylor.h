/* Power series of a function at a point. */
#ifndef FUNCTION_EVALUATE_TAYLOR_H
#define FUNCTION_EVALUATE_TAYLOR_H

#include "wane/function.h"

/* c[k] contains f^(k)(x)/k!, k < length, for every x in the ball about which f is analytic; not finite where
   it may not be (a kink or a singularity in the ball). */
void wane_function_taylor(arb_ptr c, slong length, const wane_function_t f, const arb_t x, slong prec);

#endif
