/* Equality of functions, cut into pieces where the expressions alone do not show it. */
#ifndef FUNCTION_PIECES_SAME_H
#define FUNCTION_PIECES_SAME_H

#include "wane/function.h"

/* 1 if f = ratio g for an exact rational ratio, by function_ratio or piece by piece: derivations/12 (15). */
int function_is_multiple(fmpq_t ratio, const wane_function_t f, const wane_function_t g);
/* 1 if f = ratio g + m, ratio != 0, for some constant m, and E g(Z) = 0, by structure: derivations/22 (42). */
int function_is_multiple_of_centered(fmpq_t ratio, const wane_function_t f, const wane_function_t g);
/* The sign of r where f = r g, or f = r g + m and E g(Z) = 0, for a constant r of one sign that is not rational; 0 if this
   is not seen. */
int function_proportion_sign(const wane_function_t f, const wane_function_t g);

#endif
