/* The verdict that follows from the claims of a certificate, if they are true. */
#ifndef VERIFY_DERIVE_H
#define VERIFY_DERIVE_H

#include <stddef.h>

#include "wane/status.h"

/* Believes coefficients, tails, values at R = 1, signs on pieces, zeros, bounds on cells and
   steps of integration as they are claimed, and derives all the rest as wane_verify does: the
   start, the phases, the limit, the peak, the outcome, the law.  *verdict is the one that
   follows, NULL if none does; WANE_OK if it and the numbers with it are those claimed,
   WANE_REJECTED with the reason otherwise.  No integral is taken: this costs little and proves
   nothing, but a writer whose own verdict does not follow from what it wrote is wrong. */
wane_status_t verify_derive(const char **verdict, const char *text, size_t length, wane_message_t message);

#endif
