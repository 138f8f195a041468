/* How small Hermite coefficients will be: a guess, for choosing a precision. */
#ifndef HERMITE_RULE_SIZE_GUESS_H
#define HERMITE_RULE_SIZE_GUESS_H

#include "wane/function.h"

/* About -log2 |c_degree(f)| where singularities off the line decide it; 0 where they do not: kinks on the
   line, none in reach.  Nothing is proved: the coefficients themselves tell afterwards. */
slong hermite_size_guess(const wane_function_t f, slong degree);

#endif
