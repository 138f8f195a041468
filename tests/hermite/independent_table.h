/* All coefficients below a length by adaptive integration, one acb_calc_integrate each; the integrands of all
   degrees share their values at a point, which is kept. */
#ifndef TESTS_HERMITE_INDEPENDENT_TABLE_H
#define TESTS_HERMITE_INDEPENDENT_TABLE_H

#include "wane/function.h"

/* c[k] encloses the integral of f h_k phi over [left, right], k < length, to about prec bits.  0 if the
   integrator gives up on one; c is then unspecified. */
int independent_table(arb_ptr c, slong length, const wane_function_t f, const arb_t left, const arb_t right,
                      slong prec);

/* One table against another of prec + 16 bits or more, found otherwise: each entry must contain the other's
   or be contained in it, and its radius be at most 100 times 2^-prec, or that of the largest value if it is
   above 1. NULL if so, or what is wrong with c[*k]. */
const char *disagreement(slong *k, arb_srcptr c, arb_srcptr truth, slong length, slong prec);

#endif
