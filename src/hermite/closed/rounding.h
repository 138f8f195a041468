/* Bounds shared by the sums over nodes: derivations/06, the recurrence in fixed point. */
#ifndef HERMITE_CLOSED_ROUNDING_H
#define HERMITE_CLOSED_ROUNDING_H

#include <flint/arb.h>

/* bound >= e length^(1/4): |h_k(x)| <= bound exp(x^2/4) for k < length, derivations/06 (11). */
void hermite_amplitude(mag_t bound, slong length);

/* start = floor(2^bits value), error >= |start - 2^bits value|; value is overwritten. */
void hermite_to_fixed(fmpz_t start, mag_t error, arb_t value, slong bits);

#endif
