/* Coefficients of functions with interval parameters by mean value forms: derivations/16 (12) to (14), (17), (18). */
#ifndef HERMITE_COEFFICIENTS_PARAMETRIC_H
#define HERMITE_COEFFICIENTS_PARAMETRIC_H

#include "wane/hermite.h"

/* c contains the coefficients by the mean value form: of second order, returning 2, or of the first, for which plain
   evaluation may be better here and there, returning 1.  Returns 0, c being anything, if there is none: no intervals, a
   polynomial, or a parameter that enters in a way that is not differentiated.  Expectations in f must be resolved. */
int hermite_parametric_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                    const wane_effort_t *effort);

/* A question about a function that has interval parameters: value contains the answers, for each value of the
   parameters. */
typedef struct {
    wane_status_t (*answer)(arb_ptr value, slong length, const wane_function_t f, const void *context,
                            wane_message_t message);
    const void *context;
} parametric_question_t;

/* The hull of the answers over the pieces of the box, which is cut as long as that helps. */
wane_status_t hermite_hull_over_parameters(arb_ptr value, slong length, const wane_function_t f,
                                           const parametric_question_t *question, wane_message_t message);

#endif
