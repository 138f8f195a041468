/* The abstract's claims as JSON and text. */
#ifndef CLI_TABLE_CLAIMS_FORMAT_H
#define CLI_TABLE_CLAIMS_FORMAT_H

#include <jansson.h>
#include <stdio.h>

#include "wane/claims.h"

/* Adds scope and claims to the answer and returns it. */
json_t *cli_claims_json(json_t *answer, const wane_claims_t claims, slong digits);
void cli_claims_text(FILE *out, const wane_claims_t claims, slong digits);

#endif
