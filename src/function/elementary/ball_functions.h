/* The elementary functions on real and complex balls.

   Outputs never alias inputs.  Inputs are finite.  Wide balls are as welcome as narrow ones. */
#ifndef FUNCTION_ELEMENTARY_BALL_FUNCTIONS_H
#define FUNCTION_ELEMENTARY_BALL_FUNCTIONS_H

#include <flint/acb.h>

#include "function/tree/unary.h"

/* value contains f(t) for every t in x where f is defined; not finite if f is unbounded there. */
void wane_real_unary(arb_t value, wane_unary_t function, const arb_t x, slong prec);
/* value contains f(w) for every w in z and is finite only if f is holomorphic on a neighbourhood of z. */
void wane_complex_unary(acb_t value, wane_unary_t function, const acb_t z, slong prec);

/* x^n and z^n, tight on wide balls. */
void wane_real_power(arb_t value, const arb_t x, ulong n, slong prec);
void wane_complex_power(acb_t value, const acb_t z, ulong n, slong prec);
/* He_n, or h_n if orthonormal. */
void wane_real_hermite(arb_t value, ulong n, int orthonormal, const arb_t x, slong prec);
void wane_complex_hermite(acb_t value, ulong n, int orthonormal, const acb_t z, slong prec);

/* 1 if the ball is too wide for first-order error propagation to be tight. */
int wane_ball_is_wide(const arb_t x);

#endif
