/* A slow phase on |R| = 1: derivations/05. */
#include "manifold/limit/itinerary.h"

static void drift(itinerary_t state, const arb_t a_to, wane_phase_end_t end)
{
    arb_t one;
    arb_init(one);
    arb_one(one);
    itinerary_record(state, WANE_PHASE_SLOW,
                     state->R_sign > 0 ? WANE_BRANCH_ALIGNED : WANE_BRANCH_ANTI_ALIGNED, one, a_to, end, 0);
    arb_clear(one);
}

static wane_status_t undecided(itinerary_t state, const char *what)
{
    return wane_message_set(state->message, WANE_UNDECIDED, 0,
                            "at R = %d: %s is not decided at %ld bits; raise `prec`", state->R_sign, what,
                            (long)state->prec);
}

/* a_eq = a_c exactly. */
static wane_status_t exact_corner(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const piece_signs_t *last = branch->piece + branch->mark_count - 2;
    if (last->N_sign > 0)
        return wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "at R = %d, a = a_c = a_eq exactly and N > 0 beside it: the singular limit does not "
            "decide, a finite eps does",
            state->R_sign);
    drift(state, branch->a_eq, WANE_END_CORNER);
    if (branch->neutral)
        itinerary_reason(state,
                         "on R = %d the state tends to a = a_eq = a_c, the end of a line of equilibria",
                         state->R_sign);
    else
        itinerary_reason(state,
                         "N(%d) = 0 exactly and N %s beside it: the corner R = %d, a = a_c = a_eq attracts",
                         state->R_sign, itinerary_sign_of_N(state, -1), state->R_sign);
    *next = STEP_END;
    return WANE_OK;
}

/* a drifts across a_c, or across 0, and leaves where the accumulated growth returns to nil. */
static wane_status_t leave_late(step_t *next, itinerary_t state, const interior_branch_t branch,
                                const arb_t turn)
{
    growth_t growth;
    arb_t a_out, zero;
    growth_init(growth);
    arb_init(a_out);
    arb_init(zero);
    arb_set(growth->target, branch->a_eq);
    arb_set(growth->zero, branch->a_c);
    int solved = delayed_exit_solve(a_out, growth, state->a, turn, NULL, state->prec) == 1;
    if (!solved && arb_is_positive(turn) && arb_is_positive(state->a) && arb_lt(state->a, turn)) {
        arb_union(a_out, turn, branch->a_eq, state->prec); /* it lies between them: derivations/05 (8) */
        solved = 1;
    }
    if (solved) {
        wane_verdict_struct *verdict = state->verdict;
        verdict->has_exit = 1;
        verdict->exit_branch = state->R_sign > 0 ? WANE_BRANCH_ALIGNED : WANE_BRANCH_ANTI_ALIGNED;
        itinerary_turn(verdict->a_static, turn, state->a_sign);
        itinerary_turn(verdict->a_delayed, a_out, state->a_sign);
        scale_window_exit(state->window, branch, 1, growth, turn, arb_is_zero(turn) ? branch->a_c : zero,
                          arb_is_negative(a_out));
        drift(state, a_out, WANE_END_EXIT);
        char *turn_text = itinerary_height(state, turn), *out_text = itinerary_height(state, a_out);
        itinerary_reason(state,
                         "on R = %d stability is lost at a = %s, and the state leaves at a = %s where "
                         "W(a_out) = W(a_in)",
                         state->R_sign, turn_text, out_text);
        flint_free(turn_text);
        flint_free(out_text);
        if (arb_is_negative(a_out)) itinerary_reflect_a(state);
        state->direction = -1;
        state->piece = branch->mark_count - 2;
        *next = STEP_FIBRE;
    }
    growth_clear(growth);
    arb_clear(a_out);
    arb_clear(zero);
    if (!solved) scale_window_lose(state->window);
    return solved ? WANE_OK : undecided(state, "the delayed exit");
}

static wane_status_t settle(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    drift(state, branch->a_eq, WANE_END_EQUILIBRIUM);
    char *text = itinerary_height(state, branch->a_eq);
    itinerary_reason(state, "%s: on R = %d the state tends to the sink a = a_eq = %s",
                     state->a_sign > 0 ? "0 < a_eq < a_c" : "a_c < a_eq < 0", state->R_sign, text);
    flint_free(text);
    *next = STEP_END;
    return WANE_OK;
}

wane_status_t itinerary_aligned(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    if (!arb_is_positive(branch->a_c)) return undecided(state, "the sign of P'(1)");
    if (branch->neutral || branch->vanishes_at_one[SHAPE_N]) return exact_corner(next, state, branch);
    arb_t gap, zero;
    arb_init(gap);
    arb_init(zero);
    arb_sub(gap, branch->a_eq, branch->a_c, state->prec);
    int gap_sign = decided_sign(gap), target_sign = decided_sign(branch->a_eq);
    if (gap_sign == 0) status = undecided(state, "the sign of a_eq - a_c, that of N(1),");
    else if (gap_sign > 0) status = leave_late(next, state, branch, branch->a_c);
    else if (target_sign > 0) status = settle(next, state, branch);
    else if (target_sign < 0) status = leave_late(next, state, branch, zero);
    else status = undecided(state, "the sign of P(1), that of a_eq,");
    arb_clear(gap);
    arb_clear(zero);
    return status;
}
