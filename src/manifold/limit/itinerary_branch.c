/* A slow phase on the interior branch, from a point of an attracting piece to the next mark. */
#include "manifold/limit/itinerary.h"

static void go(itinerary_t state, const arb_t R_to, const arb_t a_to, wane_phase_end_t end, int direction)
{
    itinerary_record(state, WANE_PHASE_SLOW, WANE_BRANCH_INTERIOR, R_to, a_to, end, direction);
}

static wane_status_t arrive_at_mark(step_t *next, itinerary_t state, const interior_branch_t branch,
                                    slong mark, int direction)
{
    const arb_struct *R = branch->mark[mark].R;
    arb_t a;
    arb_init(a);
    branch_height(a, branch, R);
    char *R_text = itinerary_correlation(state, R);
    switch (branch->mark[mark].kind) {
    case MARK_EQUILIBRIUM:
        go(state, R, a, WANE_END_EQUILIBRIUM, direction);
        itinerary_reason(state, "the slow flow tends to the equilibrium R = %s, a zero of N", R_text);
        *next = STEP_END;
        break;
    case MARK_FOLD:
        go(state, R, a, WANE_END_FOLD, direction);
        itinerary_reason(state, "the slow flow reaches the fold R = %s and leaves the branch there", R_text);
        state->direction = direction;
        state->piece = direction > 0 ? mark : mark - 1;
        *next = STEP_FIBRE;
        break;
    default: /* MARK_CROSSING: A falls to 0 as R rises */
        arb_zero(a);
        go(state, R, a, WANE_END_SIGN_CHANGE, direction);
        itinerary_reason(state, "a %s through 0 at R = %s, a zero of P', beyond which the branch repels",
                         state->a_sign > 0 ? "falls" : "rises", R_text);
        itinerary_reflect_a(state);
        state->direction = -1;
        state->piece = mark - 1;
        *next = STEP_FIBRE;
    }
    flint_free(R_text);
    arb_clear(a);
    return WANE_OK;
}

static wane_status_t arrive_at_one(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    int corner = branch->vanishes_at_one[SHAPE_N];
    if (corner && !arb_is_positive(branch->a_c)) /* at P(1) = 0 the corner (1, 0) need not attract */
        return wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "at R = %d, N = 0 exactly and P is not seen to differ from 0: the singular limit "
            "does not decide",
            state->R_sign);
    arb_t one;
    arb_init(one);
    arb_one(one);
    go(state, one, branch->a_c, corner ? WANE_END_CORNER : WANE_END_ALIGNED, 1);
    if (corner)
        itinerary_reason(
            state, "N %s %s to R = %d, where N = 0 exactly: the corner R = %d, a = a_c = a_eq attracts",
            itinerary_sign_of_N(state, -1), itinerary_way(state, 1), state->R_sign, state->R_sign);
    else
        itinerary_reason(state, "N %s %s to R = %d: the slow flow joins the aligned line at a = a_c",
                         itinerary_sign_of_N(state, -1), itinerary_way(state, 1), state->R_sign);
    *next = corner ? STEP_END : STEP_ALIGNED;
    arb_clear(one);
    return WANE_OK;
}

static const char *sign_of_nu(const itinerary_t state, slong n)
{
    return small_correlation_nu_factor(n, state->a_sign, state->R_sign) > 0 ? "> 0" : "< 0";
}

static wane_status_t arrive_at_zero(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const wane_small_R_struct *small = branch->small_R;
    wane_status_t status = WANE_OK;
    arb_t zero, a;
    arb_init(zero);
    arb_init(a);
    if (small->tends_to_zero == 1) {
        arb_pos_inf(a);
        go(state, zero, a, WANE_END_SMALL_R, -1);
        itinerary_reason(state,
                         "N %s %s to R = 0, where c_0 = 0, p = s = %ld and N ~ nu R^%ld with nu %s: "
                         "R -> 0 and |a| -> infinity",
                         itinerary_sign_of_N(state, 1), itinerary_way(state, 0), (long)small->s,
                         (long)small->n, sign_of_nu(state, small->n));
        *next = STEP_END;
    } else if (small->p > 0 && small->p == 2 * small->s) {
        arb_div(a, branch->kernels->p + small->p, branch->kernels->s + small->s, state->prec);
        arb_mul_2exp_si(a, a, 1);
        go(state, zero, a, WANE_END_UNCORRELATED, -1);
        itinerary_reason(state, "N %s %s to R = 0, which the branch reaches at a finite height",
                         itinerary_sign_of_N(state, 1), itinerary_way(state, 0));
        *next = STEP_UNCORRELATED;
    } else {
        status = wane_message_set(state->message, WANE_UNDECIDED, 0,
                                  "the leading terms at R = 0 are not decided at %ld bits; raise `prec`",
                                  (long)state->prec);
    }
    arb_clear(zero);
    arb_clear(a);
    return status;
}

static void stand_still(step_t *next, itinerary_t state)
{
    arb_t R, a;
    arb_init(R);
    arb_init(a);
    arb_set(R, state->R);
    arb_set(a, state->a);
    go(state, R, a, WANE_END_STANDSTILL, 0);
    itinerary_reason(state, "N = 0 identically: every point of the interior branch is an equilibrium");
    *next = STEP_END;
    arb_clear(R);
    arb_clear(a);
}

wane_status_t itinerary_branch(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    scale_window_forget(state->window);
    const piece_signs_t *signs = branch->piece + state->piece;
    if (signs->A_sign <= 0 || signs->fold_sign >= 0)
        return wane_message_set(state->message, WANE_UNDECIDED, 0,
                                "the interior branch does not attract at the "
                                "landing point; raise `prec`");
    if (branch->neutral) {
        stand_still(next, state);
        return WANE_OK;
    }
    int direction = -signs->N_sign; /* R' = eps N/(S' A') with A' < 0: derivations/03 */
    slong mark = direction > 0 ? state->piece + 1 : state->piece;
    if (branch->mark[mark].kind == MARK_ONE) return arrive_at_one(next, state, branch);
    if (branch->mark[mark].kind == MARK_ZERO) return arrive_at_zero(next, state, branch);
    return arrive_at_mark(next, state, branch, mark, direction);
}
