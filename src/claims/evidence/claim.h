/* Building a claim's evidence. */
#ifndef CLAIMS_EVIDENCE_CLAIM_H
#define CLAIMS_EVIDENCE_CLAIM_H

#include "claims/evidence/claims.h"

void claim_init(claim_t *claim);
void claim_clear(claim_t *claim);

/* Adds a piece of evidence; the pointer holds until the
   next one is added.  supports: the claim rests on it. */
claim_evidence_t *claim_add(claim_t *claim, claim_status_t status, int supports, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* What could not be computed, on which the claim rests. */
void claim_add_failure(claim_t *claim, const char *what, const wane_message_t message);
/* Adds a number; the format makes its name. */
void evidence_ball(claim_evidence_t *evidence, const arb_t x, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void evidence_at_least(claim_evidence_t *evidence, const arb_t bound, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void evidence_value(claim_evidence_t *evidence, double x, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Whether something certified holds: proved if it does, refuted if it is proved not to, else undecided. */
claim_status_t claim_decided(int holds, int fails);
/* Whether something measured holds. */
claim_status_t claim_measured(int holds);

/* Sets the status from the evidence. */
void claim_settle(claim_t *claim);

#endif
