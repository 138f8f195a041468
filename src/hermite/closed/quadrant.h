/* The places x, y of two kinks, and the normal law of the plane at and beyond them. */
#ifndef HERMITE_CLOSED_QUADRANT_H
#define HERMITE_CLOSED_QUADRANT_H

#include "hermite/closed/correlation.h"

typedef struct {
    arb_t x, y;
    arb_t gap; /* x - y, exactly 0 where x = y is known */
    arb_t x_density, y_density, x_beyond, y_beyond;
} kink_pair_struct;
typedef kink_pair_struct kink_pair_t[1];

void kink_pair_init(kink_pair_t pair);
void kink_pair_clear(kink_pair_t pair);
/* coincide: x = y is known.  Otherwise it may be open whether the balls x, y hold the same number. */
void kink_pair_set(kink_pair_t pair, arb_srcptr x, arb_srcptr y, int coincide, slong prec);

/* P(u > x, v > y): derivations/09 (4), (5).  On a wide ball of correlations bad; it increases with q. */
void kink_pair_quadrant(arb_t value, const kink_pair_t pair, const correlation_t at, slong prec);

/* P(v > y | u = x) with gap = x - y, P(u > x | v = y) with the roles exchanged. */
void kink_pair_beyond_given(arb_t value, const arb_t gap, const arb_t x, const correlation_t at, slong prec);

/* value = s^(1 - power) phi_2(x, y; q), power >= 0, s = sqrt(1 - q^2): derivations/09 (3), 13 (8).  For x = y
   and q = 1 only power 0 is finite. */
void kink_pair_density(arb_t value, slong power, const kink_pair_t pair, const correlation_t at, slong prec);

#endif
