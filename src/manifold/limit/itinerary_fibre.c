/* A fast phase: along a fibre a = const to the first attracting fast equilibrium in the direction of R'. */
#include "base/scoped.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/precision_loop.h"

static wane_status_t near_tangency(itinerary_t state, const interior_branch_t branch, slong mark)
{
    char *a = itinerary_height(state, state->a);
    wane_status_t status = undecided_at(
        state->message, state->source,
        "whether the fibre a = %s passes the critical point of the branch near |R| = %.8g is not "
        "decided",
        a, arf_get_d(arb_midref(branch->mark[mark].R), ARF_RND_NEAR));
    flint_free(a);
    return status;
}

static int is_sink(const interior_branch_t branch, slong mark)
{
    const piece_signs_t *before = branch->piece + mark - 1, *after = before + 1;
    return branch->mark[mark].kind == MARK_EQUILIBRIUM && before->A_sign > 0 && before->fold_sign < 0 &&
           after->fold_sign < 0 && before->N_sign < 0 && after->N_sign > 0;
}

/* Ties that have one answer. */
static wane_status_t at_critical_height(step_t *next, itinerary_t state, const interior_branch_t branch,
                                        slong mark)
{
    if (branch->mark[mark].kind == MARK_ONE && itinerary_pass_corner(next, state)) return WANE_OK;
    if (is_sink(branch, mark) && fibre_meets_mark(state, branch, mark)) {
        itinerary_move(state, PROOF_FIBRE_EQUILIBRIUM, branch->mark[mark].R, state->a, state->direction)
            ->mark = mark;
        *next = STEP_END;
        return WANE_OK;
    }
    return near_tangency(state, branch, mark);
}

/* The first piece in the direction of motion that the fibre meets; -1 if it reaches R = 0, the number of
   pieces if it reaches R = 1, and -2 if undecided at *mark. */
static slong first_piece_met(slong *mark, itinerary_t state, const interior_branch_t branch)
{
    slong piece = state->piece, direction = state->direction;
    slong pieces = branch->mark_count - 1;
    for (; piece >= 0 && piece < pieces; piece += direction) {
        *mark = direction > 0 ? piece + 1 : piece;
        int sign = itinerary_side_at_mark(state, branch, *mark);
        if (sign == 0) {
            if (branch->mark[*mark].kind == MARK_ONE && fibre_ends_at_corner(branch, state->a)) continue;
            return -2;
        }
        if (sign == -direction) return piece;
    }
    return piece;
}

static wane_status_t land_on_branch(step_t *next, itinerary_t state, const interior_branch_t branch,
                                    slong piece)
{
    arb_t R;
    arb_init(R);
    if (!landing_point(R, branch, piece, state->a)) {
        arb_clear(R);
        itinerary_assume(state, PREMISE_OTHER);
        char *a = itinerary_height(state, state->a);
        wane_message_set(
            state->message, WANE_UNDECIDED, 0,
            "the landing point of a fast phase at a = %s, near R = 0, is not found at %ld bits: only less "
            "extreme heights are within reach",
            a, (long)state->prec);
        flint_free(a);
        return WANE_UNDECIDED;
    }
    state->piece = piece;
    itinerary_move(state, PROOF_FIBRE_LANDS, R, state->a, state->direction)->piece = piece;
    *next = STEP_BRANCH;
    arb_clear(R);
    return WANE_OK;
}

static void land_on_aligned(step_t *next, itinerary_t state)
{
    SCOPED(arb, one);
    arb_one(one);
    itinerary_move(state, PROOF_FIBRE_ALIGNED, one, state->a, 1);
    *next = STEP_ALIGNED;
}

/* Arrives at R = 0 from above: a branch of equilibria if
   p_1 = 0, else the fibre goes on to the other side. */
static wane_status_t arrive_at_zero(step_t *next, itinerary_t state, const interior_branch_t branch)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    if (kernels->length < 2 || arb_is_zero(kernels->p + 1)) {
        SCOPED(arb, zero);
        itinerary_move(state, PROOF_FIBRE_UNCORRELATED, zero, state->a, -1);
        *next = STEP_UNCORRELATED;
        return WANE_OK;
    }
    itinerary_state(state, PROOF_FIBRE_CROSSES);
    itinerary_reflect_R(state); /* p_1 < 0 here, so that R' < 0 at R = 0; reflected: up from 0 */
    state->direction = 1;
    state->piece = 0;
    *next = STEP_FIBRE;
    return WANE_OK;
}

wane_status_t itinerary_fibre(step_t *next, itinerary_t state)
{
    interior_branch_struct *branch;
    wane_status_t status = itinerary_present_branch(&branch, state);
    if (status != WANE_OK) return status;
    slong mark = 0;
    slong piece = first_piece_met(&mark, state, branch);
    if (piece == -2) return at_critical_height(next, state, branch, mark);
    if (piece == -1) return arrive_at_zero(next, state, branch);
    if (piece < branch->mark_count - 1) return land_on_branch(next, state, branch, piece);
    land_on_aligned(next, state);
    return WANE_OK;
}
