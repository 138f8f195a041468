/* Certificates as evidence. */
#ifndef CLAIMS_EVIDENCE_CERTIFY_H
#define CLAIMS_EVIDENCE_CERTIFY_H

#include "claims/evidence/claim.h"

/* Has a certificate re-proved by wane_verify and adds it to the evidence, under the name "C1-number.json".
   Takes text over, which flint_free frees. */
void claims_certify(claim_t *claim, const char *of, char *text, slong number);

#endif
