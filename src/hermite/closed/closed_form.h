/* Hermite coefficients in closed form: polynomials, exactly, and polynomials times exp of a quadratic, sin
   and cos, erf and the normal distribution function of affine arguments, and their linear combinations:
   derivations/10. */
#ifndef HERMITE_CLOSED_CLOSED_FORM_H
#define HERMITE_CLOSED_CLOSED_FORM_H

#include "wane/function.h"

/* c[k], k < length, and 1; or 0, c then being undefined, when f is not of that kind (or an interval leaves
   open which formula applies). */
int hermite_closed_form(arb_ptr c, slong length, const wane_function_t f, slong prec);

#endif
