/* Mass of the normal law over wedges of the plane. */
#ifndef HERMITE_CLOSED_OWEN_H
#define HERMITE_CLOSED_OWEN_H

#include <flint/arb.h>

/* Owen's T(h, a) = 1/(2 pi) int_0^a exp(-h^2 (1 + v^2)/2)/(1 + v^2) dv for finite a, absolute error about
   2^-prec: derivations/09 (6), (7). */
void hermite_owen(arb_t value, const arb_t h, const arb_t a, slong prec);

#endif
