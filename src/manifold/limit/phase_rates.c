#include "manifold/limit/phase_rates.h"

#include "base/scoped.h"
#include "manifold/limit/itinerary.h"

#define MARGIN_BITS 6 /* stay 2^-6 away from exits, folds, corners and a = 0 */

static int is_infinite_end(wane_phase_end_t end)
{
    return end == WANE_END_EQUILIBRIUM || end == WANE_END_CORNER || end == WANE_END_SMALL_R ||
           end == WANE_END_STANDSTILL;
}

/* (1/rate) log((target - a_from)/(target - a_to)) for a' = eps rate (target - a): derivations/05 (7). */
static void line_slow_time(arb_t time, const arb_t target, const arb_t rate, const wane_phase_t *phase,
                           int a_sign, slong prec)
{
    SCOPED(arb, x);
    arb_mul_si(time, phase->a_from, a_sign, prec);
    arb_sub(time, target, time, prec);
    arb_mul_si(x, phase->a_to, a_sign, prec);
    arb_sub(x, target, x, prec);
    arb_div(time, time, x, prec);
    arb_log(time, time, prec);
    arb_div(time, time, rate, prec);
}

/* Adds [lo, hi], given in an orientation, as the user sees it. */
static void add_stretch(wane_phase_t *phase, const arf_t lo, const arf_t hi, int sign)
{
    wane_part_t *stretch = phase->stretch + phase->stretch_count++;
    arb_set_arf(stretch->lo, lo);
    arb_set_arf(stretch->hi, hi);
    if (sign > 0) return;
    arb_swap(stretch->lo, stretch->hi);
    arb_neg(stretch->lo, stretch->lo);
    arb_neg(stretch->hi, stretch->hi);
}

/* The stretch of R between two ends, without 2^-6 beside an end where attraction is lost. */
static void interior_separation(wane_phase_t *phase, const interior_branch_t branch, const arb_t from,
                                const arb_t to, int R_sign)
{
    int rising = arb_lt(from, to);
    if (!rising && !arb_gt(from, to)) return; /* intervals too wide to tell the ends apart */
    SCOPED(arf, lo, hi, gap);
    arf_set_si_2exp_si(gap, 1, -MARGIN_BITS);
    arb_get_lbound_arf(lo, rising ? from : to, 64);
    arb_get_ubound_arf(hi, rising ? to : from, 64);
    if (phase->end == WANE_END_FOLD || phase->end == WANE_END_ALIGNED || phase->end == WANE_END_CORNER ||
        phase->end == WANE_END_SIGN_CHANGE) {
        if (rising) arf_sub(hi, hi, gap, 64, ARF_RND_DOWN);
        else arf_add(lo, lo, gap, 64, ARF_RND_UP);
    }
    if (arb_is_zero(phase->a_from)) {
        if (rising) arf_add(lo, lo, gap, 64, ARF_RND_UP);
        else arf_sub(hi, hi, gap, 64, ARF_RND_DOWN);
    }
    if (arf_sgn(lo) < 0) arf_zero(lo);
    int nonempty = arf_cmp(lo, hi) < 0;
    if (nonempty && (!arf_is_zero(lo) || phase->end == WANE_END_SMALL_R)) {
        branch_separation(phase->separation, branch, lo, hi);
        if (arb_is_finite(phase->separation)) add_stretch(phase, lo, hi, R_sign);
    }
}

static void measure_interior(wane_phase_t *phase, const interior_branch_t branch, int R_sign)
{
    SCOPED(arb, from, to);
    arb_abs(from, phase->R_from);
    arb_abs(to, phase->R_to);
    const int to_nothing =
        phase->end == WANE_END_SIGN_CHANGE && arb_is_one(to); /* a' >= -S(1) a: derivations/22 (38) */
    if (is_infinite_end(phase->end) || to_nothing) arb_pos_inf(phase->slow_time);
    else if (!arb_is_zero(to)) branch_slow_time(phase->slow_time, branch, from, to);
    if (phase->end != WANE_END_STANDSTILL) interior_separation(phase, branch, from, to, R_sign);
}

/* From the least to the greatest number of two balls: bounds
   between balls hold between any of their numbers. */
static void add_stretch_of_balls(wane_phase_t *phase, const arb_t lo, const arb_t hi, int sign)
{
    SCOPED(arf, l, h);
    arb_get_lbound_arf(l, lo, ARF_PREC_EXACT);
    arb_get_ubound_arf(h, hi, ARF_PREC_EXACT);
    add_stretch(phase, l, h, sign);
}

/* The least of the separations on the stretches of [lo, hi] outside a_c (1 -+ 2^-6), |a| < a_c 2^-6. */
static void separation_off_marks(wane_phase_t *phase, const interior_branch_t branch, const arb_t lo,
                                 const arb_t hi, int a_sign)
{
    arb_struct *separation = phase->separation;
    SCOPED_VEC(arb, cut, 6);
    SCOPED(arb, bound, l, r);
    slong prec = branch->kernels->prec;
    arb_mul_2exp_si(cut + 2, branch->a_c, -MARGIN_BITS);
    arb_neg(cut + 1, cut + 2);
    arb_sub(cut + 3, branch->a_c, cut + 2, prec);
    arb_add(cut + 4, branch->a_c, cut + 2, prec);
    arb_min(cut, lo, cut + 1, prec);
    arb_max(cut + 5, hi, cut + 4, prec);
    int known = 1, found = 0;
    arb_pos_inf(separation);
    for (int i = 0; i < 6; i += 2) { /* (-, -m), (m, a_c - m), (a_c + m, -) */
        arb_max(l, lo, cut + i, prec);
        arb_min(r, hi, cut + i + 1, prec);
        if (arb_ge(l, r)) continue;
        known = known && arb_lt(l, r);
        found = 1;
        aligned_separation(bound, branch, l, r);
        known = known && arb_is_finite(bound);
        add_stretch_of_balls(phase, l, r, a_sign);
        arb_min(separation, separation, bound, prec);
    }
    if (!known || !found) {
        arb_indeterminate(separation);
        phase->stretch_count = 0;
    }
}

static void measure_aligned(wane_phase_t *phase, const interior_branch_t branch, int a_sign)
{
    slong prec = branch->kernels->prec;
    SCOPED(arb, from, to);
    if (is_infinite_end(phase->end)) arb_pos_inf(phase->slow_time);
    else line_slow_time(phase->slow_time, branch->a_eq, branch->kernels->S_at_one[0], phase, a_sign, prec);
    arb_mul_si(from, phase->a_from, a_sign, prec);
    arb_mul_si(to, phase->a_to, a_sign, prec);
    if (arb_lt(from, to)) separation_off_marks(phase, branch, from, to, a_sign);
    else if (arb_lt(to, from)) separation_off_marks(phase, branch, to, from, a_sign);
}

static void measure_uncorrelated(wane_phase_t *phase, const interior_branch_t branch, int a_sign)
{
    if (is_infinite_end(phase->end)) { /* then there may be no branch: at an equilibrium nothing moves */
        arb_pos_inf(phase->slow_time);
    } else {
        slong prec = branch->kernels->prec;
        SCOPED(arb, target);
        arb_div(target, branch->kernels->p, branch->kernels->s, prec);
        line_slow_time(phase->slow_time, target, branch->kernels->s, phase, a_sign, prec);
    }
}

void verdict_set_separation(verdict_t verdict, slong prec)
{
    arb_indeterminate(verdict->separation);
    for (slong i = 0; i < verdict->phase_count; i++) {
        const arb_struct *bound = verdict->phases[i].separation;
        if (!arb_is_finite(bound)) continue;
        if (arb_is_finite(verdict->separation))
            arb_min(verdict->separation, verdict->separation, bound, prec);
        else arb_set(verdict->separation, bound);
    }
}

void itinerary_measure(itinerary_t proof)
{
    verdict_struct *verdict = proof->verdict;
    for (slong i = 0; i < verdict->phase_count; i++) {
        wane_phase_t *phase = verdict->phases + i;
        const proof_step_t *step = proof_record_phase(proof->record, i);
        const interior_branch_struct *branch = proof->branches[step->a_sign < 0][step->R_sign < 0];
        if (phase->kind != WANE_PHASE_SLOW) continue;
        switch (phase->branch) {
        case WANE_BRANCH_INTERIOR:
            measure_interior(phase, branch, step->R_sign);
            break;
        case WANE_BRANCH_UNCORRELATED:
            measure_uncorrelated(phase, branch, step->a_sign);
            break;
        default:
            measure_aligned(phase, branch, step->a_sign);
        }
    }
    verdict_set_separation(verdict, proof->prec);
}
