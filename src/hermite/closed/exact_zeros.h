/* Coefficients of piecewise polynomials that vanish because Hermite polynomials do at the breakpoints. */
#ifndef HERMITE_CLOSED_EXACT_ZEROS_H
#define HERMITE_CLOSED_EXACT_ZEROS_H

#include "function/pieces/pieces.h"

/* Those of the enclosures c[0], …, c[length-1] of coefficients of the piecewise polynomial that contain 0 and
   are 0 by derivations/10 (6a) become exactly 0. */
void hermite_exact_zeros(arb_ptr c, slong length, const pieces_t pieces);

#endif
