/* A shape function near R = 0: its leading power by
   structure, its sign on (0, until]: derivations/15 (15). */
#ifndef VERIFY_SHAPE_LEADING_H
#define VERIFY_SHAPE_LEADING_H

#include "verify/shape/shape.h"

/* The coefficient of R^e in f as an exact number; 0 if it is not known to be one. */
int verify_shape_exact_coefficient(surd_t sum, const pair_t pair, shape_t f, slong e);
/* value contains the coefficient of R^e in f; returns 1
   if it is exactly 0 by structure or exact arithmetic. */
int verify_shape_coefficient(arb_t value, const pair_t pair, shape_t f, slong e);

/* The exponent of the first coefficient that is not exactly 0, whose enclosure then excludes 0; -1 if that is
   not decided among those that the stored terms determine. */
slong verify_shape_leading(arb_t value, const pair_t pair, shape_t f);

/* f = 0 identically, by structure or exact arithmetic on two polynomials. */
int verify_shape_vanishes(const pair_t pair, shape_t f);

/* The sign of f/R^leading on [0, until], until <= 1/4; 0 if plain evaluation does not show it. */
int verify_shape_sign_near_zero(const pair_t pair, shape_t f, slong leading, const arf_t until);

#endif
