/* The claims: their wording, and what each is asked about. */
#ifndef CLAIMS_CATALOGUE_H
#define CLAIMS_CATALOGUE_H

#include "claims/evidence/evidence.h"

/* Sets id, title, statement, symbols, source and comparison. */
void claims_word(claim_t *claim, int index);
/* Gathers the evidence of claim number index and settles it. */
void claims_gather(claim_t *claim, int index, const claims_setting_t *setting);

#endif
