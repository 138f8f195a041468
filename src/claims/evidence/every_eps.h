/* What a claim says of several pairs for every eps and every a0 > 0. */
#ifndef CLAIMS_EVIDENCE_EVERY_EPS_H
#define CLAIMS_EVIDENCE_EVERY_EPS_H

#include "claims/evidence/evidence.h"

/* Adds the evidence of one pair; name: "student | teacher"; first: of the list. */
typedef void (*claims_see_pair_t)(claim_t *claim, const claims_problem_t *problem, const char *name,
                                  int first, const wane_verdict_t verdict, const wane_kernels_t kernels,
                                  const claims_setting_t *setting);

/* Calls see with the verdict from R0 = 0 for every eps > 0 and every a0 > 0, for one pair after the other; a
   pair that cannot be settled is added as a failure. */
void claims_for_every_eps(claim_t *claim, const claims_problem_t *pairs, slong count, claims_see_pair_t see,
                          const claims_setting_t *setting);

#endif
