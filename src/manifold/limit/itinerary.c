#include "manifold/limit/itinerary.h"

#include "base/decimal.h"
#include "manifold/limit/definitions.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MAX_STEPS 1000

void itinerary_init(itinerary_t state, wane_verdict_t verdict, const wane_kernels_t source,
                    wane_message_t message)
{
    memset(state, 0, sizeof(itinerary_struct));
    state->source = source;
    state->prec = source->prec;
    state->verdict = verdict;
    state->message = message;
    arb_init(state->a);
    arb_init(state->R);
    arb_init(state->peak);
}

void itinerary_clear(itinerary_t state)
{
    for (int i = 0; i < 4; i++) interior_branch_free(state->branches[i / 2][i % 2]);
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

void itinerary_turn(arb_t y, const arb_t x, int sign)
{
    if (sign < 0) arb_neg(y, x);
    else arb_set(y, x);
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

static void set_peak(itinerary_t state, const arb_t R_to, int lands, const interior_branch_t branch)
{
    arb_set(state->peak, R_to);
    state->at_peak = 1;
    if (lands) scale_window_peak(state->window, branch, state->piece);
    else scale_window_peak_fixed(state->window);
}

static void update_peak(itinerary_t state, const arb_t R_to, int R_motion, int lands,
                        const interior_branch_t branch)
{
    int crossed = arb_is_negative(state->R); /* the fibre crossed R = 0: the peak counts from there */
    if (!crossed && R_motion == 1 && !state->at_peak && lands) {
        if (state->window != NULL && state->window->is_free)
            scale_window_at_start(state->window, branch, state->peak);
        else scale_window_compare_peak(state->window, branch, state->piece);
    }
    if (crossed || (R_motion == 1 && (state->at_peak || arb_ge(R_to, state->peak)))) {
        set_peak(state, R_to, lands, branch);
    } else if (R_motion == 1 && !arb_lt(R_to, state->peak)) {
        /* not decided which is larger: the peak is one of both */
        scale_window_lose(state->window);
        arb_max(state->peak, state->peak, R_to, state->prec);
    } else if (R_motion == -1 || R_motion == 2) {
        state->at_peak = 0;
    }
}

static void phase_init(wane_phase_t *phase)
{
    arb_init(phase->R_from);
    arb_init(phase->R_to);
    arb_init(phase->a_from);
    arb_init(phase->a_to);
    arb_init(phase->slow_time);
    arb_init(phase->loss_from);
    arb_init(phase->loss_to);
    arb_init(phase->separation);
    arb_indeterminate(phase->separation);
    phase->stretch_count = 0;
    for (int i = 0; i < WANE_MOST_STRETCHES; i++) {
        arb_init(phase->stretch[i].lo);
        arb_init(phase->stretch[i].hi);
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

static void losses_of_step(wane_phase_t *phase, const itinerary_t state, const interior_branch_t branch,
                           const arb_t R_to, const arb_t a_to)
{
    const wane_verdict_struct *verdict = state->verdict;
    if (verdict->phase_count > 0)
        arb_set(phase->loss_from, verdict->phases[verdict->phase_count - 1].loss_to);
    else loss_at(phase->loss_from, branch, state->R, state->a);
    if (arb_is_finite(a_to)) loss_at(phase->loss_to, branch, R_to, a_to);
    else limit_loss(phase->loss_to, branch);
}

/* These need no marks. */
static void set_losses(wane_phase_t *phase, const itinerary_t state, const interior_branch_struct *branch,
                       const arb_t R_to, const arb_t a_to)
{
    if (branch != NULL) {
        losses_of_step(phase, state, branch, R_to, a_to);
        return;
    }
    interior_branch_t unmarked;
    interior_branch_init_unmarked(unmarked, state->source, state->a_sign, state->R_sign);
    losses_of_step(phase, state, unmarked, R_to, a_to);
    interior_branch_clear(unmarked);
}

void itinerary_record(itinerary_t state, wane_phase_kind_t kind, wane_branch_t branch, const arb_t R_to,
                      const arb_t a_to, wane_phase_end_t end, int R_motion)
{
    wane_verdict_struct *verdict = state->verdict;
    interior_branch_struct *present;
    itinerary_present_branch(&present, state);
    verdict->phases = flint_realloc(verdict->phases, (verdict->phase_count + 1) * sizeof(wane_phase_t));
    wane_phase_t *phase = verdict->phases + verdict->phase_count;
    phase_init(phase);
    phase->kind = kind;
    phase->branch = branch;
    phase->end = end;
    itinerary_turn(phase->R_from, state->R, state->R_sign);
    itinerary_turn(phase->R_to, R_to, state->R_sign);
    itinerary_turn(phase->a_from, state->a, state->a_sign);
    itinerary_turn(phase->a_to, a_to, state->a_sign);
    if (kind == WANE_PHASE_SLOW) arb_indeterminate(phase->slow_time);
    set_losses(phase, state, present, R_to, a_to);
    verdict->phase_count++;

    update_peak(state, R_to, R_motion, end == WANE_END_BRANCH, present);
    arb_set(state->R, R_to);
    arb_set(state->a, a_to);
}

void itinerary_reason(itinerary_t state, const char *format, ...)
{
    wane_verdict_struct *verdict = state->verdict;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = flint_malloc((size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    verdict->reasons = flint_realloc(verdict->reasons, (verdict->reason_count + 1) * sizeof(char *));
    verdict->reasons[verdict->reason_count++] = text;
}

char *itinerary_number(const arb_t x)
{
    return base_number_text(x);
}

char *itinerary_height(const itinerary_t state, const arb_t a)
{
    arb_t x;
    arb_init(x);
    itinerary_turn(x, a, state->a_sign);
    char *text = itinerary_number(x);
    arb_clear(x);
    return text;
}

char *itinerary_correlation(const itinerary_t state, const arb_t R)
{
    arb_t x;
    arb_init(x);
    itinerary_turn(x, R, state->R_sign);
    char *text = itinerary_number(x);
    arb_clear(x);
    return text;
}

/* A verdict that does not agree with the definitions of its words is taken back. */
static wane_status_t refuse(itinerary_t state, const char *why)
{
    wane_verdict_struct *verdict = state->verdict;
    wane_status_t status = answer_is_refused(verdict->outcome, why, state->message);
    verdict->outcome = WANE_OUTCOME_UNDECIDED;
    verdict->proved = verdict->has_scaling = 0;
    arb_indeterminate(verdict->R_peak);
    arb_indeterminate(verdict->R_final);
    arb_indeterminate(verdict->a_final);
    return status;
}

/* Each reflection turns the sign of N: derivations/04 (17). */
const char *itinerary_sign_of_N(const itinerary_t state, int sign)
{
    return sign * state->a_sign * state->R_sign > 0 ? "> 0" : "< 0";
}

const char *itinerary_way(const itinerary_t state, int rising)
{
    return rising == (state->R_sign > 0) ? "up" : "down";
}

wane_status_t itinerary_run(itinerary_t state, const wane_interval_t a0, const wane_start_t start)
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
    if (status == WANE_OK) status = itinerary_outcome(state);
    if (status != WANE_OK) return status;
    const char *why = itinerary_contradicts(state->verdict, start);
    return why == NULL ? WANE_OK : refuse(state, why);
}
