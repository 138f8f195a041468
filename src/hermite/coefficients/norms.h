/* Second moments of derivatives: E[f^(j)(Z)^2] and E[f^(j)(Z) g^(j)(Z)]. */
#ifndef HERMITE_COEFFICIENTS_NORMS_H
#define HERMITE_COEFFICIENTS_NORMS_H

#include "hermite/coefficients/table.h"

/* value contains E[f^(order) g^(order)] = sum_k k(k-1)…(k-order+1) c_k(f) c_k(g); not finite where
   kinks make the sum diverge (or leave open whether it does). */
wane_status_t hermite_derivative_product(arb_t value, const wane_function_t f, const wane_function_t g,
                                         slong order, slong prec, wane_message_t message);

/* k (k-1) … (k-order+1) */
void hermite_falling_factorial(fmpz_t value, slong k, slong order);

/* 1 if f is proved to jump somewhere, at *place; then sum k c_k^2 is infinite: derivations/06 (21). */
int hermite_has_jump(arb_t place, const wane_function_t f);

#endif
