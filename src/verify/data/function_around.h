/* A function that depends smoothly on its parameters, or through kinks that move, around the midpoint of their box:
   derivations/15 (28). */
#ifndef VERIFY_DATA_FUNCTION_AROUND_H
#define VERIFY_DATA_FUNCTION_AROUND_H

#include "verify/data/function_data.h"

typedef struct function_around function_around_struct;

/* NULL unless it is of that kind. */
function_around_struct *verify_function_around_new(const wane_function_t f, slong length, slong prec);
void verify_function_around_free(function_around_struct *around);
/* Not so where kinks move: then the coefficients alone are found here, and plain integrals may be better. */
int verify_function_around_is_smooth(const function_around_struct *around);

/* c_k of every member, k < length. */
void verify_function_around_coefficient(arb_t c, function_around_struct *around, slong k);
/* T[j] of every member, j < MOMENTS. */
void verify_function_around_tails(mag_ptr T, function_around_struct *around);

/* Whether the expectations inside f are numbers, free of its parameters. */
int verify_expectations_are_fixed(const wane_function_t f);

#endif
