/* A slow phase on an attracting stretch of the interior branch, to the next mark. */
#include "base/scoped.h"
#include "verify/shape/definite.h"
#include "verify/limit/journey.h"

/* Takes the phase and checks that R_to contains the interval and a_to the value. */
static int arrive(journey_struct *journey, const char *end, const verify_claim_t R, const arb_t a, int motion)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 1, "interior", end);
    if (good && !verify_claim_within(R, phase.R_to))
        good = verify_refuse(journey->run, "R at the end of a phase is not confirmed");
    if (good && !verify_claimed(journey, phase.a_to, a))
        good = verify_refuse(journey->run, "a at the end of a phase is not confirmed");
    if (good) verify_journey_move(journey, &phase, motion);
    verify_phase_clear(&phase);
    return good;
}

/* The same crossing among those of the orientation with -a: both lists hold all zeros of P' in order. */
static slong crossing_after_reflection(journey_struct *journey, const orientation_struct *o, slong mark)
{
    slong rank = 0, i;
    for (i = 0; i < mark; i++) rank += o->mark[i].kind == MARK_CROSSING;
    verify_journey_reflect_a(journey);
    const orientation_struct *other = verify_journey_orientation(journey);
    if (other == NULL) return -1;
    for (i = 0; i < other->mark_count; i++)
        if (other->mark[i].kind == MARK_CROSSING && rank-- == 0) return i;
    verify_refuse(journey->run, "the zeros of P' differ between orientations");
    return -1;
}

static int arrive_at_mark(journey_struct *journey, const orientation_struct *o, slong mark, int direction)
{
    const mark_t *m = o->mark + mark;
    SCOPED(arb, R, a);
    verify_claim_get_arb(R, m->R, journey->prec);
    verify_branch_height(a, o->pair, R);
    int good;
    if (m->kind == MARK_EQUILIBRIUM) {
        good = arrive(journey, "equilibrium", m->R, a, direction);
        journey->next = NEXT_END;
    } else if (m->kind == MARK_FOLD) {
        good = arrive(journey, "fold", m->R, a, direction);
        journey->direction = direction;
        journey->gap = direction > 0 ? mark : mark - 1;
        journey->next = NEXT_FIBRE;
    } else { /* A > 0 on this side falls to 0 */
        arb_zero(a);
        good = arrive(journey, "sign-change", m->R, a, direction) &&
               (verify_claim_is_zero(journey->a) ||
                verify_refuse(journey->run, "expected a = 0 where it changes sign"));
        if (good) {
            mark = crossing_after_reflection(journey, o, mark);
            good = mark > 0;
        }
        journey->direction = -1;
        journey->gap = mark - 1;
        journey->next = NEXT_FIBRE;
    }
    return good;
}

/* P = P' = 0 at R = 1, P, P'' < 0 < P' before it, c_0 != 0: a falls to 0 there and R leaves along a = 0 beyond:
   derivations/22 (38). */
static int changes_sign_at_one(const orientation_struct *o)
{
    return o->shape[SHAPE_HEIGHT].vanishes_at_one && o->shape[SHAPE_FLOW].vanishes_at_one &&
           verify_kernel_definite_sign(o->pair, 0) < 0 && verify_kernel_definite_sign(o->pair, 1) > 0 &&
           verify_kernel_definite_sign(o->pair, 2) < 0;
}

static int pass_zero_at_one(journey_struct *journey)
{
    SCOPED(verify_claim, one);
    SCOPED(arb, zero);
    verify_claim_set_si(one, 1);
    int good = arrive(journey, "sign-change", one, zero, 1) &&
               ((verify_claim_equal(journey->R, one) && verify_claim_is_zero(journey->a)) ||
                verify_refuse(journey->run, "expected |R| = 1 and a = 0 where a changes sign"));
    if (!good) return 0;
    verify_journey_reflect_a(journey);
    const orientation_struct *other = verify_journey_orientation(journey);
    if (other == NULL) return 0;
    journey->direction = -1;
    journey->gap = other->mark_count - 2;
    journey->next = NEXT_FIBRE;
    return 1;
}

/* The line attracts below a_c > 0 only; and a corner with a_c = 0 = P(1) need not: derivations/03 (C), 05. */
static int arrive_at_one(journey_struct *journey, const orientation_struct *o)
{
    SCOPED(verify_claim, one);
    SCOPED(arb, a_c);
    if (changes_sign_at_one(o)) return pass_zero_at_one(journey);
    verify_claim_set_si(one, 1);
    arb_div(a_c, o->pair->P_one[1], o->pair->S_one[1], journey->prec);
    arb_mul_2exp_si(a_c, a_c, 1);
    int corner = o->shape[SHAPE_FLOW].vanishes_at_one;
    int good = (arb_is_positive(a_c) || verify_refuse(journey->run, "a > 0 at R = 1 is not shown")) &&
               arrive(journey, corner ? "corner" : "aligned", one, a_c, 1) &&
               (verify_claim_equal(journey->R, one) ||
                verify_refuse(journey->run, "expected |R| = 1 at the end of the phase"));
    journey->joined = 1;
    journey->next = corner ? NEXT_END : NEXT_ALIGNED;
    return good;
}

/* derivations/04 (2): c_0 = 0, p = s, N > 0 down to 0, A > 0. */
static int arrive_at_infinity(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 1, "interior", "small-R") &&
               ((verify_claim_is_zero(phase.R_to) && arf_is_pos_inf(phase.a_to->lo)) ||
                verify_refuse(journey->run, "expected R = 0 and |a| = infinity at the end of the phase"));
    if (good) verify_journey_move(journey, &phase, -1);
    journey->ends_small = 1;
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

static int arrive_at_zero(journey_struct *journey, const orientation_struct *o)
{
    if (arb_is_zero(o->pair->s) && o->p == o->s) return arrive_at_infinity(journey);
    if (o->p != 2 * o->s) return verify_refuse(journey->run, "the end of a phase at R = 0 is not shown");
    /* finite height 2 p_p/s_s, p_p = coefficient/p */
    SCOPED(verify_claim, zero);
    SCOPED(arb, a);
    arb_div(a, o->shape[SHAPE_HEIGHT].coefficient, o->pair->s + o->s, journey->prec);
    arb_div_si(a, a, o->s, journey->prec);
    int good = arrive(journey, "uncorrelated", zero, a, -1) &&
               (verify_claim_is_zero(journey->R) ||
                verify_refuse(journey->run, "expected R = 0 at the end of the phase"));
    journey->next = NEXT_UNCORRELATED;
    return good;
}

static int stand_still(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good =
        verify_journey_take(&phase, journey, 1, "interior", "standstill") &&
        ((verify_claim_equal(phase.R_from, phase.R_to) && verify_claim_equal(phase.a_from, phase.a_to)) ||
         verify_refuse(journey->run, "on a line of equilibria nothing moves"));
    if (good) verify_journey_move(journey, &phase, 0);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

int verify_journey_branch(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    const int *sign = o->sign[journey->gap];
    if (sign[SHAPE_HEIGHT] <= 0 || sign[SHAPE_FOLD] >= 0)
        return verify_refuse(journey->run, "the branch does not attract where a fibre lands");
    if (o->shape[SHAPE_FLOW].vanishes) return stand_still(journey);
    int direction = -sign[SHAPE_FLOW]; /* R' = eps N/(S' A'), A' < 0 */
    slong mark = direction > 0 ? journey->gap + 1 : journey->gap;
    if (direction == 0) return verify_refuse(journey->run, "the direction of the slow flow is not shown");
    if (o->mark[mark].kind == MARK_ONE) return arrive_at_one(journey, o);
    if (o->mark[mark].kind == MARK_ZERO) return arrive_at_zero(journey, o);
    return arrive_at_mark(journey, o, mark, direction);
}
