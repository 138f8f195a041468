/* Hermite coefficients in closed form: polynomials, exactly, and polynomials
   times exp of a quadratic, sin and cos, erf and the normal distribution function
   of affine arguments, and their linear combinations: derivations/10. */
#ifndef HERMITE_CLOSED_CLOSED_FORM_H
#define HERMITE_CLOSED_CLOSED_FORM_H

#include "function/pieces/pieces.h"
#include "wane/function.h"

/* c[k], k < length, and 1; or 0, c then being undefined, when f is not of that kind (or an interval leaves
   open which formula applies). */
int hermite_closed_form(arb_ptr c, slong length, const wane_function_t f, slong prec);

/* Piecewise polynomials: from the jumps of f and its derivatives, derivations/10.  0 (and c untouched) if
   some piece is not a polynomial. */
int hermite_piecewise_polynomial(arb_ptr c, slong length, const pieces_t pieces, slong prec);

#endif
