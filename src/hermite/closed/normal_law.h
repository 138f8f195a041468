/* The normal law on the line. */
#ifndef HERMITE_CLOSED_NORMAL_LAW_H
#define HERMITE_CLOSED_NORMAL_LAW_H

#include <flint/arb.h>

/* Q(x) = P(Z > x) */
void hermite_normal_beyond(arb_t value, const arb_t x, slong prec);

/* exp(-x^2/2)/sqrt(2 pi); value may be x */
void hermite_normal_density(arb_t value, const arb_t x, slong prec);

void hermite_divide_by_two_pi(arb_t value, slong prec);

#endif
