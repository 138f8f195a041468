/* Positive homogeneity by structure. */
#ifndef FUNCTION_PIECES_HOMOGENEITY_H
#define FUNCTION_PIECES_HOMOGENEITY_H

#include "wane/function.h"

/* 1 if f is positively homogeneous of an integer degree >= 1 by structure: multiples of x^degree, one for x >
   0 and one for x < 0 (relu, abs, leaky_relu, x, x*abs(x), …), not both 0. */
int function_homogeneity(slong *degree, const wane_function_t f);

#endif
