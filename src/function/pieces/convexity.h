/* Functions that are non-negative, that do not decrease, that are convex. */
#ifndef FUNCTION_PIECES_CONVEXITY_H
#define FUNCTION_PIECES_CONVEXITY_H

#include "wane/function.h"

/* 1 if f^(order) is proved to be a non-negative function, or measure: f >= 0 (0), continuous and nowhere
   falling (1), continuous and convex (2). */
int function_derivative_is_nonnegative(const wane_function_t f, int order);
/* 1 if f(x) g(-x) = 0 for every x, and both are continuous. */
int functions_live_apart(const wane_function_t f, const wane_function_t g);

#endif
