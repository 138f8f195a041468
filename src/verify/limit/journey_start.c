/* From (a0, R0) to the first step. */
#include "base/scoped.h"
#include "verify/shape/exact.h"
#include "verify/limit/journey.h"

static int sign_of_range(const range_t *range)
{
    if (fmpq_sgn(&range->lo) > 0) return 1;
    if (fmpq_sgn(&range->hi) < 0) return -1;
    return 0;
}

/* The smallest claim around a range at this precision, in the present orientation. */
static void set_claim(verify_claim_t claim, const range_t *range, int sign, slong prec)
{
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, &range->lo, prec);
    arb_set_fmpq(hi, &range->hi, prec);
    arb_get_lbound_arf(claim->lo, lo, prec);
    arb_get_ubound_arf(claim->hi, hi, prec);
    verify_claim_turn(claim, sign);
}

/* a0 = 0: a leaves 0 with the sign of P(R0). */
static int leave_zero_scale(journey_struct *journey, int on_line)
{
    int sign;
    if (on_line) {
        if (!verify_sign_of_p(&sign, journey->run, 0))
            return verify_refuse(journey->run, "the sign of p_0 is not shown");
        journey->a_sign = sign;
        return 1;
    }
    journey->a_sign = 1;
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    if (verify_shape_vanishes(o->pair, SHAPE_VALUE)) {
        journey->a_sign = 0;
        return 1;
    }
    arb_ptr P = _arb_vec_init(2 * DERIVATIVES + 1), R = P + 2 * DERIVATIVES;
    verify_claim_get_arb(R, journey->R, journey->prec);
    verify_pair_evaluate(P, P + DERIVATIVES, o->pair, R, journey->prec);
    journey->a_sign = verify_ball_sign(P);
    _arb_vec_clear(P, 2 * DERIVATIVES + 1);
    return journey->a_sign != 0 || verify_refuse(journey->run, "the sign of P(R0) is not shown");
}

/* 0 is an end of the range of a0, on whose side a leaves it: derivations/15 (50). */
static int take_zero_along(journey_struct *journey, int on_line)
{
    run_struct *run = journey->run;
    const int side = fmpq_sgn(&run->a0.lo) + fmpq_sgn(&run->a0.hi);
    if (side == 0 || (on_line && run->R0_kind[1] != 0)) return verify_refuse(run, "a0 has no sign");
    if (!leave_zero_scale(journey, on_line)) return 0;
    if (journey->a_sign != side)
        return verify_refuse(run, "a0: P(R0) is not seen to lead from 0 into its range");
    set_claim(journey->a, &run->a0, side, journey->prec);
    return 1;
}

/* a = 0 and P = 0 identically: every point is an equilibrium. */
static int stay_at_rest(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_take(&phase, journey, 1, "interior", "standstill") &&
               ((verify_claim_equal(phase.R_from, phase.R_to) && verify_claim_is_zero(phase.a_to)) ||
                verify_refuse(journey->run, "the start is an equilibrium, yet the state moves"));
    if (good) verify_journey_move(journey, &phase, 0);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

static void go(journey_struct *journey, int direction, slong gap)
{
    journey->direction = direction;
    journey->gap = gap;
    journey->next = NEXT_FIBRE;
}

/* (0, 0) exactly, an equilibrium where p_0 = 0; or P = 0, and every (R0, 0) is one. */
static int stand_still(journey_struct *journey)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = verify_journey_orientation(journey) != NULL &&
               verify_journey_take(&phase, journey, 1, "uncorrelated", "standstill") &&
               ((verify_claim_is_zero(phase.R_to) && verify_claim_is_zero(phase.a_to)) ||
                verify_refuse(journey->run, "the start is an equilibrium, yet the state moves"));
    if (good) verify_journey_move(journey, &phase, 0);
    journey->next = NEXT_END;
    verify_phase_clear(&phase);
    return good;
}

/* The sign of p_p, p >= 1 the least with p_p != 0; *p = 0 if there is none among the stored ones. */
static int first_correlation(slong *p, int *sign, run_struct *run)
{
    for (*p = 1; *p < run->terms; ++*p) {
        if (!verify_sign_of_p(sign, run, *p))
            return verify_refuse(run, "the sign of p_%ld is not shown", (long)*p);
        if (*sign != 0) return 1;
    }
    *p = 0;
    return 1;
}

/* a0 = 0 = p_0.  Off R = 0 the state rises along a = 0+ whichever
   of R0 and eps tends to 0 first: derivations/15 (26). */
static int start_at_origin(journey_struct *journey)
{
    const char *kind = journey->run->R0_kind;
    slong p;
    int sign;
    journey->a_sign = 1;
    journey->R_sign = kind[1] == '-' ? -1 : 1;
    if (kind[1] == 0) return stand_still(journey);
    if (!first_correlation(&p, &sign, journey->run)) return 0;
    if (p == 0) {
        orientation_struct *o = verify_journey_orientation(journey);
        return o != NULL && (o->shape[SHAPE_HEIGHT].vanishes
                                 ? stand_still(journey)
                                 : verify_refuse(journey->run, "the first p_k that is not 0 is not shown"));
    }
    journey->a_sign = p % 2 ? sign * journey->R_sign : sign;
    go(journey, 1, 0);
    return 1;
}

/* a0 = 0 != p_0, p_1 = 0, R0 = 0+: derivations/15 (27).  Where p > 2s, p_p a > 0, it is a matter of order. */
static int depends_on_order(const journey_struct *journey, const orientation_struct *o, int attracts)
{
    return verify_claim_is_zero(journey->a) && attracts > 0 && o->p > 2 * o->s;
}

static int start_on_line(journey_struct *journey)
{
    int sign;
    const char *kind = journey->run->R0_kind;
    if (!verify_sign_of_p(&sign, journey->run, 1))
        return verify_refuse(journey->run, "the sign of p_1 is not shown");
    if (sign != 0) {
        journey->R_sign = sign * journey->a_sign;
        go(journey, 1, 0);
        return 1;
    }
    journey->R_sign = kind[1] == '-' ? -1 : 1;
    if (kind[1] == 0) {
        journey->frozen = 1;
        journey->next = NEXT_UNCORRELATED;
        return 1;
    }
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    int attracts = verify_journey_sign_at_mark(journey, o, 0);
    if (depends_on_order(journey, o, attracts))
        return verify_refuse(journey->run,
                             "where the state goes from R = 0, a = 0 depends on which of R0 and eps "
                             "tends to 0 first");
    if (attracts == 0) return verify_refuse(journey->run, "whether R = 0 attracts at the start is not shown");
    if (attracts > 0) go(journey, 1, 0);
    else journey->next = NEXT_UNCORRELATED;
    return 1;
}

/* The start may lie on either side of an attracting stretch of the branch, within one gap. */
static int start_near_branch(journey_struct *journey, const orientation_struct *o, slong gap)
{
    phase_t phase;
    verify_phase_init(&phase);
    int good = (verify_journey_sign_at_mark(journey, o, gap) > 0 &&
                verify_journey_sign_at_mark(journey, o, gap + 1) < 0) ||
               verify_refuse(journey->run, "on which side of the branch the start lies is not shown");
    good = good && verify_journey_take(&phase, journey, 0, "fibre", "branch") &&
           verify_journey_lands(journey, o, gap, &phase);
    if (good) verify_journey_move(journey, &phase, 2);
    journey->gap = gap;
    journey->next = NEXT_BRANCH;
    verify_phase_clear(&phase);
    return good;
}

/* (R0, a0) is a point of a repelling piece exactly: it is left against the slow flow: derivations/15 (30). */
static int is_on_repelling_piece(const journey_struct *journey, const orientation_struct *o, slong gap)
{
    const range_t *a0 = &journey->run->a0, *R0 = &journey->run->R0;
    SCOPED(fmpq, a, R);
    fmpq_abs(a, &a0->lo);
    fmpq_abs(R, &R0->lo);
    return o->sign[gap][SHAPE_FOLD] > 0 && !o->shape[SHAPE_FLOW].vanishes && fmpq_equal(&a0->lo, &a0->hi) &&
           fmpq_equal(&R0->lo, &R0->hi) && verify_fibre_meets_point(o->pair, a, R);
}

static int start_inside(journey_struct *journey)
{
    orientation_struct *o = verify_journey_orientation(journey);
    if (o == NULL) return 0;
    slong first = 0, last = o->mark_count - 2;
    while (first < last && verify_claim_below(o->mark[first + 1].R, journey->R)) first++;
    while (last > first && verify_claim_below(journey->R, o->mark[last].R)) last--;
    SCOPED(arb, R, a);
    verify_claim_get_arb(R, journey->R, journey->prec);
    verify_claim_get_arb(a, journey->a, journey->prec);
    int sign = verify_fibre_sign(o->pair, R, a);
    if (arb_is_zero(a) && o->shape[SHAPE_HEIGHT].vanishes)
        sign = -1; /* a = 0+, P' = 0: derivations/22 (19) */
    if (sign != 0) {
        go(journey, sign, sign > 0 ? last : first);
        return 1;
    }
    if (first != last)
        return verify_refuse(journey->run, "on which side of the branch the start lies is not shown");
    if (is_on_repelling_piece(journey, o, first)) {
        go(journey, -o->sign[first][SHAPE_FLOW], first);
        return 1;
    }
    return start_near_branch(journey, o, first);
}

int verify_journey_start(journey_struct *journey)
{
    run_struct *run = journey->run;
    int on_line = run->R0_kind != NULL, R_sign = on_line ? 1 : sign_of_range(&run->R0);
    journey->R_sign = R_sign;
    if (!on_line) set_claim(journey->R, &run->R0, R_sign, journey->prec);
    int a_sign = sign_of_range(&run->a0);
    if (a_sign == 0 && !fmpq_equal(&run->a0.lo, &run->a0.hi)) {
        if (!take_zero_along(journey, on_line)) return 0;
    } else if (a_sign == 0) {
        if (!leave_zero_scale(journey, on_line)) return 0;
        if (journey->a_sign == 0 && on_line) return start_at_origin(journey);
        if (journey->a_sign == 0) {
            journey->a_sign = 1;
            verify_claim_set(journey->peak, journey->R);
            journey->at_peak = 1;
            return stay_at_rest(journey);
        }
    } else {
        journey->a_sign = a_sign;
        set_claim(journey->a, &run->a0, a_sign, journey->prec);
    }
    verify_claim_set(journey->peak, journey->R);
    journey->at_peak = 1;
    return on_line ? start_on_line(journey) : start_inside(journey);
}
