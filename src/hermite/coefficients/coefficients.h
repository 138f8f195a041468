/* Expectations and coefficients by whichever method applies. */
#ifndef HERMITE_COEFFICIENTS_COEFFICIENTS_H
#define HERMITE_COEFFICIENTS_COEFFICIENTS_H

#include "wane/hermite.h"

/* E[f(Z)] with absolute error at most 2^-prec where possible. */
wane_status_t hermite_expectation(arb_t value, const wane_function_t f, slong prec, wane_message_t message);

/* c[0..length-1], each with absolute radius at most about 2^-prec; exact zeros exact.  The workhorse below
   coefficients_compute. */
wane_status_t hermite_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                   const wane_effort_t *effort, wane_message_t message);

/* The same by evaluation alone, wherever the interval parameters stand: balls that are wide because the parameters
   are, and wider.  Expectations inside f must have been resolved. */
wane_status_t hermite_plain_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                         int threads, wane_message_t message);

#endif
