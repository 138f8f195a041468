/* Beyond which |x| the Gaussian mass of a function may be left out. */
#ifndef HERMITE_RULE_TAIL_RANGE_H
#define HERMITE_RULE_TAIL_RANGE_H

#include "function/facts/facts.h"
#include "wane/function.h"

/* bound >= 2 integral_{X}^{inf} |f(x)| exp(-x^2 / (2 (1 + rho))) dx from a growth bound; inf when X is too
   small for the estimate, derivations/06 (7). */
void hermite_growth_tail(mag_t bound, const growth_t growth, double X, double rho);

/* The least X, about, whose tail is below exp(-nats) for every degree up to this one; INFINITY if there is
   none in reach.  Only a choice: the bound decides. */
double hermite_tail_range(const growth_t growth, double degree, double nats);

#endif
