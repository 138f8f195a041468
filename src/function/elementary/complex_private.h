/* Shared by the files on complex balls. */
#ifndef FUNCTION_ELEMENTARY_COMPLEX_PRIVATE_H
#define FUNCTION_ELEMENTARY_COMPLEX_PRIVATE_H

#include "function/elementary/ball_functions.h"

int wane_complex_is_wide(const acb_t z);
/* Of the centre of x: its sign, and whether its size is below 2^e. */
int wane_real_centre_sign(const arb_t x);
int wane_real_centre_is_below(const arb_t x, slong e);
/* value := value and bounds, either of which may be missing (not finite). */
void wane_complex_intersect(acb_t value, const acb_t bounds, slong prec);
/* 1 if |x| < c proved, and for c = pi 2^shift. */
int wane_real_is_below(const arb_t x, const arb_t c);
int wane_real_is_below_pi(const arb_t x, slong shift);

void wane_complex_tanh(acb_t value, const acb_t z, slong prec);
void wane_complex_sigmoid(acb_t value, const acb_t z, slong prec);
void wane_complex_softplus(acb_t value, const acb_t z, slong prec);
void wane_complex_log2cosh(acb_t value, const acb_t z, slong prec);

#endif
