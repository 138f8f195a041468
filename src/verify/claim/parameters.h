/* The interval parameters of a certificate: one unknown for each name, wherever it stands. */
#ifndef VERIFY_CLAIM_PARAMETERS_H
#define VERIFY_CLAIM_PARAMETERS_H

#include <jansson.h>

#include "wane/function.h"

#define MOST_PARAMETERS 16

/* {"name": ["lo", "hi"], …}, lo < hi. */
int verify_parameters_are_well_formed(const json_t *json);
int verify_parameter_get(fmpq_t lo, fmpq_t hi, const json_t *json, const char *name);

/* f from its text; json may be NULL.  Intervals that are written out are unknowns of their own, named after
   the role, so that equal names, and nothing else, say that two unknowns are one.  *text_is_canonical: it
   prints as it is. */
wane_status_t verify_parse(wane_function_t f, int *text_is_canonical, const char *text, const char *role,
                           const json_t *json, wane_message_t message);
/* The text of f with the intervals of all its unknowns: functions
   with one key are one function.  Free with flint_free. */
char *verify_function_key(const wane_function_t f);
/* Each parameter stands in one of the functions. */
int verify_parameters_are_used(const json_t *json, const wane_function_t student,
                               const wane_function_t teacher);

#endif
