/* From the phases to the outcome: derivations/18 (29). */
#include "manifold/limit/itinerary.h"
#include "manifold/shape/precision_loop.h"

/* On a line of equilibria a = A(R) > 0, or at its end; not where P = 0, nor on R = 0 all the time: derivations/22
   (20), (21). */
static int is_neutral(const itinerary_t state)
{
    const interior_branch_struct *branch = state->branches[state->a_sign < 0][state->R_sign < 0];
    if (branch == NULL || !branch->neutral || arb_is_zero(state->peak)) return 0;
    const small_series_struct *A = branch->small[SHAPE_P_PRIME];
    return A->status == LEADING_DECIDED && decided_sign(A->g) > 0;
}

/* PROOF_RULES: none applies. */
static proof_rule_t rule_of_end(const itinerary_t state)
{
    if (is_neutral(state)) return PROOF_OUTCOME_NEUTRAL;
    if (arb_is_zero(state->R))
        return arb_is_zero(state->peak)       ? PROOF_OUTCOME_NOT_LEARNED
               : arb_is_positive(state->peak) ? PROOF_OUTCOME_UNLEARNING
                                              : PROOF_RULES;
    if (state->at_peak) return PROOF_OUTCOME_LEARNING;
    return arb_lt(state->R, state->peak) ? PROOF_OUTCOME_PARTIAL_UNLEARNING : PROOF_RULES;
}

wane_status_t itinerary_outcome(itinerary_t state)
{
    proof_record_struct *record = state->record;
    record->has_end = 1;
    arb_set(record->R_peak, state->peak);
    const proof_rule_t rule = rule_of_end(state);
    const interior_branch_struct *branch = state->branches[state->a_sign < 0][state->R_sign < 0];
    if (branch != NULL && branch->small[SHAPE_P]->status == LEADING_ZERO && !state->frozen)
        itinerary_state(state, PROOF_NOTHING_IN_COMMON);
    if (rule == PROOF_RULES) {
        itinerary_assume(state, PREMISE_OTHER); /* the peak may depend on a */
        return undecided_at(state->message, state->source, "whether |R| ends below its peak is not decided");
    }
    itinerary_state(state, rule);
    return WANE_OK;
}
