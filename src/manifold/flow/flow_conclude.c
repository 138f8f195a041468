/* The set that the solution ends in and how it comes there, from the limit, the rises and the way. */
#include "manifold/flow/flow_problem.h"

static int settles_everywhere(const finite_eps_proof_struct *proof)
{
    for (slong i = 0; i < proof->rise_count; i++)
        if (proof->rises[i].settles < 0) return 0;
    return 1;
}

static void stay_in_channel(flow_problem_t problem, slong limit)
{
    const level_t *level = problem->landscape->level + limit;
    proof_step_t *step =
        flow_problem_state(problem, limit == 0 ? PROOF_FLOW_CHANNEL_TO_ZERO : PROOF_FLOW_CHANNEL_TO_SINK);
    arb_set(step->R_from, level->R);
    arb_set(step->R_to, level[1].R);
}

static void rise_to(flow_problem_t problem, slong limit, int settles)
{
    const level_t *level = problem->landscape->level + limit;
    proof_step_t *step =
        flow_problem_state(problem, settles ? PROOF_FLOW_RISE_TO_SINK : PROOF_FLOW_RISE_TO_ONE);
    arb_set(step->R_from, level[-1].R);
    arb_set(step->R_to, level->R);
    level_height(step->a_to, problem->landscape, limit);
}

/* A sink to which R falls, or beside which it turns: derivations/18 (19). */
static void fall_to(flow_problem_t problem, slong limit)
{
    const int from_above = level_before(problem->landscape, problem->R_lo) == limit;
    if (from_above) stay_in_channel(problem, limit);
    if (!from_above || (limit > 0 && !problem->entry_caught)) rise_to(problem, limit, 1);
}

static void find_region(flow_problem_t problem, slong limit)
{
    const int settles = settles_everywhere(&problem->result->proof);
    if (problem->landscape->level[limit].kind == LEVEL_ONE || settles) rise_to(problem, limit, settles);
    else if (problem->entry == ENTRY_FALLING) fall_to(problem, limit);
    else stay_in_channel(problem, limit);
}

/* Where integration ended. */
static void arrive(flow_problem_t problem)
{
    static const proof_rule_t rules[] = {
        [ARRIVAL_RISING] = PROOF_FLOW_ARRIVES_RISING,
        [ARRIVAL_FALLING] = PROOF_FLOW_ARRIVES_FALLING,
        [ARRIVAL_CONFINED] = PROOF_FLOW_ARRIVES_CONFINED,
        [ARRIVAL_LINE] = PROOF_FLOW_ARRIVES_ON_LINE,
    };
    const integration_t *way = problem->result->proof.integration;
    proof_step_t *step = flow_problem_state(problem, rules[way->arrival]);
    arb_set_arf(step->time, way->nodes[way->node_count - 1].t);
    arb_set_arf(step->R_to, problem->R_lo);
    arb_set_arf(step->a_to, problem->a_lo);
}

static void fall_to_line(flow_problem_t problem)
{
    proof_step_t *step = flow_problem_state(problem, PROOF_FLOW_FALL_TO_LINE);
    arb_set_arf(step->R_to, problem->R_hi);
    arb_set_arf(step->a_to, problem->result->proof.integration->scale_floor);
    arrive(problem);
}

/* Of all rises, in the orientation where R > 0. */
static void range_of_peaks(arb_t lo, arb_t hi, const finite_eps_proof_struct *proof)
{
    const rise_record_t *rise = proof->rises;
    arb_set(lo, rise->peak_lo);
    arb_set(hi, rise->peak_hi);
    for (slong i = 1; i < proof->rise_count; i++) {
        if (arf_cmp(arb_midref(rise[i].peak_lo), arb_midref(lo)) < 0) arb_set(lo, rise[i].peak_lo);
        if (arf_cmp(arb_midref(rise[i].peak_hi), arb_midref(hi)) > 0) arb_set(hi, rise[i].peak_hi);
    }
}

/* At once, or when |R| passes a level on its rise. */
static void enter_rising(flow_problem_t problem, slong limit)
{
    const level_t *level = problem->landscape->level + limit;
    const int to_one = level->kind == LEVEL_ONE;
    arb_srcptr R = to_one ? level[-1].R : problem->result->proof.rises->settles_from;
    if ((to_one && limit == 1) || arb_is_zero(R)) flow_problem_state(problem, PROOF_FLOW_ENTERS_AT_ONCE);
    else arb_set(flow_problem_state(problem, PROOF_FLOW_ENTERS_RISING)->R_from, R);
}

static void find_entrance(flow_problem_t problem, slong limit)
{
    const finite_eps_proof_struct *proof = &problem->result->proof;
    if (problem->entry == ENTRY_ARRIVED) {
        arrive(problem);
    } else if (problem->entry == ENTRY_FALLING) {
        flow_problem_state(problem, PROOF_FLOW_CAUGHT);
    } else if (problem->landscape->level[limit].kind == LEVEL_ONE || settles_everywhere(proof)) {
        enter_rising(problem, limit);
    } else {
        proof_step_t *step =
            flow_problem_state(problem, limit == 0 ? PROOF_FLOW_TURNS_TO_ZERO : PROOF_FLOW_TURNS_OR_SETTLES);
        range_of_peaks(step->R_from, step->R_to, proof);
    }
}

/* On what the rise rests. */
static void state_rise(flow_problem_t problem)
{
    const finite_eps_proof_struct *proof = &problem->result->proof;
    slong cells = 0;
    for (slong i = 0; i < proof->rise_count; i++) cells += proof->rises[i].cell_count;
    proof_step_t *step = flow_problem_state(problem, cells > 0 ? PROOF_FLOW_BOUNDED : PROOF_FLOW_BY_SIGNS);
    step->count = cells;
    if (cells > 0) range_of_peaks(step->R_from, step->R_to, proof);
}

static proof_rule_t rule_of_structure(const finite_eps_struct *result)
{
    switch (result->proof.structure) {
    case STRUCTURE_RISING:
        return PROOF_FLOW_FROM_EVERYWHERE;
    case STRUCTURE_CONSTANT:
        return PROOF_FLOW_ONLY_MEANS;
    case STRUCTURE_NEUTRAL:
        return result->outcome == WANE_OUTCOME_UNLEARNING ? PROOF_FLOW_OPPOSED : PROOF_FLOW_TO_EQUILIBRIA;
    default:
        return result->outcome == WANE_OUTCOME_UNLEARNING ? PROOF_FLOW_STUDENT_FORGETS
                                                          : PROOF_FLOW_NOTHING_IN_COMMON;
    }
}

static void conclude_by_structure(flow_problem_t problem)
{
    proof_step_t *step = flow_problem_state(problem, rule_of_structure(problem->result));
    arb_mul_si(step->a_to, problem->result->a_final, problem->a_sign, problem->prec);
}

void flow_problem_conclude(flow_problem_t problem)
{
    const finite_eps_struct *result = problem->result;
    if (problem->entry == ENTRY_STILL) {
        flow_problem_state(problem, line_keeps_scale(problem->kernels) ? PROOF_FLOW_LINE_STANDS
                                                                       : PROOF_FLOW_LINE_DRIFTS);
        return;
    }
    if (problem->entry == ENTRY_BY_STRUCTURE) {
        conclude_by_structure(problem);
        return;
    }
    if (result->outcome == WANE_OUTCOME_NEUTRAL) {
        flow_problem_state(problem, PROOF_FLOW_NEUTRAL);
    } else if (problem->entry == ENTRY_ARRIVED && result->proof.integration->arrival == ARRIVAL_LINE) {
        fall_to_line(problem);
    } else {
        const slong limit = result->proof.rises[0].limit;
        find_region(problem, limit);
        find_entrance(problem, limit);
    }
    if (problem->entry == ENTRY_RISING) state_rise(problem);
}
