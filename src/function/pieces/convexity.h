/* Functions that are non-negative, that do not decrease, that are convex. */
#ifndef FUNCTION_PIECES_CONVEXITY_H
#define FUNCTION_PIECES_CONVEXITY_H

#include "wane/function.h"

/* 1 if f^(order) is proved to be a non-negative function, or measure: f >= 0 (0), continuous and nowhere
   falling (1), continuous and convex (2). */
int function_derivative_is_nonnegative(const wane_function_t f, int order);
/* 1 if f(x) g(-x) = 0 for every x, and both are continuous. */
int functions_live_apart(const wane_function_t f, const wane_function_t g);

/* 1 if f(x) - f(-x) is proved to be convex on x > 0 and not to fall there. */
int function_odd_part_is_convex(const wane_function_t f);
/* The sign of the jump at 0 of a function that is constant on either side of it; 0 if f is not seen to be one. */
int function_step_sign(const wane_function_t f);

#endif
