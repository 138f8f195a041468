/* Sums of powers of |x|, others on either side of 0, in closed form: derivations/10 (9) and (10). */
#ifndef HERMITE_COEFFICIENTS_POWER_SUM_H
#define HERMITE_COEFFICIENTS_POWER_SUM_H

#include "wane/function.h"

/* Both return 0, the outputs being anything, where f is not seen to be such a sum of exponents above -1.  The second
   is E f^2 (order 0) or, of a continuous f, E f'^2 (order 1), infinite if the least exponent is at most 1/2. */
int power_sum_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec);
int power_sum_norm(arb_t value, const wane_function_t f, int order, slong prec);

#endif
