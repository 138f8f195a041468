/* How smooth a function is for certain. */
#ifndef FUNCTION_FACTS_SMOOTHNESS_H
#define FUNCTION_FACTS_SMOOTHNESS_H

#include "wane/function.h"

/* f has that many continuous derivatives by structure: -1 if it may jump (sign, step), 0 if it is continuous
   (abs, min, max), 1 for elu(x), WANE_SMOOTHNESS_ANALYTIC if it has no kinks.  Never more than the truth. */
#define WANE_SMOOTHNESS_ANALYTIC 1000
slong wane_function_smoothness(const wane_function_t f);

#endif
