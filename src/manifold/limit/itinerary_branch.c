/* A slow phase on the interior branch, from a point of an attracting piece to the next mark. */
#include "base/scoped.h"
#include "manifold/shape/small_R.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/precision_loop.h"

static wane_status_t arrive_at_mark(step_t *next, itinerary_t state, const interior_branch_t branch,
                                    slong mark, int direction)
{
    const arb_struct *R = branch->mark[mark].R;
    const mark_kind_t kind = branch->mark[mark].kind;
    proof_rule_t rule = kind == MARK_EQUILIBRIUM ? PROOF_BRANCH_EQUILIBRIUM
                        : kind == MARK_FOLD      ? PROOF_BRANCH_FOLD
                                                 : PROOF_BRANCH_SIGN_CHANGE;
    SCOPED(arb, a);
    if (kind != MARK_CROSSING) branch_height(a, branch, R); /* else A falls to 0 as R rises */
    itinerary_move(state, rule, R, a, direction)->mark = mark;
    *next = kind == MARK_EQUILIBRIUM ? STEP_END : STEP_FIBRE;
    if (kind == MARK_CROSSING) itinerary_reflect_a(state);
    state->direction = kind == MARK_FOLD ? direction : -1;
    state->piece = state->direction > 0 ? mark : mark - 1;
    return WANE_OK;
}

/* P = P' = 0 at the end, P, P'' < 0 < P' before it: a falls to 0 there, and R leaves along a = 0 beyond:
   derivations/22 (38). */
static int changes_sign_at_one(const interior_branch_t branch)
{
    return branch->vanishes_at_one[SHAPE_P] && branch->vanishes_at_one[SHAPE_P_PRIME] &&
           branch->kernels->a_sign * branch->kernels->source->definite[2] < 0 &&
           interior_branch_structural_sign(branch, SHAPE_P) < 0;
}

static void pass_zero_at_one(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    SCOPED(arb, zero, one);
    arb_one(one);
    itinerary_move(state, PROOF_BRANCH_SIGN_CHANGE_AT_ONE, one, zero, 1);
    itinerary_reflect_a(state);
    state->direction = -1;
    state->piece = branch->mark_count - 2;
    *next = STEP_FIBRE;
}

static wane_status_t arrive_at_one(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    int corner = branch->vanishes_at_one[SHAPE_N];
    if (changes_sign_at_one(branch)) {
        pass_zero_at_one(next, state, branch);
        return WANE_OK;
    }
    if (corner && !arb_is_positive(branch->a_c)) /* at P(1) = 0 the corner (1, 0) need not attract */
        return wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "at R = %d, N = 0 exactly and P is not seen to differ from 0: the singular limit does not decide",
            state->R_sign);
    SCOPED(arb, one);
    arb_one(one);
    itinerary_move(state, corner ? PROOF_BRANCH_CORNER : PROOF_BRANCH_ALIGNED, one, branch->a_c, 1);
    *next = corner ? STEP_END : STEP_ALIGNED;
    return WANE_OK;
}

static void tend_to_zero(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    SCOPED(arb, zero, a);
    arb_pos_inf(a);
    proof_step_t *step = itinerary_move(state, PROOF_BRANCH_SMALL_R, zero, a, -1);
    step->law = flint_malloc(sizeof(wane_small_R_struct));
    small_R_init(step->law);
    small_R_set(step->law, branch->small_R);
    *next = STEP_END;
}

static void arrive_at_line(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const wane_small_R_struct *small = branch->small_R;
    SCOPED(arb, zero, a);
    arb_div(a, branch->kernels->p + small->p, branch->kernels->s + small->s, state->prec);
    arb_mul_2exp_si(a, a, 1);
    itinerary_move(state, PROOF_BRANCH_UNCORRELATED, zero, a, -1);
    *next = STEP_UNCORRELATED;
}

static wane_status_t arrive_at_zero(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const wane_small_R_struct *small = branch->small_R;
    if (small->tends_to_zero == 1) tend_to_zero(next, state, branch);
    else if (small->p > 0 && small->p == 2 * small->s) arrive_at_line(next, state, branch);
    else return undecided_at(state->message, state->source, "the leading terms at R = 0 are not decided");
    return WANE_OK;
}

static void stand_still(step_t *next, itinerary_t state)
{
    itinerary_move(state, PROOF_BRANCH_STANDSTILL, state->R, state->a, 0);
    *next = STEP_END;
}

wane_status_t itinerary_branch(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    const piece_signs_t *signs = branch->piece + state->piece;
    if (signs->A_sign <= 0 || signs->fold_sign >= 0)
        return undecided_at(state->message, state->source,
                            "that the interior branch attracts at the landing point is not seen");
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
