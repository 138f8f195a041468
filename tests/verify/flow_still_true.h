/* Whether a changed certificate of a flow says what is true. */
#ifndef TEST_VERIFY_FLOW_STILL_TRUE_H
#define TEST_VERIFY_FLOW_STILL_TRUE_H

#include <jansson.h>

/* If the question is the original's, the original says what is true; else the prover is asked.  Numbers are
   compared as in still_true.h; the bounds of a rise must not contradict those of the true certificate. */
int flow_still_true(const json_t *original, const json_t *changed);

#endif
