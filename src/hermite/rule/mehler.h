/* Error bounds that hold for every degree at once, by Mehler's formula: derivations/06 (3), (4). */
#ifndef HERMITE_RULE_MEHLER_H
#define HERMITE_RULE_MEHLER_H

#include <flint/arb.h>

#include "base/scoped.h"

#define MEHLER_COUNT 16

/* The error of degree k is at most (2 pi)^(-1/2) (1 - rho^2)^(-1/4)
   rho^(-k/2) brace(rho) for each rho of a fixed list. */
typedef struct {
    double rho[MEHLER_COUNT]; /* exact dyadic numbers in (0, 1) */
    mag_struct brace[MEHLER_COUNT];
} mehler_bound_struct;
typedef mehler_bound_struct mehler_bound_t[1];

void mehler_bound_init(mehler_bound_t bound); /* braces 0 */
void mehler_bound_clear(mehler_bound_t bound);
SCOPED_TYPE(mehler_bound)

/* error[k] = the best bound over the list, k < length. */
void mehler_bound_errors(mag_ptr error, const mehler_bound_t bound, slong length);

/* ln of (1 - rho^2)^(-1/4) rho^(-degree/2), roughly: for choices. */
double mehler_log_factor(double rho, double degree);

/* bound >= exp(-x^2 / (2 (1 + rho))) */
void mehler_gaussian(mag_t bound, double x, double rho);

/* value = height^2 / (2 (1 - rho)) */
void mehler_rise(arb_t value, double height, double rho);

#endif
