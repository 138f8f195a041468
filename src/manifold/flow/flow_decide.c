/* The rises and the outcome: derivations/18 (8), (9), (15). */
#include "base/hull.h"
#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/shape/small_R.h"
#include "manifold/flow/flow_problem.h"

#define SPLITS 5 /* of an interval of eps, each in two */
#define ROUNDS 3
#define NARROW_BITS 8
#define ROUGH_TOLERANCE 1e-2
static const double round_tolerance[ROUNDS] = {1e-3, 3e-5, 1e-6};
static const slong round_budget[ROUNDS] = {2000, 8000, 40000};

/* sup R, given the limit: at least what was reached and the limit itself; at most what was proved, and the
   level behind the limit (the limit itself where it is 1). */
static void close_peak(rise_record_t *record, const flow_problem_t problem)
{
    const landscape_struct *landscape = problem->landscape;
    const level_t *limit = landscape->level + record->limit;
    slong prec = problem->prec;
    if (record->settles >= 0) return;
    arb_max(record->peak_lo, record->peak_lo, limit->R, prec);
    if (limit->kind == LEVEL_ONE) arb_one(record->peak_hi);
    else arb_min(record->peak_hi, record->peak_hi, limit[1].R, prec);
}

/* Where P < 0 at first, a falls: the bounds must keep it positive until P > 0. */
static int reaches_landscape(const rise_record_t *record, const flow_problem_t problem)
{
    const landscape_struct *landscape = problem->landscape;
    if (landscape->P_sign_near_zero > 0) return 1;
    if (landscape->count == 0) return 0;
    const level_t *start = landscape->level;
    if (level_before(landscape, problem->R_lo) >= 0) return 1;
    const orbit_cell_t *last = record->cell_count > 0 ? record->cells + record->cell_count - 1 : NULL;
    return last != NULL && last->has_lower && arb_gt(last->R, start->R) && arb_gt(record->peak_lo, start->R);
}

static void conclude(rise_record_t *record, const flow_problem_t problem)
{
    if (problem->landscape->neutral || !reaches_landscape(record, problem)) return;
    record->limit = rise_limit(record, problem->landscape);
    if (record->limit >= 0) close_peak(record, problem);
}

/* Without bounds of the orbit: for every eps > 0 and all of a0. */
static void rise_by_structure(rise_record_t *record, flow_problem_t problem)
{
    arb_set_arf(record->peak_lo, problem->R_lo);
    if (problem->entry == ENTRY_RISING && !problem->a0->all && arf_sgn(problem->a_lo) > 0 &&
        arf_equal(problem->R_lo, problem->R_hi))
        rise_settle(record, problem->landscape, problem->R_lo, problem->a_lo);
    conclude(record, problem);
}

static int can_march(const flow_problem_t problem)
{
    if (problem->eps->all || problem->a0->all) return 0;
    int from_corner = arf_is_zero(problem->R_hi) && arb_is_positive(problem->landscape->branch->kernels->p);
    return arf_sgn(problem->a_lo) > 0 || from_corner;
}

static void march_once(rise_record_t *record, flow_problem_t problem, const wane_interval_struct *interval,
                       int round)
{
    rise_t rise;
    SCOPED(arb, eps);
    wane_interval_get_arb(eps, interval, problem->prec);
    rise_init(rise, problem->landscape, eps, record);
    interval_set(record->eps, interval);
    rise->tolerance = problem->is_rough ? ROUGH_TOLERANCE : round_tolerance[round];
    rise->budget = round_budget[round];
    rise_run(rise, problem->R_lo, problem->R_hi, problem->a_lo, problem->a_hi);
    conclude(record, problem);
    rise_clear(rise);
}

/* At the geometric mean, rounded; 0 if the interval is too narrow for that. */
static int split_interval(wane_interval_t left, wane_interval_t right, const wane_interval_struct *interval)
{
    SCOPED(arf, lo);
    SCOPED(fmpq, middle);
    interval_set(left, interval);
    interval_set(right, interval);
    fmpq_mul(middle, left->lo, left->hi); /* exact: a ball may reach below 0 */
    arf_set_fmpq(lo, middle, 64, ARF_RND_NEAR);
    arf_sqrt(lo, lo, 30, ARF_RND_NEAR);
    arf_get_fmpq(middle, lo);
    int inside = fmpq_cmp(left->lo, middle) < 0 && fmpq_cmp(middle, right->hi) < 0;
    fmpq_set(left->hi, middle);
    fmpq_set(right->lo, middle);
    return inside;
}

/* Too narrow for its width to matter more than the bounds. */
static int is_narrow(const wane_interval_struct *interval)
{
    SCOPED(fmpq, width);
    fmpq_sub(width, interval->hi, interval->lo);
    fmpq_mul_2exp(width, width, NARROW_BITS);
    return fmpq_cmp(width, interval->lo) <= 0;
}

/* The outcome over the interval; the rises that prove it are appended.  A point, or what is nearly one, is tried with
   finer and finer bounds, an interval is cut. */
static wane_outcome_t march(flow_problem_t problem, const wane_interval_struct *interval, int splits)
{
    const int is_point = is_narrow(interval);
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    for (int round = 0; round < (is_point && !problem->is_rough ? ROUNDS : 1); round++) {
        rise_record_t *record = flow_problem_add_rise(problem);
        march_once(record, problem, interval, round);
        outcome = rise_outcome(record, problem->landscape, problem->drop);
        if (outcome != WANE_OUTCOME_UNDECIDED) return outcome;
        if (is_point && round == ROUNDS - 1) return outcome;
        flow_problem_drop_rise(problem);
    }
    SCOPED(wane_interval, left, right);
    if (splits > 0 && split_interval(left, right, interval)) outcome = march(problem, left, splits - 1);
    if (outcome == WANE_OUTCOME_UNDECIDED) problem->has_gap = 1;
    else if (march(problem, right, splits - 1) != outcome) outcome = WANE_OUTCOME_UNDECIDED;
    return outcome;
}

/* Without a proved limit: R does not change sign. */
static int keeps_its_sign(const flow_problem_t problem)
{
    return problem->entry == ENTRY_RISING && arf_is_zero(problem->R_hi) &&
           problem->landscape->P_sign_near_zero > 0;
}

/* One limit for all of the ranges; its values and the hull of the
   peaks.  What is not proved for all of them stays undetermined. */
static int collect(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const finite_eps_proof_struct *proof = &result->proof;
    if (problem->has_gap || proof->rise_count == 0) return 0;
    slong prec = problem->prec, limit = proof->rises[0].limit;
    int rises_to_line = problem->landscape->neutral && problem->entry == ENTRY_RISING;
    SCOPED(arb, lo, hi);
    for (slong i = 0; i < proof->rise_count; i++) {
        const rise_record_t *rise = proof->rises + i;
        if (rise->limit != limit) limit = -1;
        arb_union(lo, rise->peak_lo, rise->peak_hi, prec);
        base_hull_add(hi, lo, i == 0, prec);
    }
    if (limit >= 0 || rises_to_line || keeps_its_sign(problem))
        arb_mul_si(result->R_peak, hi, problem->R_sign, prec);
    if (limit >= 0) {
        arb_mul_si(result->R_final, problem->landscape->level[limit].R, problem->R_sign, prec);
        level_height(result->a_final, problem->landscape, limit);
        if (problem->a_sign < 0) arb_neg(result->a_final, result->a_final);
    } else if (rises_to_line) {
        arb_set(result->R_final, result->R_peak);
    }
    return limit >= 0 || rises_to_line;
}

static void set_scaling(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const wane_small_R_struct *small = problem->landscape->branch->small_R;
    if (result->outcome != WANE_OUTCOME_UNLEARNING || small->tends_to_zero != 1) return;
    result->has_scaling = 1;
    small_R_set(result->scaling, small);
    small_correlation_turn(result->scaling, problem->a_sign, problem->R_sign);
}

/* R falls from its start, then to its limit or up to it: sup R is the larger of both. */
static wane_outcome_t decide_falling(flow_problem_t problem)
{
    rise_record_t *record = flow_problem_add_rise(problem);
    arb_set_arf(record->peak_lo, problem->R_lo);
    record->limit = problem->landscape->neutral ? -1 : problem->entry_level;
    if (record->limit < 0) return WANE_OUTCOME_UNDECIDED;
    const level_t *limit = problem->landscape->level + record->limit;
    arb_set_arf(record->peak_hi, problem->R_hi);
    arb_max(record->peak_lo, record->peak_lo, limit->R, problem->prec);
    arb_max(record->peak_hi, record->peak_hi, limit->R, problem->prec);
    return rise_outcome(record, problem->landscape, problem->drop);
}

static int falls_through_zero(flow_problem_t problem)
{
    if (problem->landscape->P_sign_near_zero > 0 || !arf_is_zero(problem->R_hi)) return 0;
    rise_record_t *record = flow_problem_add_rise(problem);
    march_once(record, problem, problem->eps->value, 0);
    if (record->crosses) return 1;
    flow_problem_drop_rise(problem);
    return 0;
}

/* After a first rise, the only one recorded, on which a comes to 0 while P < 0: the doubly reflected problem
   from R = 0 again.  derivations/18 (21), (22). */
static wane_outcome_t begin_again(flow_problem_t problem)
{
    finite_eps_proof_struct *proof = &problem->result->proof;
    SCOPED(arb, eps);
    proof->first_leg = proof->rises; /* the only one */
    proof->rises = NULL;
    proof->rise_count = 0;
    wane_interval_get_arb(eps, problem->eps->value, problem->prec);
    int known = scale_at_return(problem->a_lo, problem->a_hi, problem->landscape,
                                arb_midref(proof->first_leg->peak_lo), arb_midref(proof->first_leg->peak_hi),
                                eps, problem->prec);
    if (!known) return WANE_OUTCOME_UNDECIDED;
    problem->a_sign = -problem->a_sign;
    problem->R_sign = -problem->R_sign;
    wane_status_t status = flow_problem_set_landscape(problem);
    proof_step_t *step = flow_problem_state(problem, PROOF_FLOW_PASSES_ZERO);
    arb_set(step->R_from, proof->first_leg->peak_lo);
    arb_set(step->R_to, proof->first_leg->peak_hi);
    arb_set_arf(step->a_from, problem->a_lo);
    arb_set_arf(step->a_to, problem->a_hi);
    return status == WANE_OK && !problem->landscape->neutral ? flow_problem_rise(problem)
                                                             : WANE_OUTCOME_UNDECIDED;
}

wane_outcome_t flow_problem_rise(flow_problem_t problem)
{
    if (can_march(problem) && falls_through_zero(problem)) return begin_again(problem);
    rise_record_t *record = flow_problem_add_rise(problem);
    rise_by_structure(record, problem);
    wane_outcome_t outcome = rise_outcome(record, problem->landscape, problem->drop);
    if (!can_march(problem) || record->settles >= 0) return outcome;
    if (outcome == WANE_OUTCOME_UNDECIDED) {
        flow_problem_drop_rise(problem);
        return march(problem, problem->eps->value, problem->is_rough ? 0 : SPLITS);
    }
    slong limit = record->limit;
    if (limit >= 0 && problem->landscape->level[limit].kind == LEVEL_ONE) return outcome; /* sup R = 1 */
    if (problem->is_rough) return outcome;
    /* Decided for all: the bounds only sharpen the peak. */
    rise_record_t *sharper = flow_problem_add_rise(problem);
    march_once(sharper, problem, problem->eps->value, 0);
    if (rise_outcome(sharper, problem->landscape, problem->drop) != outcome) {
        flow_problem_drop_rise(problem);
        return outcome;
    }
    finite_eps_proof_struct *proof = &problem->result->proof;
    rise_record_clear(proof->rises);
    proof->rises[0] = proof->rises[1];
    proof->rise_count = 1;
    return outcome;
}

static const char *what_blocks(const flow_problem_t problem)
{
    const finite_eps_proof_struct *proof = &problem->result->proof;
    if (problem->entry == ENTRY_FALLING)
        return "|R| falls first, and where it is caught or turns is not the same for all of the given a0 and "
               "eps, or not proved; narrow their ranges";
    if (proof->rise_count > 0 && proof->rises[proof->rise_count - 1].limit >= 0)
        return "the limit of R is proved, but neither that R exceeded it by more than the drop for all of "
               "the given a0 and eps, nor the contrary; narrow their ranges or change `drop`";
    return "the solution is not proved to end at one and the same equilibrium for all of the given a0 and "
           "eps; narrow their ranges";
}

wane_status_t flow_problem_accept(flow_problem_t problem, wane_outcome_t outcome)
{
    if (problem->landscape == NULL) return WANE_UNDECIDED;
    flow_problem_record_levels(problem);
    if (!collect(problem) || outcome == WANE_OUTCOME_UNDECIDED) return WANE_UNDECIDED;
    flow_problem_set_outcome(problem, outcome);
    set_scaling(problem);
    return WANE_OK;
}

/* R = 0 for all time, where a' = eps (p_0 - a s_0): derivations/18 (6). */
static void accept_still(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const kernels_struct *kernels = problem->kernels;
    flow_problem_set_outcome(problem, WANE_OUTCOME_NOT_LEARNED);
    arb_zero(result->R_peak);
    arb_zero(result->R_final);
    if (!line_keeps_scale(kernels)) arb_div(result->a_final, kernels->p, kernels->s, kernels->prec);
    else if (!problem->a0->all) wane_interval_get_arb(result->a_final, problem->a0->value, kernels->prec);
}

wane_status_t flow_problem_decide(flow_problem_t problem)
{
    if (problem->entry == ENTRY_STILL) accept_still(problem);
    if (problem->result->proved) return WANE_OK;
    wane_outcome_t outcome =
        problem->entry == ENTRY_RISING ? flow_problem_rise(problem) : decide_falling(problem);
    wane_status_t status = flow_problem_accept(problem, outcome);
    return status == WANE_OK ? status : flow_problem_undecided(problem, what_blocks(problem));
}
