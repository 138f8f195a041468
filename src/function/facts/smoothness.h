/* How smooth a function is for certain. */
#ifndef FUNCTION_FACTS_SMOOTHNESS_H
#define FUNCTION_FACTS_SMOOTHNESS_H

#include "wane/function.h"

/* f has that many continuous derivatives by structure: -1 if it may jump (sign, step), 0 if it is continuous
   (abs, min, max), 1 for elu(x), SMOOTHNESS_ANALYTIC if it has no kinks.  Never more than the truth. */
#define SMOOTHNESS_ANALYTIC 1000
slong function_smoothness(const wane_function_t f);

#endif
