/* Bounds shared by the sums over nodes: derivations/06, the recurrence in fixed point. */
#ifndef HERMITE_CLOSED_ROUNDING_H
#define HERMITE_CLOSED_ROUNDING_H

#include <flint/arb.h>

/* bound >= e length^(1/4): |h_k(x)| <= bound exp(x^2/4) for k < length, derivations/06 (11). */
void hermite_amplitude(mag_t bound, slong length);

/* bound >= what the floor errors of the two-step recurrence at x make, per unit of amplitude, inverse >= 1/x:
   2.002 K^2 sqrt(K + 1)/x, derivations/06 (13). */
void hermite_two_step_rounding(mag_t bound, slong length, const mag_t inverse);

/* start = floor(2^bits value), error >= |start - 2^bits value|; value is overwritten. */
void hermite_to_fixed(fmpz_t start, mag_t error, arb_t value, slong bits);

#endif
