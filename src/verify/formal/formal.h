/* The verdict of a certificate at every eps > 0 and a(0) > 0 as a theorem for Coq: derivations/18 (9), derivations/coq. */
#ifndef VERIFY_FORMAL_FORMAL_H
#define VERIFY_FORMAL_FORMAL_H

#include <stddef.h>

#include "wane/status.h"

/* *theorem is the text of a Coq file, freed with flint_free, NULL unless WANE_OK.  Nothing is proved here, by Coq alone: the
   file states what the certificate claims of coefficients and tails as hypotheses, and rational polynomials as they
   are.  WANE_BAD_INPUT: the theorems do not cover what it claims, the message says what. */
wane_status_t verify_formalize(char **theorem, const char *text, size_t length, wane_message_t message);

#endif
