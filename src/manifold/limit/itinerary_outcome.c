/* From the phases to the verdict. */
#include "manifold/limit/itinerary.h"

static int is_neutral(const itinerary_t state)
{
    const interior_branch_struct *branch = state->branches[state->a_sign < 0][state->R_sign < 0];
    return branch != NULL && branch->neutral;
}

static void set_scaling(itinerary_t state)
{
    wane_verdict_struct *verdict = state->verdict;
    wane_small_R_struct *scaling = verdict->scaling;
    wane_small_R_set(scaling, state->branches[state->a_sign < 0][state->R_sign < 0]->small_R);
    small_correlation_turn(scaling, state->a_sign, state->R_sign);
    verdict->has_scaling = 1;
}

wane_status_t itinerary_outcome(itinerary_t state)
{
    wane_verdict_struct *verdict = state->verdict;
    const wane_phase_t *last = verdict->phases + verdict->phase_count - 1;
    arb_set(verdict->R_final, last->R_to);
    arb_set(verdict->a_final, last->a_to);
    itinerary_turn(verdict->R_peak, state->peak, state->R_sign);
    if (last->end == WANE_END_SMALL_R) set_scaling(state);

    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    if (is_neutral(state)) outcome = WANE_OUTCOME_NEUTRAL;
    else if (arb_is_zero(state->R))
        outcome = arb_is_zero(state->peak)       ? WANE_OUTCOME_NOT_LEARNED
                  : arb_is_positive(state->peak) ? WANE_OUTCOME_UNLEARNING
                                                 : WANE_OUTCOME_UNDECIDED;
    else if (state->at_peak) outcome = WANE_OUTCOME_LEARNING;
    else if (arb_lt(state->R, state->peak)) outcome = WANE_OUTCOME_PARTIAL_UNLEARNING;
    if (outcome == WANE_OUTCOME_UNDECIDED) {
        scale_window_lose(state->window); /* the peak may depend on a0 */
        return wane_message_set(state->message, WANE_UNDECIDED, 0,
                                "whether |R| ends below its peak is not decided at %ld bits; raise `prec`",
                                (long)state->prec);
    }
    verdict->outcome = outcome;
    verdict->proved = 1;
    return WANE_OK;
}
