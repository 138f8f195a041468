/* A verdict in the limit: what lies behind wane_verdict_t (wane/verdict.h). */
#ifndef MANIFOLD_PROOF_VERDICT_H
#define MANIFOLD_PROOF_VERDICT_H

#include "manifold/proof/account.h"
#include "manifold/shape/manifold.h"
#include "wane/verdict.h"

/* What happens, and why. */
typedef struct {
    wane_outcome_t outcome;
    int proved; /* 1 unless the outcome is WANE_OUTCOME_UNDECIDED */
    slong phase_count;
    wane_phase_t *phases;
    arb_t R_peak;  /* signed; the |R| largest after R last changed sign */
    arb_t R_final; /* limits as time -> infinity */
    arb_t a_final;
    int has_exit;              /* a delayed exit happened; the last one: */
    wane_branch_t exit_branch; /* the line that was left: aligned, anti-aligned or uncorrelated */
    arb_t a_static, a_delayed; /* where its stability is lost, where the state leaves: derivations/05 */
    int has_scaling;           /* the end is WANE_END_SMALL_R */
    wane_small_R_t scaling;
    arb_t
        separation; /* the least of those of the phases, on their stretches; indeterminate if none has one */
    slong reason_count;
    char **reasons;          /* sentences, each a proved claim, in order; for an
                       undecided outcome the last says what failed */
    proof_account_t account; /* the steps of the proof; of a family those of one box */
} verdict_struct;
typedef verdict_struct verdict_t[1];
void verdict_init(verdict_t verdict);
void verdict_clear(verdict_t verdict);

#endif
