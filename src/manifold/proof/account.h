/* What the steps of a record say, kept when the record is gone: what a proof in words is made of. */
#ifndef MANIFOLD_PROOF_ACCOUNT_H
#define MANIFOLD_PROOF_ACCOUNT_H

#include "manifold/proof/rule.h"

typedef struct {
    proof_rule_t rule;
    slong phase;                    /* the phase that the step is; -1: it is none */
    char *says, *region, *entrance; /* the sentences of the rule; NULL: nothing is said */
} proof_told_t;

typedef struct {
    slong count;
    proof_told_t *step;
    char *where; /* of a family of several boxes: the one that this is about; else NULL */
} proof_account_struct;
typedef proof_account_struct proof_account_t[1];
void proof_account_clear(proof_account_t account); /* all zero: an empty one */
void proof_account_set_where(proof_account_t account, const char *where);

#endif
