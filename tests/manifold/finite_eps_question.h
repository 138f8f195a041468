/* Questions about the flow at given eps, from texts. */
#ifndef TEST_MANIFOLD_FINITE_EPS_QUESTION_H
#define TEST_MANIFOLD_FINITE_EPS_QUESTION_H

#include "manifold/flow/finite_eps.h"

/* eps and a0: "1/10", "[1/10,1/2]" or "all"; R0: "0", "0+" or "1/3"; drop: "1/100". */
wane_status_t decide_flow(finite_eps_t result, const kernels_t kernels, const char *eps, const char *a0,
                          const char *R0, const char *drop, wane_message_t message);
/* From functions; asserts that they are read. */
wane_status_t decide_flow_of(finite_eps_t result, const char *student, const char *teacher, const char *eps,
                             const char *a0, const char *R0, const char *drop);

double lower_end(const arb_t x);
double upper_end(const arb_t x);

#endif
