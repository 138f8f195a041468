/* The steps of a proof in an answer. */
#ifndef ANSWER_QUESTION_ACCOUNT_H
#define ANSWER_QUESTION_ACCOUNT_H

#include <jansson.h>

#include "manifold/proof/account.h"

/* {"where", "steps": [{"rule", "phase", "says", "region", "entered", "outcome", "reference"}]}: phases count from 1;
   "where" is the box of a family that this is about; what a step does not have is left out. */
json_t *answer_account_json(const proof_account_t account);

/* {"note", "title", "formulas": [{"number", "says"}]} for derivations/NN and "(3), (4)". */
json_t *answer_reference_json(int note, const char *formulas);

#endif
