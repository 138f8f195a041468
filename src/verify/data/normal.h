/* The normal law, and balls of correlations. */
#ifndef VERIFY_DATA_NORMAL_H
#define VERIFY_DATA_NORMAL_H

#include <flint/arb.h>

/* phi(x); Q(x) = P(Z > x) */
void verify_normal_density(arb_t phi, const arb_t x, slong prec);
void verify_normal_tail(arb_t Q, const arb_t x, slong prec);
/* The ends of a ball, within [0, 1]. */
void verify_unit_ends(arb_t lo, arb_t hi, const arb_t x, slong prec);

#endif
