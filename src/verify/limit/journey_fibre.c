/* A fast phase: to the first attracting fast equilibrium in the direction of R'. */
#include "base/scoped.h"
#include "verify/limit/journey.h"

/* As R -> 0: 2 p p_p R^(p-1) against 2 s a s_s R^(2s-1). */
static int sign_near_zero(const orientation_struct *o, const arb_t a, slong prec)
{
    const profile_t *height = o->shape + SHAPE_HEIGHT; /* its coefficient is p p_p */
    if (height->vanishes) return -1;
    if (arb_is_zero(a) || o->p < 2 * o->s) return height->sign;
    if (o->p > 2 * o->s) return arb_is_positive(a) ? -1 : 0;
    SCOPED(arb, x, y);
    arb_mul(x, a, o->pair->s + o->s, prec);
    arb_mul_si(x, x, o->s, prec);
    arb_sub(y, height->coefficient, x, prec);
    return verify_ball_sign(y);
}

int verify_journey_sign_at_mark(journey_struct *journey, const orientation_struct *o, slong mark)
{
    int sign;
    SCOPED(arb, a, R);
    verify_claim_get_arb(a, journey->a, journey->prec);
    verify_claim_get_arb(R, o->mark[mark].R, journey->prec);
    if (o->mark[mark].kind == MARK_ZERO) sign = sign_near_zero(o, a, journey->prec);
    else if (o->mark[mark].kind == MARK_ONE) sign = verify_fibre_sign_at_one(o->pair, a);
    else if (o->mark[mark].kind == MARK_CROSSING && arb_is_zero(a)) sign = -1; /* a = 0+ */
    else sign = verify_fibre_sign(o->pair, R, a);
    return sign;
}

int verify_journey_lands(journey_struct *journey, const orientation_struct *o, slong gap,
                         const phase_t *phase)
{
    const verify_claim_struct *R = phase->R_to, *right = o->mark[gap + 1].R;
    if (verify_claim_is_zero(journey->a)) /* a = 0+: the limit is the zero of A */
        return (o->mark[gap + 1].kind == MARK_CROSSING && verify_claim_within(right, R)) ||
               verify_refuse(journey->run, "the landing at a = 0 is not confirmed");
    if (arf_sgn(R->lo) <= 0 || arf_cmp(o->mark[gap].R->hi, R->lo) > 0 || arf_cmp(R->hi, right->lo) > 0 ||
        arf_cmp_si(R->hi, 1) >= 0)
        return verify_refuse(journey->run, "the landing is not in the right gap between critical points");
    arb_t a;
    SCOPED(arb, x);
    arb_init(a);
    verify_claim_get_arb(a, phase->a_to, journey->prec);
    arb_set_arf(x, R->lo);
    int left_sign = verify_fibre_sign(o->pair, x, a);
    arb_set_arf(x, R->hi);
    int right_sign = verify_fibre_sign(o->pair, x, a);
    arb_clear(a);
    const int trusts = journey->run->trusts;
    return (trusts ? left_sign >= 0 && right_sign <= 0 : left_sign > 0 && right_sign < 0) ||
           verify_refuse(journey->run, "a landing is not confirmed");
}

static int land_on_branch(journey_struct *journey, const orientation_struct *o, slong gap)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "branch") &&
               verify_journey_lands(journey, o, gap, &phase);
    if (good) verify_journey_move(journey, &phase, journey->direction);
    journey->gap = gap;
    journey->next = NEXT_BRANCH;
    verify_phase_clear(&phase);
    return good;
}

static int land_on_aligned(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    SCOPED(verify_claim, one);
    verify_claim_set_si(one, 1);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "aligned") &&
               (verify_claim_equal(phase.R_to, one) ||
                verify_refuse(journey->run, "expected |R| = 1 at the end of the phase"));
    if (good) verify_journey_move(journey, &phase, 1);
    journey->joined = 0;
    journey->next = NEXT_ALIGNED;
    verify_phase_clear(&phase);
    return good;
}

/* At R = 0 from above: the invariant line if p_1 = 0, else the fibre goes on upwards on the other side. */
static int arrive_at_zero(journey_struct *journey, const orientation_struct *o)
{
    if (!arb_is_zero(o->pair->p + 1)) {
        verify_journey_reflect_R(journey);
        journey->crossed = 1;
        journey->direction = 1;
        journey->gap = 0;
        return 1;
    }
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 0, "fibre", "uncorrelated") &&
               (verify_claim_is_zero(phase.R_to) ||
                verify_refuse(journey->run, "expected R = 0 at the end of the phase"));
    if (good) verify_journey_move(journey, &phase, -1);
    journey->next = NEXT_UNCORRELATED;
    verify_phase_clear(&phase);
    return good;
}

int verify_journey_fibre(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    slong gap = journey->gap, gaps = o->mark_count - 1;
    for (; gap >= 0 && gap < gaps; gap += journey->direction) {
        slong mark = journey->direction > 0 ? gap + 1 : gap;
        int sign = verify_journey_sign_at_mark(journey, o, mark);
        if (sign == 0) return verify_journey_tie(journey, o, mark);
        if (sign == -journey->direction) return land_on_branch(journey, o, gap);
    }
    return gap < 0 ? arrive_at_zero(journey, o) : land_on_aligned(journey);
}
