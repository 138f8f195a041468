/* A slow phase on R = 0, a line of fast equilibria when p_1 = 0: derivations/05.

   Beside the line R grows at a rate proportional to
     a p_p             if p < 2s,
     a (alpha - a)     if p = 2s, alpha = 2 p_p/s_s,
     -a^2              if p > 2s or P' = 0,
   while a' = eps s_0 (b_0 - a), b_0 = p_0/s_0. */
#include "base/scoped.h"
#include "manifold/limit/itinerary.h"

typedef enum { BESIDE_LINEAR, BESIDE_QUADRATIC, BESIDE_STABLE, BESIDE_UNDECIDED } beside_t;

static beside_t beside_line(arb_t alpha, const interior_branch_t branch)
{
    const small_series_struct *P_prime = branch->small[SHAPE_P_PRIME];
    slong s = branch->small_R->s, p = P_prime->leading + 1;
    if (P_prime->status == LEADING_ZERO) return BESIDE_STABLE;
    if (P_prime->status == LEADING_UNDECIDED || s < 0) return BESIDE_UNDECIDED;
    if (p > 2 * s) return BESIDE_STABLE;
    if (p < 2 * s) return BESIDE_LINEAR;
    arb_div(alpha, branch->kernels->p + p, branch->kernels->s + s, branch->kernels->prec);
    arb_mul_2exp_si(alpha, alpha, 1);
    return BESIDE_QUADRATIC;
}

static wane_status_t undecided(itinerary_t state, const char *what)
{
    return itinerary_undecided(state, "on the line R = 0", what, NULL);
}

static void drift(itinerary_t state, proof_rule_t rule, const arb_t a_to)
{
    SCOPED(arb, zero);
    itinerary_move(state, rule, zero, a_to, 0);
}

static wane_status_t stand_still(step_t *next, itinerary_t state)
{
    drift(state, PROOF_ZERO_STANDSTILL, state->a);
    *next = STEP_END;
    return WANE_OK;
}

static wane_status_t settle(step_t *next, itinerary_t state, const arb_t b_0)
{
    drift(state, PROOF_ZERO_SINK, b_0);
    *next = STEP_END;
    return WANE_OK;
}

static void leave(step_t *next, itinerary_t state, const entry_exit_t growth, const arb_t turn,
                  const arb_t a_out)
{
    interior_branch_struct *branch;
    itinerary_present_branch(&branch, state);
    const int from_start = state->record->phase_count == 0;
    itinerary_leave(state, PROOF_ZERO_EXIT, a_out, growth, turn);
    if (from_start) itinerary_order_reason(state, branch);
    if (arb_is_negative(a_out)) itinerary_reflect_a(state);
    state->direction = 1;
    state->piece = 0;
    *next = STEP_FIBRE;
}

/* Whether there is an exit before the limit depends on which side of its way in a lies. */
static void compare_with_limit(itinerary_t state, const entry_exit_t growth, const arb_t turn,
                               const arb_struct *limit)
{
    proof_premise_t *premise = itinerary_assume(state, PREMISE_NO_EXIT);
    arb_set(premise->at, limit);
    entry_exit_set(premise->growth, growth);
    arb_set(premise->turn, turn);
}

/* The line is unstable between turn and limit (limit NULL: as far as b_0). */
static wane_status_t leave_or_settle(step_t *next, itinerary_t state, const entry_exit_t growth,
                                     const arb_t turn, const arb_struct *limit)
{
    SCOPED(arb, a_out);
    wane_status_t status = WANE_OK;
    if (limit != NULL) compare_with_limit(state, growth, turn, limit);
    switch (delayed_exit_solve(a_out, growth, state->a, turn, limit, state->prec)) {
    case 1:
        leave(next, state, growth, turn, a_out);
        break;
    case -1:
        status = settle(next, state, growth->target);
        break;
    default:
        itinerary_assume(state, PREMISE_OTHER);
        status = undecided(state, "the delayed exit");
    }
    return status;
}

/* a falls through 0 towards b_0 < 0; beside the line a p_p, p_p < 0. */
static wane_status_t cross_linear(step_t *next, itinerary_t state, entry_exit_t growth)
{
    SCOPED(arb, zero);
    growth->has_zero = 0;
    return leave_or_settle(next, state, growth, zero, NULL);
}

/* b_0 = alpha exactly, p = 2s: the coefficient of R^(2s-1) in N is a multiple of their difference. */
static int is_tie(const interior_branch_t branch)
{
    const small_series_struct *N = branch->small[SHAPE_N];
    return N->is_whole && N->status == LEADING_DECIDED && N->leading > 2 * branch->small_R->s - 1;
}

/* derivations/22 (35) */
static wane_status_t tie(step_t *next, itinerary_t state, const interior_branch_t branch, const arb_t b_0)
{
    if (decided_sign(branch->small[SHAPE_N]->g) < 0)
        return wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "a tie that no digits decide: on the line R = 0 the limit b_0 = c*_0/c_0 of a is "
            "alpha = 2p_p/s_s exactly and N < 0 beside it; a tends to b_0 if eps -> 0 first, "
            "if t -> infinity first the state leaves upwards: ask with `eps`");
    drift(state, PROOF_ZERO_TIE, b_0);
    *next = STEP_END;
    return WANE_OK;
}

/* a falls from a_in > max(alpha, 0) towards b_0; the growth a (alpha - a) is positive between 0 and alpha. */
static wane_status_t fall_quadratic(step_t *next, itinerary_t state, const interior_branch_t branch,
                                    entry_exit_t growth)
{
    const arb_struct *alpha = growth->zero, *b_0 = growth->target;
    wane_status_t status;
    SCOPED(arb, zero);
    if (arb_is_positive(b_0) && is_tie(branch)) return tie(next, state, branch, b_0);
    int b_sign = decided_sign(b_0), alpha_sign = decided_sign(alpha);
    int beyond_alpha = arb_lt(b_0, alpha), short_of_alpha = arb_gt(b_0, alpha);
    if (b_sign == 0 || alpha_sign == 0 || (!beyond_alpha && !short_of_alpha))
        status = undecided(state, "the order of 0, alpha and b_0");
    else if (alpha_sign > 0 && short_of_alpha) status = settle(next, state, b_0);
    else if (alpha_sign > 0) status = leave_or_settle(next, state, growth, alpha, b_sign > 0 ? NULL : zero);
    else if (b_sign > 0) status = settle(next, state, b_0);
    else status = leave_or_settle(next, state, growth, zero, short_of_alpha ? NULL : alpha);
    return status;
}

/* b_0 = 0 exactly: a -> 0 on the line, yet nothing with R > 0 tends to (0, 0) unless P = 0, derivations/05
   (16); an exit inside the window 0 < a < alpha is at 2 alpha - a_in. */
static wane_status_t fall_to_zero(step_t *next, itinerary_t state, const interior_branch_t branch,
                                  beside_t beside, const entry_exit_t growth)
{
    const arb_struct *alpha = growth->zero;
    if (branch->small[SHAPE_P_PRIME]->status == LEADING_ZERO) {
        SCOPED(arb, zero);
        return settle(next, state, zero);
    }
    SCOPED(arb, a_out);
    arb_mul_2exp_si(a_out, alpha, 1);
    if (beside == BESIDE_QUADRATIC) arb_set(itinerary_assume(state, PREMISE_TWICE_ALPHA)->at, a_out);
    arb_sub(a_out, a_out, state->a, state->prec);
    int leaves = beside == BESIDE_QUADRATIC && arb_is_positive(alpha) && arb_is_positive(a_out);
    if (leaves) leave(next, state, growth, alpha, a_out);
    if (leaves) return WANE_OK;
    return wane_message_set(
        state->message, WANE_UNDECIDED, 0,
        "on the line R = 0 a tends to 0 (c*_0 = 0 exactly): the singular limit does not decide");
}

static wane_status_t move(step_t *next, itinerary_t state, const interior_branch_t branch,
                          entry_exit_t growth)
{
    beside_t beside = beside_line(growth->zero, branch);
    const arb_struct *b_0 = growth->target;
    if (arb_is_zero(b_0)) return fall_to_zero(next, state, branch, beside, growth);
    if (beside == BESIDE_STABLE)
        return arb_contains_zero(b_0) ? undecided(state, "the sign of b_0") : settle(next, state, b_0);
    if (beside == BESIDE_UNDECIDED) return undecided(state, "the leading term of P'");
    itinerary_assume(state, PREMISE_AT_MARK)->mark = 0;
    if (fibre_sign_at_mark(branch, 0, state->a) >= 0 &&
        !(beside == BESIDE_QUADRATIC && arb_gt(b_0, growth->zero))) {
        itinerary_assume(state, PREMISE_OTHER);
        return undecided(state, "transverse stability");
    }
    if (beside == BESIDE_LINEAR) {
        if (arb_is_positive(b_0)) return settle(next, state, b_0);
        if (arb_is_negative(b_0)) return cross_linear(next, state, growth);
        return undecided(state, "the sign of b_0");
    }
    if (arb_gt(b_0, growth->zero) && arb_is_positive(b_0)) return settle(next, state, b_0);
    return fall_quadratic(next, state, branch, growth);
}

/* On R = 0 itself, which is invariant: what is beside the line does not matter. */
static wane_status_t stay_on_line(step_t *next, itinerary_t state)
{
    const kernels_struct *source = state->source;
    SCOPED(arb, b_0);
    if (arb_is_zero(source->s)) return stand_still(next, state);
    if (!arb_is_positive(source->s)) return undecided(state, "whether c_0 = 0");
    arb_div(b_0, source->p, source->s, state->prec);
    if (state->a_sign < 0) arb_neg(b_0, b_0);
    return settle(next, state, b_0);
}

wane_status_t itinerary_uncorrelated(step_t *next, itinerary_t state)
{
    if (state->frozen) return stay_on_line(next, state);
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    const oriented_kernels_struct *kernels = branch->kernels;
    if (arb_is_zero(kernels->s)) return stand_still(next, state);
    if (!arb_is_positive(kernels->s)) return undecided(state, "whether c_0 = 0");
    SCOPED(entry_exit, growth);
    arb_div(growth->target, kernels->p, kernels->s, state->prec);
    status = move(next, state, branch, growth);
    return status;
}
