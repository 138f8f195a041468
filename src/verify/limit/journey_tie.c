/* A first fibre that meets the branch where it turns or ends: exactly, or on both sides: derivations/15 (29),
   (30). */
#include "base/scoped.h"
#include "verify/shape/exact.h"
#include "verify/limit/entry_exit.h"
#include "verify/limit/journey.h"

/* Every state comes to R = 1: from below a_c along the fibre, from above along the last piece at a_c. */
static int land_on_aligned(journey_struct *journey, const arb_t a_eq, const arb_t a_c)
{
    phase_t phase;
    verify_phase_init(&phase);
    SCOPED(verify_claim, one);
    SCOPED(arb, least);
    verify_claim_set_si(one, 1);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "aligned") &&
               (verify_claim_equal(phase.R_to, one) ||
                verify_refuse(journey->run, "expected |R| = 1 at the end of the phase"));
    if (good) {
        arb_set_arf(least, phase.a_to->lo);
        /* min(a, a_c) matters for a late exit alone */
        good = arb_is_positive(a_eq) || arb_le(least, a_c) ||
               verify_refuse(journey->run, "a where the corner is met is not confirmed");
    }
    if (good) verify_journey_move(journey, &phase, 1);
    journey->joined = 0;
    journey->next = NEXT_ALIGNED;
    verify_phase_clear(&phase);
    return good;
}

/* The point of the last piece above R1 is higher than a and than the exit of the least a, which lies below
   a_eq. */
static int is_beyond_exit(const journey_struct *journey, const orientation_struct *o, const phase_t *phase,
                          const arb_t a_eq, const arb_t a_c)
{
    entry_exit_t growth;
    SCOPED(arb, R, a, height);
    SCOPED(verify_claim, least);
    verify_entry_exit_init(growth);
    arb_set(growth->target, a_eq);
    arb_set(growth->zero, a_c);
    arf_set(least->lo, phase->a_to->lo);
    arf_set(least->hi, phase->a_to->lo);
    verify_claim_get_arb(a, phase->a_to, journey->prec);
    arb_set_arf(R, phase->R_to->lo);
    verify_branch_height(height, o->pair, R);
    arb_get_lbound_arf(arb_midref(height), height, journey->prec);
    mag_zero(arb_radref(height));
    int good =
        verify_fibre_sign(o->pair, R, a) > 0 && arb_gt(height, a_c) &&
        (arb_gt(height, a_eq) || verify_entry_exit_difference_sign(growth, height, least, journey->prec) > 0);
    verify_entry_exit_clear(growth);
    return good;
}

/* Every state comes to the last piece, between the point R1 claimed and R = 1. */
static int land_on_branch(journey_struct *journey, const orientation_struct *o, const arb_t a_eq,
                          const arb_t a_c)
{
    const slong last = o->mark_count - 2;
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "branch") &&
               ((arf_is_one(phase.R_to->hi) && arf_cmp(o->mark[last].R->hi, phase.R_to->lo) < 0 &&
                 arf_cmp_si(phase.R_to->lo, 1) < 0 && is_beyond_exit(journey, o, &phase, a_eq, a_c)) ||
                verify_refuse(journey->run, "a landing beside R = 1 is not confirmed"));
    if (good) verify_journey_move(journey, &phase, 1);
    journey->gap = last;
    journey->next = NEXT_BRANCH;
    verify_phase_clear(&phase);
    return good;
}

static int corner(journey_struct *journey, const orientation_struct *o)
{
    const int *sign = o->sign[o->mark_count - 2];
    const profile_t *flow = o->shape + SHAPE_FLOW;
    SCOPED(arb, a_eq, a_c, gap);
    arb_div(a_eq, o->pair->P_one[0], o->pair->S_one[0], journey->prec);
    arb_div(a_c, o->pair->P_one[1], o->pair->S_one[1], journey->prec);
    arb_mul_2exp_si(a_c, a_c, 1);
    arb_sub(gap, a_eq, a_c, journey->prec); /* N(1) = S(1) S'(1) (a_eq - a_c) */
    int attracts = sign[SHAPE_HEIGHT] > 0 && sign[SHAPE_FOLD] < 0 && arb_is_positive(a_c) &&
                   arf_sgn(journey->a->lo) > 0 && !flow->vanishes;
    int good;
    if (!attracts) good = verify_refuse(journey->run, "whether a fibre passes a critical point is not shown");
    else if (sign[SHAPE_FLOW] < 0 && (flow->vanishes_at_one || arb_is_negative(gap)))
        good = land_on_aligned(journey, a_eq, a_c);
    else if (sign[SHAPE_FLOW] > 0 && !flow->vanishes_at_one && arb_is_positive(gap))
        good = land_on_branch(journey, o, a_eq, a_c);
    else good = verify_refuse(journey->run, "what a fibre comes to at R = 1 is not shown");
    return good;
}

static int is_sink(const orientation_struct *o, slong mark)
{
    const int *before = o->sign[mark - 1], *after = o->sign[mark];
    return before[SHAPE_HEIGHT] > 0 && after[SHAPE_HEIGHT] > 0 && before[SHAPE_FOLD] < 0 &&
           after[SHAPE_FOLD] < 0 && before[SHAPE_FLOW] < 0 && after[SHAPE_FLOW] > 0;
}

/* a0 is the height of the equilibrium exactly. */
static int sink(journey_struct *journey, const orientation_struct *o, slong mark)
{
    const range_t *a0 = &journey->run->a0;
    const verify_claim_struct *R = o->mark[mark].R;
    phase_t phase;
    SCOPED(fmpq, a);
    fmpq_abs(a, &a0->lo);
    if (!is_sink(o, mark) || !fmpq_equal(&a0->lo, &a0->hi) ||
        !verify_fibre_meets_flow_zero(o->pair, a, R->lo, R->hi))
        return verify_refuse(journey->run, "whether a fibre passes a critical point is not shown");
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "equilibrium") &&
               (verify_claim_within(R, phase.R_to) ||
                verify_refuse(journey->run, "R at the end of a phase is not confirmed"));
    if (good) verify_journey_move(journey, &phase, journey->direction);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

int verify_journey_tie(journey_struct *journey, const orientation_struct *o, slong mark)
{
    if (journey->used == 0 && o->mark[mark].kind == MARK_ONE) return corner(journey, o);
    if (journey->used == 0 && o->mark[mark].kind == MARK_EQUILIBRIUM) return sink(journey, o, mark);
    return verify_refuse(journey->run, "whether a fibre passes a critical point is not shown");
}
