/* C4: the parts of claims_nonlinear_term. */
#ifndef CLAIMS_NONLINEAR_H
#define CLAIMS_NONLINEAR_H

#include "claims/evidence/evidence.h"

/* The student and the teacher h1 + b h3, for one b: a fraction, or an interval of fractions. */
wane_status_t nonlinear_pair(claims_pair_t pair, const char *student, const char *b, wane_message_t message);

/* The signs on which the theorem for every b rests (derivations/21); b_c by its formula, indeterminate if the
   kernels are not to be had. */
void nonlinear_theorem(claim_t *claim, arb_t b_c, const char *student, const claims_setting_t *setting);
/* The verdict for every eps and a0 and every b of the range, cut until it is proved on each part. */
void nonlinear_cover(claim_t *claim, const char *student, const char *b, wane_outcome_t outcome,
                     const claims_setting_t *setting);
/* The certificate for every b of the range, from a0 = 1/2, re-proved. */
void nonlinear_certificate(claim_t *claim, const char *student, const char *b, slong number,
                           const claims_setting_t *setting);
/* Q and kappa at several b against the formulas. */
void nonlinear_law(claim_t *claim, const char *student, const claims_setting_t *setting);
/* The thresholds in b between -1/2 and 1/2. */
void nonlinear_thresholds(claim_t *claim, const char *student, const arb_t b_c,
                          const claims_setting_t *setting);
/* b_c < b < 0, at one b: the sink, and what the initial scale decides. */
void nonlinear_sink(claim_t *claim, const char *student, const char *b, const claims_setting_t *setting);

#endif
