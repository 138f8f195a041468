#include "manifold/limit/verdict.h"
#include "manifold/shape/small_R.h"
#include "manifold/limit/itinerary.h"

#include <string.h>

void verdict_init(verdict_t verdict)
{
    memset(verdict, 0, sizeof(verdict_struct));
    verdict->outcome = WANE_OUTCOME_UNDECIDED;
    arb_init(verdict->R_peak);
    arb_init(verdict->R_final);
    arb_init(verdict->a_final);
    arb_init(verdict->a_static);
    arb_init(verdict->a_delayed);
    arb_init(verdict->separation);
    arb_indeterminate(verdict->R_peak);
    arb_indeterminate(verdict->R_final);
    arb_indeterminate(verdict->a_final);
    arb_indeterminate(verdict->a_static);
    arb_indeterminate(verdict->a_delayed);
    arb_indeterminate(verdict->separation);
    small_R_init(verdict->scaling);
}

void verdict_drop_phases(verdict_t verdict)
{
    for (slong i = 0; i < verdict->phase_count; i++) proof_phase_clear(verdict->phases + i);
    flint_free(verdict->phases);
    verdict->phases = NULL;
    verdict->phase_count = 0;
    arb_indeterminate(verdict->separation);
}

void verdict_clear(verdict_t verdict)
{
    verdict_drop_phases(verdict);
    for (slong i = 0; i < verdict->reason_count; i++) flint_free(verdict->reasons[i]);
    flint_free(verdict->reasons);
    proof_account_clear(verdict->account);
    arb_clear(verdict->R_peak);
    arb_clear(verdict->R_final);
    arb_clear(verdict->a_final);
    arb_clear(verdict->a_static);
    arb_clear(verdict->a_delayed);
    arb_clear(verdict->separation);
    small_R_clear(verdict->scaling);
}

static void reset(verdict_t verdict)
{
    verdict_clear(verdict);
    verdict_init(verdict);
}

/* Whether the scales come to the corner from both sides: then their phases are not the same. */
static int divides_at_corner(const itinerary_t state, const wane_interval_t a0)
{
    const proof_record_struct *record = state->record;
    for (slong i = 0; i < record->count && !fmpq_equal(a0->lo, a0->hi); i++)
        if (record->step[i].rule == PROOF_FIBRE_CORNER_ALIGNED ||
            record->step[i].rule == PROOF_FIBRE_CORNER_LANDS)
            return 1;
    return 0;
}

wane_status_t verdict_prove(verdict_t verdict, int measure, const verdict_witness_t *witness,
                            const kernels_t kernels, const wane_interval_t a0, const wane_start_t start,
                            wane_message_t message)
{
    itinerary_t state;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    reset(verdict);
    text->text[0] = '\0';
    itinerary_init(state, verdict, kernels, text);
    wane_status_t status = itinerary_run(state, a0, start);
    if (status == WANE_UNDECIDED) proof_add_reason(&verdict->reasons, &verdict->reason_count, text->text);
    if (status == WANE_OK && measure) itinerary_measure(state);
    if (status == WANE_OK &&
        witness != NULL) { /* who shall see the branch beside a state that stays on R = 0, too */
        interior_branch_struct *branch;
        wane_message_t unread;
        state->message = unread;
        itinerary_present_branch(&branch, state);
        state->message = text;
        witness->show(witness->context, state);
    }
    if (status == WANE_OK && divides_at_corner(state, a0)) verdict_drop_phases(verdict);
    itinerary_clear(state);
    return status;
}

wane_status_t verdict_from_kernels(verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                   const wane_start_t start, const wane_effort_t *effort,
                                   wane_message_t message)
{
    return verdict_prove(verdict, 0, NULL, kernels, a0, start, message);
}
