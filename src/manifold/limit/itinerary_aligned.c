/* A slow phase on |R| = 1: derivations/05. */
#include <stdio.h>

#include "base/scoped.h"
#include "manifold/limit/itinerary.h"

static void drift(itinerary_t state, proof_rule_t rule, const arb_t a_to)
{
    SCOPED(arb, one);
    arb_one(one);
    itinerary_move(state, rule, one, a_to, 0);
}

static wane_status_t undecided(itinerary_t state, const char *what, const arb_t value)
{
    char place[20];
    snprintf(place, sizeof place, "at R = %d", state->R_sign);
    return itinerary_undecided(state, place, what, value);
}

/* Where R goes from the corner at every small eps: the zero of N below, or 0. */
static double zero_below_corner(const interior_branch_t branch)
{
    for (slong i = branch->mark_count - 2; i > 0; i--)
        if (branch->mark[i].kind == MARK_EQUILIBRIUM)
            return arf_get_d(arb_midref(branch->mark[i].R), ARF_RND_NEAR);
    return 0;
}

/* a_eq = a_c exactly: derivations/22 (33). */
static wane_status_t exact_corner(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const piece_signs_t *last = branch->piece + branch->mark_count - 2;
    if (last->N_sign > 0)
        return wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "a tie that no digits decide: at R = %d a_eq = a_c exactly and N > 0 beside it; if eps -> 0 "
            "first the "
            "state stays in that corner, if t -> infinity first |R| falls back towards %.8g, at every small "
            "eps: ask with `eps`",
            state->R_sign, zero_below_corner(branch));
    drift(state, branch->neutral ? PROOF_ALIGNED_NEUTRAL_CORNER : PROOF_ALIGNED_CORNER, branch->a_eq);
    *next = STEP_END;
    return WANE_OK;
}

/* Where a comes to R = 1: along the branch beside a corner at a_c. */
static void place_of_entry(arb_t a_in, const itinerary_t state, const interior_branch_t branch)
{
    const proof_record_struct *record = state->record;
    const int beside_corner =
        record->count > 0 && record->step[record->count - 1].rule == PROOF_FIBRE_CORNER_ALIGNED;
    arb_set(a_in, state->a);
    if (beside_corner) arb_union(a_in, a_in, branch->a_c, state->prec);
}

/* a drifts across a_c, or across 0, and leaves where the accumulated growth returns to nil. */
static wane_status_t leave_late(step_t *next, itinerary_t state, const interior_branch_t branch,
                                const arb_t turn)
{
    SCOPED(entry_exit, growth);
    SCOPED(arb, a_in, a_out);
    arb_set(growth->target, branch->a_eq);
    arb_set(growth->zero, branch->a_c);
    place_of_entry(a_in, state, branch);
    int solved = delayed_exit_solve(a_out, growth, a_in, turn, NULL, state->prec) == 1;
    if (!solved && arb_is_positive(turn) && arb_is_positive(a_in) && arb_lt(a_in, turn)) {
        arb_union(a_out, turn, branch->a_eq, state->prec); /* it lies between them: derivations/05 (8) */
        solved = 1;
    }
    if (solved) {
        itinerary_leave(state, PROOF_ALIGNED_EXIT, a_out, growth, turn);
        if (arb_is_negative(a_out)) itinerary_reflect_a(state);
        state->direction = -1;
        state->piece = branch->mark_count - 2;
        *next = STEP_FIBRE;
    }
    if (!solved) itinerary_assume(state, PREMISE_OTHER);
    return solved ? WANE_OK : undecided(state, "the delayed exit", NULL);
}

/* P(1) = 0 exactly: derivations/22 (34). */
static wane_status_t tie_at_zero(itinerary_t state)
{
    return wane_message_set(
        state->message, WANE_UNDECIDED, 0,
        "a tie that no digits decide: P(%d) = 0 exactly; along R = %d a tends to 0 if eps -> 0 "
        "first, if t -> infinity first R leaves that line along a = 0: ask with `eps`",
        state->R_sign, state->R_sign);
}

static wane_status_t settle(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    drift(state, PROOF_ALIGNED_SINK, branch->a_eq);
    *next = STEP_END;
    return WANE_OK;
}

/* N < 0 up to R = 1, where it may be 0, so a_eq <= a_c: a sink, or the corner that attracts: derivations/22 (39). */
static int ends_below_corner(const interior_branch_t branch)
{
    return branch->piece[branch->mark_count - 2].N_sign < 0 && arb_is_positive(branch->a_eq);
}

static wane_status_t settle_at_most_at_corner(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    drift(state, PROOF_ALIGNED_SINK_OR_CORNER, branch->a_eq);
    *next = STEP_END;
    return WANE_OK;
}

wane_status_t itinerary_aligned(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    if (!arb_is_positive(branch->a_c))
        return undecided(state, "the sign of a_c = 2P'(1)/S'(1),", branch->a_c);
    if (branch->neutral || branch->vanishes_at_one[SHAPE_N]) return exact_corner(next, state, branch);
    SCOPED(arb, gap, zero);
    arb_sub(gap, branch->a_eq, branch->a_c, state->prec);
    int gap_sign = decided_sign(gap), target_sign = decided_sign(branch->a_eq);
    if (gap_sign == 0 && ends_below_corner(branch)) status = settle_at_most_at_corner(next, state, branch);
    else if (gap_sign == 0) status = undecided(state, "the sign of a_eq - a_c, that of N(1),", gap);
    else if (gap_sign > 0) status = leave_late(next, state, branch, branch->a_c);
    else if (target_sign > 0) status = settle(next, state, branch);
    else if (target_sign < 0) status = leave_late(next, state, branch, zero);
    else if (branch->vanishes_at_one[SHAPE_P]) status = tie_at_zero(state);
    else status = undecided(state, "the sign of a_eq = P(1)/S(1),", branch->a_eq);
    return status;
}
