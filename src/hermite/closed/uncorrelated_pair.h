/* Pairs of which only the means correlate. */
#ifndef HERMITE_CLOSED_UNCORRELATED_PAIR_H
#define HERMITE_CLOSED_UNCORRELATED_PAIR_H

#include "wane/function.h"

/* 1 if, by structure, c_k c*_k = 0 for every k >= 1, so that P is the constant p_0: among the even parts, and
   among the odd parts, one is a constant (derivations/22 (18)). */
int hermite_uncorrelated_pair(const wane_function_t student, const wane_function_t teacher);

#endif
