/* The same integrals by means that share nothing with the library's quadrature. */
#ifndef WANE_TESTS_INDEPENDENT_H
#define WANE_TESTS_INDEPENDENT_H

#include "hermite/kernel/kernels.h"

/* c_k = integral of f h_k phi over [-range, range] by adaptive integration with balls; 2^-prec is added for
   what lies beyond. */
void independent_coefficient(arb_t c, const wane_function_t f, slong k, double range, slong prec);

/* The same for the integral over [left, right], nothing added. */
void independent_stretch(arb_t c, const wane_function_t f, slong k, const arb_t left, const arb_t right,
                         slong prec);

#endif
