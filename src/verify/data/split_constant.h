/* Functions whose parameters stand in a constant beside what depends on x. */
#ifndef VERIFY_DATA_SPLIT_CONSTANT_H
#define VERIFY_DATA_SPLIT_CONSTANT_H

#include "wane/function.h"

/* f = varying + a number in `constant`, by its expression, varying being free of all parameters and f not; 0 if it is
   not so.  mean is E f as an expression.  The expectations inside f must have been enclosed. */
int verify_split_constant(wane_function_t varying, wane_function_t mean, arb_t constant,
                          const wane_function_t f, slong prec);

/* A number as an expression in which b b^-1 is 1 where b is seen to be no zero for any value of the parameters:
   derivations/15 (42). */
void verify_cancel(wane_function_t number, slong prec);

#endif
