/* The state of the machine and the steps that it records. */
#include "base/scoped.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/precision_loop.h"

#include "base/decimal.h"

#include <string.h>

void itinerary_init(itinerary_t state, verdict_t verdict, const kernels_t source, wane_message_t message)
{
    memset(state, 0, sizeof(itinerary_struct));
    state->source = source;
    state->prec = source->prec;
    state->verdict = verdict;
    state->message = message;
    proof_record_init(state->record);
    arb_init(state->a);
    arb_init(state->R);
    arb_init(state->peak);
}

void itinerary_clear(itinerary_t state)
{
    for (int i = 0; i < 4; i++) interior_branch_free(state->branches[i / 2][i % 2]);
    proof_record_clear(state->record);
    arb_clear(state->a);
    arb_clear(state->R);
    arb_clear(state->peak);
}

wane_status_t itinerary_present_branch(interior_branch_struct **branch, itinerary_t state)
{
    int i = state->a_sign < 0, j = state->R_sign < 0;
    if (state->branches[i][j] == NULL && state->branch_status[i][j] == WANE_OK) {
        state->branches[i][j] = interior_branch_new(state->source, i ? -1 : 1, j ? -1 : 1, state->message);
        if (state->branches[i][j] == NULL) state->branch_status[i][j] = WANE_UNDECIDED;
    }
    *branch = state->branches[i][j];
    return state->branch_status[i][j];
}

void itinerary_reflect_a(itinerary_t state)
{
    state->a_sign = -state->a_sign;
    arb_neg(state->a, state->a);
}

void itinerary_reflect_R(itinerary_t state)
{
    state->R_sign = -state->R_sign;
    arb_neg(state->R, state->R);
}

/* A premise of the step just recorded. */
static proof_premise_t *assume_now(itinerary_t state, premise_kind_t kind)
{
    return proof_record_assume(state->record, kind, state->record->count - 1, state->a_sign, state->R_sign);
}

static void update_peak(itinerary_t state, proof_step_t *step, int R_motion)
{
    const int lands = proof_rule_row(step->rule)->end == WANE_END_BRANCH;
    const int crossed = arb_is_negative(state->R); /* the fibre crossed R = 0: the peak counts from there */
    arb_srcptr R_to = step->R_to;
    if (!crossed && R_motion == 1 && !state->at_peak && lands)
        arb_set(assume_now(state, PREMISE_PEAK)->at, state->peak);
    if (crossed || (R_motion == 1 && (state->at_peak || arb_ge(R_to, state->peak)))) {
        arb_set(state->peak, R_to);
        state->at_peak = step->is_peak = 1;
    } else if (R_motion == 1 && !arb_lt(R_to, state->peak)) {
        /* not decided which is larger: the peak is one of both */
        assume_now(state, PREMISE_OTHER);
        arb_max(state->peak, state->peak, R_to, state->prec);
        step->is_peak = 1;
    } else if (R_motion == 2) { /* the start, or the landing point next to it */
        arb_union(state->peak, state->peak, R_to, state->prec);
        state->at_peak = 0;
        step->is_peak = 1;
    } else if (R_motion == -1) {
        state->at_peak = 0;
    }
}

/* At R = 0, a = infinity the loss tends to (E teacher^2 - c*_s^2)/2: derivations/04. */
static void limit_loss(arb_t loss, const interior_branch_t branch)
{
    slong s = branch->small_R->s, prec = branch->kernels->prec;
    arb_mul(loss, branch->kernels->p + s, branch->kernels->p + s, prec);
    arb_div(loss, loss, branch->kernels->s + s, prec);
    arb_sub(loss, branch->kernels->source->teacher->norm2, loss, prec);
    arb_mul_2exp_si(loss, loss, -1);
}

/* From the end of the phase before, if there is one. */
static void losses_of_step(proof_step_t *step, const proof_step_t *before, const interior_branch_t branch)
{
    if (before != NULL) arb_set(step->loss_from, before->loss_to);
    else loss_at(step->loss_from, branch, step->R_from, step->a_from);
    if (arb_is_finite(step->a_to)) loss_at(step->loss_to, branch, step->R_to, step->a_to);
    else limit_loss(step->loss_to, branch);
}

/* These need no marks. */
static void set_losses(proof_step_t *step, const proof_step_t *before, const itinerary_t state,
                       const interior_branch_struct *branch)
{
    if (branch != NULL) {
        losses_of_step(step, before, branch);
        return;
    }
    interior_branch_t unmarked;
    interior_branch_init_unmarked(unmarked, state->source, state->a_sign, state->R_sign);
    losses_of_step(step, before, unmarked);
    interior_branch_clear(unmarked);
}

proof_step_t *itinerary_state(itinerary_t state, proof_rule_t rule)
{
    return proof_record_add(state->record, rule, state->a_sign, state->R_sign);
}

proof_premise_t *itinerary_assume(itinerary_t state, premise_kind_t kind)
{
    return proof_record_assume(state->record, kind, state->record->count, state->a_sign, state->R_sign);
}

int itinerary_side_at_mark(itinerary_t state, const interior_branch_t branch, slong mark)
{
    const int sign = fibre_sign_at_mark(branch, mark, state->a);
    itinerary_assume(state, sign != 0 ? PREMISE_AT_MARK : PREMISE_OTHER)->mark = mark;
    return sign;
}

proof_step_t *itinerary_move(itinerary_t state, proof_rule_t rule, const arb_t R_to, const arb_t a_to,
                             int R_motion)
{
    const interior_branch_struct *present = state->branches[state->a_sign < 0][state->R_sign < 0];
    proof_step_t *step = proof_record_add(state->record, rule, state->a_sign, state->R_sign);
    arb_set(step->R_from, state->R);
    arb_set(step->R_to, R_to);
    arb_set(step->a_from, state->a);
    arb_set(step->a_to, a_to);
    set_losses(step, proof_record_phase(state->record, step->phase - 1), state, present);
    update_peak(state, step, R_motion);
    arb_set(state->R, R_to);
    arb_set(state->a, a_to);
    return step;
}

proof_step_t *itinerary_leave(itinerary_t state, proof_rule_t rule, const arb_t a_out,
                              const entry_exit_t growth, const arb_t turn)
{
    proof_step_t *step = itinerary_move(state, rule, state->R, a_out, 0);
    step->has_exit = 1;
    entry_exit_set(step->growth, growth);
    arb_set(step->turn, turn);
    return step;
}

wane_status_t itinerary_undecided(itinerary_t state, const char *place, const char *what,
                                  const arb_struct *value)
{
    if (value == NULL)
        return undecided_at(state->message, state->source, "%s: %s is not decided", place, what);
    char *size = base_size_text(value);
    undecided_at(state->message, state->source, "%s: %s which is %s, is not decided", place, what, size);
    flint_free(size);
    return WANE_UNDECIDED;
}

char *itinerary_height(const itinerary_t state, const arb_t a)
{
    SCOPED(arb, x);
    proof_turn(x, a, state->a_sign);
    return base_number_text(x);
}
