/* Gaussian expectations by adaptive integration with balls: derivations/15 (1)-(3). */
#ifndef VERIFY_DATA_EXPECTATION_H
#define VERIFY_DATA_EXPECTATION_H

#include "wane/function.h"

/* Evaluations of the integrand that one object may still spend. */
typedef struct {
    slong evaluations;
} allowance_t;

/* value contains E[f(Z) h_k(Z)], Z ~ N(0,1); indeterminate if f cannot be bounded or cut at its kinks. */
void verify_gaussian_expectation(arb_t value, const wane_function_t f, slong k, allowance_t *allowance,
                                 slong prec);

/* Encloses every expectation inside f (center, normalize), innermost first.  0 if one stays unknown. */
int verify_resolve_expectations(const wane_function_t f, allowance_t *allowance, slong prec);

/* value contains the integral of the function over [from, to], which may be balls' ends; holomorphic where it
   returns a finite value. */
typedef void (*holomorphic_t)(acb_t value, void *context, const acb_t z, slong prec);
void verify_integrate_holomorphic(arb_t value, holomorphic_t f, void *context, const arb_t from,
                                  const arb_t to, allowance_t *allowance, slong prec);

#endif
