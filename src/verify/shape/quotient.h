/* Two exact polynomials: a shape function divided by what vanishes at R = 0 and R = 1: derivations/07 (22). */
#ifndef VERIFY_SHAPE_QUOTIENT_H
#define VERIFY_SHAPE_QUOTIENT_H

#include "verify/shape/leading.h"

/* The sign on [l, r] in [0, 1] of g, f = R^n (1 - R)^m g with g(0), g(1) != 0, or of g' for derivative = 1; 0 if a
   bounded number of bisections does not show it, or the functions are no exact polynomials.  On (0, 1) f has the
   sign of g, and one zero where g' keeps its sign and g does not. */
int verify_quotient_sign(const pair_t pair, shape_t f, int derivative, const arf_t l, const arf_t r);

#endif
