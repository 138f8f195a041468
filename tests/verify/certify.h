/* Certificates for the tests of the verifier. */
#ifndef TEST_VERIFY_CERTIFY_H
#define TEST_VERIFY_CERTIFY_H

#include <jansson.h>

#include "manifold/certificate/certify.h"
#include "wane/verify.h"

/* Parameters of the functions from here on. */
void certify_with(const wane_parameter_t *list, slong count);

/* The certificate of that problem, free with flint_free; a0 is a number or "lo,hi", R0 is "0", "0+", "0-" or
   a number. NULL if there is none (message says why). */
char *certify(const char *student, const char *teacher, const char *a0, const char *R0,
              wane_message_t message);

/* The same with the verdict of the same proof. */
char *certify_verdict(verdict_struct *verdict, const char *student, const char *teacher, const char *a0,
                      const char *R0, wane_message_t message);

/* The same at given eps; eps and a0 may be "all". */
char *certify_flow(const char *student, const char *teacher, const char *eps, const char *a0, const char *R0,
                   const char *drop, wane_message_t message);
char *certify_flow_with(finite_eps_struct *result, const char *student, const char *teacher, const char *eps,
                        const char *a0, const char *R0, const char *drop, wane_message_t message);

/* Where WANE_TEST_MULTIPLIER is less than 1, every third of the problems, moved to the front: how many are left. */
size_t certify_slice(void *problems, size_t size, size_t count);

/* What a fresh verifier says of it. */
wane_status_t verify_json(const json_t *certificate, wane_message_t message);

#endif
