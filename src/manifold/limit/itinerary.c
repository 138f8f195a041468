#include "manifold/limit/itinerary.h"

#include "manifold/limit/definitions.h"

#define MAX_STEPS 1000

/* A verdict that does not agree with the definitions of its words is taken back. */
static wane_status_t refuse(itinerary_t state, const char *why)
{
    verdict_struct *verdict = state->verdict;
    wane_status_t status = answer_is_refused(verdict->outcome, why, state->message);
    verdict->outcome = WANE_OUTCOME_UNDECIDED;
    verdict->proved = verdict->has_scaling = 0;
    arb_indeterminate(verdict->R_peak);
    arb_indeterminate(verdict->R_final);
    arb_indeterminate(verdict->a_final);
    return status;
}

static wane_status_t prove(itinerary_t state, const wane_interval_t a0, const wane_start_t start)
{
    step_t step = STEP_END;
    wane_status_t status = itinerary_start(&step, state, a0, start);
    for (int count = 0; status == WANE_OK && step != STEP_END; count++) {
        if (count == MAX_STEPS)
            return wane_message_set(state->message, WANE_UNDECIDED, 0,
                                    "the itinerary has more than %d phases", MAX_STEPS);
        switch (step) {
        case STEP_FIBRE:
            status = itinerary_fibre(&step, state);
            break;
        case STEP_BRANCH:
            status = itinerary_branch(&step, state);
            break;
        case STEP_ALIGNED:
            status = itinerary_aligned(&step, state);
            break;
        default:
            status = itinerary_uncorrelated(&step, state);
        }
    }
    return status == WANE_OK ? itinerary_outcome(state) : status;
}

wane_status_t itinerary_run(itinerary_t state, const wane_interval_t a0, const wane_start_t start)
{
    wane_status_t status = prove(state, a0, start);
    proof_verdict(state->verdict, state->record);
    if (status != WANE_OK) return status;
    const char *why = itinerary_contradicts(state->verdict, state->source, a0, start);
    return why == NULL ? WANE_OK : refuse(state, why);
}
