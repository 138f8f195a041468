/* The first step: from (a0, R0) to a fibre or a line. */
#include "base/scoped.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/start.h"

static wane_status_t undecided(itinerary_t state, const char *what)
{
    return itinerary_undecided(state, "at the start", what, NULL);
}

static int p_1_vanishes(const kernels_struct *source)
{
    return source->length < 2 || arb_is_zero(source->p + 1);
}

static void place(itinerary_t state, const arb_t R)
{
    arb_abs(state->R, R);
    arb_set(state->peak, state->R);
    state->at_peak = 1;
    if (state->R_sign == 0) state->R_sign = 1;
}

static void go(step_t *next, itinerary_t state, int direction, slong piece)
{
    state->direction = direction;
    state->piece = piece;
    *next = STEP_FIBRE;
}

/* a0 = 0 beside the line R = 0 with p > 2s and p_p > 0: derivations/05 (20). */
static int depends_on_order(const interior_branch_t branch, const arb_t a)
{
    const small_series_struct *P_prime = branch->small[SHAPE_P_PRIME];
    slong s = branch->small_R->s;
    return arb_is_zero(a) && P_prime->status == LEADING_DECIDED && s > 0 && P_prime->leading + 1 > 2 * s;
}

static wane_status_t order_of_limits(itinerary_t state, const interior_branch_t branch)
{
    slong p = branch->small[SHAPE_P_PRIME]->leading + 1, s = branch->small_R->s;
    return wane_message_set(state->message, WANE_UNDECIDED, 0,
                            "a0 = 0, p_1 = 0 and p = %ld > 2s = %ld: the answer depends on the order of the "
                            "limits R0 -> 0 and eps -> 0: "
                            "the state leaves R = 0 if |R0| is large against eps^(1/%ld), and stays "
                            "(not-learned) if it is small; "
                            "give a0 != 0 or R0 as a number",
                            (long)p, (long)(2 * s), (long)(3 * p - 4 * s - 2));
}

/* Where the state leaves R = 0 after a start at 0+ or 0-, the limits commute if a stands still on the line,
   c_0 = 0: derivations/05 (12), (21). */
void itinerary_order_reason(itinerary_t state, const interior_branch_t branch)
{
    const small_series_struct *P_prime = branch->small[SHAPE_P_PRIME];
    slong s = branch->small_R->s, p = P_prime->leading + 1, q = 0;
    if (s > 0 && P_prime->status != LEADING_UNDECIDED)
        q = P_prime->status == LEADING_DECIDED && p < 2 * s ? p - 1 : 2 * s - 1;
    if (arb_is_zero(state->source->s)) return;
    if (q == 1) itinerary_state(state, PROOF_ORDER_LOGARITHM);
    else if (q > 1) itinerary_state(state, PROOF_ORDER_POWER)->count = q - 1;
    else itinerary_state(state, PROOF_ORDER_FIRST);
}

/* R(0) = 0. */
static wane_status_t start_at_zero(step_t *next, itinerary_t state, wane_start_kind_t kind)
{
    const kernels_struct *source = state->source;
    if (!p_1_vanishes(source)) {
        int sign = decided_sign(source->p + 1);
        if (sign == 0) return itinerary_undecided(state, "at the start", "the sign of p_1,", source->p + 1);
        state->R_sign = sign * state->a_sign;
        itinerary_state(state, PROOF_START_LEAVES_ZERO);
        go(next, state, 1, 0);
        return WANE_OK;
    }
    state->R_sign = kind == WANE_START_ZERO_MINUS ? -1 : 1;
    if (kind == WANE_START_ZERO || kind == WANE_START_VALUE) {
        state->frozen = 1;
        itinerary_state(state, PROOF_START_STAYS_ON_ZERO);
        *next = STEP_UNCORRELATED;
        return WANE_OK;
    }
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    int sign = itinerary_side_at_mark(state, branch, 0);
    if (sign == 0 && depends_on_order(branch, state->a)) return order_of_limits(state, branch);
    if (sign == 0) return undecided(state, "whether R = 0 attracts");
    if (sign > 0) {
        itinerary_state(state, PROOF_START_LINE_REPELS);
        itinerary_order_reason(state, branch);
        go(next, state, 1, 0);
    } else {
        *next = STEP_UNCORRELATED;
    }
    return WANE_OK;
}

/* The pieces that the ball R meets. */
static void pieces_met(slong *first, slong *last, const interior_branch_t branch, const arb_t R)
{
    slong pieces = branch->mark_count - 1;
    *first = 0;
    *last = pieces - 1;
    while (*first < pieces - 1 && arb_lt(branch->mark[*first + 1].R, R)) (*first)++;
    while (*last > 0 && arb_gt(branch->mark[*last].R, R)) (*last)--;
}

/* On an attracting piece that the fibre crosses, everything
   lands at the crossing, whichever side it starts from. */
static wane_status_t start_near_branch(step_t *next, itinerary_t state, const interior_branch_t branch,
                                       slong piece)
{
    if (fibre_sign_at_mark(branch, piece, state->a) <= 0 ||
        fibre_sign_at_mark(branch, piece + 1, state->a) >= 0)
        return undecided(state, "on which side of the interior branch (R0, a0) lies");
    SCOPED(arb, R);
    wane_status_t status = WANE_OK;
    if (landing_point(R, branch, piece, state->a)) {
        itinerary_move(state, PROOF_START_NEAR_BRANCH, R, state->a, 2)->piece = piece;
        state->piece = piece;
        *next = STEP_BRANCH;
    } else {
        status = undecided(state, "on which side of the interior branch (R0, a0) lies");
    }
    return status;
}

/* 0 < |R(0)| < 1. */
static wane_status_t start_inside(step_t *next, itinerary_t state, const wane_interval_t R0)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    slong first, last;
    pieces_met(&first, &last, branch, state->R);
    int sign = fibre_sign_at(branch, state->R, state->a);
    if (sign != 0) {
        arb_set(itinerary_assume(state, PREMISE_AT_START)->at, state->R);
        go(next, state, sign, sign > 0 ? last : first);
        return WANE_OK;
    }
    itinerary_assume(state, PREMISE_OTHER);
    if (first != last) return undecided(state, "on which side of the interior branch (R0, a0) lies");
    const piece_signs_t *signs = branch->piece + first;
    if (signs->fold_sign > 0 && signs->N_sign != 0 && fibre_meets_start(state, branch, R0)) {
        itinerary_state(state, PROOF_START_ON_REPELLING_PIECE);
        go(next, state, -signs->N_sign, first);
        return WANE_OK;
    }
    return start_near_branch(next, state, branch, first);
}

static wane_status_t nothing_moves(step_t *next, itinerary_t state, proof_rule_t why)
{
    SCOPED(arb, zero);
    state->a_sign = state->R_sign = 1;
    itinerary_move(state, why, zero, zero, 0);
    *next = STEP_END;
    return WANE_OK;
}

/* a0 = 0 and p_0 = 0 exactly.  The origin itself is an equilibrium, but a saddle beside it: from small R0 !=
   0 the state leaves it along a = 0, away from R = 0, with the sign of a that P has there, however fast R0
   tends to 0: derivations/05 (19). */
static wane_status_t start_at_origin(step_t *next, itinerary_t state, wane_start_kind_t kind)
{
    if (kind == WANE_START_ZERO || kind == WANE_START_VALUE)
        return nothing_moves(next, state, PROOF_START_EQUILIBRIUM);
    interior_branch_struct *branch;
    state->a_sign = 1;
    state->R_sign = kind == WANE_START_ZERO_MINUS ? -1 : 1;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    const small_series_struct *P = branch->small[SHAPE_P];
    if (P->status == LEADING_ZERO) return nothing_moves(next, state, PROOF_START_LINE_OF_EQUILIBRIA);
    int sign = P->status == LEADING_DECIDED ? decided_sign(P->g) : 0;
    if (sign == 0) return undecided(state, "the leading term of P");
    state->a_sign = sign;
    status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    itinerary_state(state, PROOF_START_BESIDE_ORIGIN);
    go(next, state, 1, 0);
    return WANE_OK;
}

/* a0 = 0: a leaves 0 with the sign of P(R0); 0 if R0 = 0 = p_0 exactly, or P = 0 identically. */
static wane_status_t sign_of_start(int *sign, itinerary_t state, const arb_t R)
{
    const kernels_struct *source = state->source;
    wane_status_t status = WANE_OK;
    int vanishes = 1;
    SCOPED(arb, P);
    if (arb_is_zero(R)) {
        if (source->length > 0) arb_set(P, source->p);
        vanishes = arb_is_zero(P);
    } else {
        interior_branch_struct *branch;
        SCOPED(kernel_values, at);
        state->a_sign = 1;
        status = itinerary_present_branch(&branch, state);
        vanishes = status == WANE_OK && branch->small[SHAPE_P]->status == LEADING_ZERO;
        if (status == WANE_OK && !vanishes) {
            arb_abs(P, R);
            oriented_kernels_evaluate(at, branch->kernels, P, state->prec);
            arb_set(P, at->P);
        }
    }
    *sign = decided_sign(P);
    if (status != WANE_OK || *sign != 0 || vanishes) return status;
    if (!arb_is_zero(P)) return undecided(state, "the sign of P(R0)");
    return wane_message_set(
        state->message, WANE_UNDECIDED, 0,
        "a0 = 0 and P(R0) = 0: the start is an equilibrium, which any other a0 or R0 beside it "
        "leaves; move one of them");
}

/* a0 = 0 and P = 0 identically, off R = 0. */
static wane_status_t stay_at_rest(step_t *next, itinerary_t state, const arb_t R)
{
    place(state, R);
    itinerary_move(state, PROOF_START_AT_REST, state->R, state->a, 0);
    *next = STEP_END;
    return WANE_OK;
}

static wane_status_t start_from(step_t *next, itinerary_t state, const arb_t R, const wane_start_t start)
{
    if (arb_is_zero(state->a)) {
        int sign;
        wane_status_t status = sign_of_start(&sign, state, R);
        if (status != WANE_OK) return status;
        if (sign == 0 && !arb_is_zero(R)) return stay_at_rest(next, state, R);
        if (sign == 0) return start_at_origin(next, state, start->kind);
        state->a_sign = sign;
    }
    place(state, R);
    return arb_is_zero(R) ? start_at_zero(next, state, start->kind) : start_inside(next, state, start->value);
}

static int inside_unit_interval(const wane_interval_t value)
{
    SCOPED(fmpq, one, minus_one);
    fmpq_one(one);
    fmpq_neg(minus_one, one);
    int inside = fmpq_cmp(value->lo, minus_one) > 0 && fmpq_cmp(value->hi, one) < 0 &&
                 fmpq_cmp(value->lo, value->hi) <= 0;
    return inside;
}

/* 0 is an end of the range of a0, and a leaves it to the side of the others: derivations/15 (50). */
static int takes_zero_along(itinerary_t state, const arb_t R, const wane_interval_t a0,
                            const wane_start_t start)
{
    const int side = fmpq_sgn(a0->lo) + fmpq_sgn(a0->hi);
    int sign;
    if (side == 0 || state->R_sign == 0 || start_is_beside_zero(start) ||
        sign_of_start(&sign, state, R) != WANE_OK || sign != side)
        return 0;
    state->a_sign = side;
    /* no member below 0, by rounding either */
    arb_get_mag(arb_radref(state->a), state->a);
    mag_mul_2exp_si(arb_radref(state->a), arb_radref(state->a), -1);
    arf_set_mag(arb_midref(state->a), arb_radref(state->a));
    itinerary_state(state, PROOF_START_RANGE_FROM_ZERO);
    return 1;
}

wane_status_t itinerary_start(step_t *next, itinerary_t state, const wane_interval_t a0,
                              const wane_start_t start)
{
    wane_status_t status;
    SCOPED(arb, R);
    if (start->kind == WANE_START_VALUE) wane_interval_get_arb(R, start->value, state->prec);
    wane_interval_get_arb(state->a, a0, state->prec);
    state->scale = a0;
    state->a_sign = decided_sign(state->a);
    state->R_sign = arb_is_zero(R) ? 1 : decided_sign(R);
    int a_is_zero = arb_is_zero(state->a);
    arb_abs(state->a, state->a);
    if (start->kind == WANE_START_VALUE && !inside_unit_interval(start->value))
        status = wane_message_set(state->message, WANE_BAD_INPUT, 0,
                                  "R0 must lie strictly between -1 and 1 (|R| = 1 is invariant)");
    else if (state->a_sign == 0 && !a_is_zero && !takes_zero_along(state, R, a0, start))
        status =
            wane_message_set(state->message, WANE_UNDECIDED, 0,
                             "a0 takes 0, or both signs, in its interval; the verdict of 0 itself is another "
                             "question: narrow the interval");
    else if (state->R_sign == 0) status = undecided(state, "the sign of R0");
    else status = start_from(next, state, R, start);
    return status;
}
