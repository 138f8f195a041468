/* What is recorded while a question is decided: rises, levels, and the result that holds them. */
#include <string.h>

#include "base/interval.h"
#include "base/scoped.h"
#include "manifold/shape/small_R.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/flow/flow_trace.h"

void quantifier_init(quantifier_t range)
{
    range->all = 0;
    wane_interval_init(range->value);
}

void quantifier_clear(quantifier_t range)
{
    wane_interval_clear(range->value);
}

void quantifier_set(quantifier_t range, const quantifier_t other)
{
    range->all = other->all;
    interval_set(range->value, other->value);
}

void finite_eps_init(finite_eps_t result)
{
    memset(result, 0, sizeof(finite_eps_struct));
    result->outcome = WANE_OUTCOME_UNDECIDED;
    arb_init(result->R_peak);
    arb_init(result->R_final);
    arb_init(result->a_final);
    arb_indeterminate(result->R_peak);
    arb_indeterminate(result->R_final);
    arb_indeterminate(result->a_final);
    small_R_init(result->scaling);
    result->proof.a_sign = result->proof.R_sign = 1;
}

/* Rises, first leg and levels. */
static void forget(finite_eps_proof_struct *proof)
{
    while (proof->rise_count > 0) rise_record_clear(proof->rises + --proof->rise_count);
    if (proof->first_leg != NULL) rise_record_clear(proof->first_leg);
    flint_free(proof->first_leg);
    proof->first_leg = NULL;
    for (slong i = 0; i < proof->level_count; i++) {
        arb_clear(proof->levels[i].R);
        arb_clear(proof->levels[i].a);
        arb_clear(proof->levels[i].Phi);
    }
    flint_free(proof->levels);
    proof->levels = NULL;
    proof->level_count = 0;
}

void flow_result_drop_proof(finite_eps_t result)
{
    finite_eps_proof_struct *proof = &result->proof;
    forget(proof);
    if (proof->integration != NULL) flow_trace_clear(proof->integration);
    flint_free(proof->integration);
    flint_free(proof->rises);
    proof->integration = NULL;
    proof->rises = NULL;
}

void finite_eps_clear(finite_eps_t result)
{
    for (slong i = 0; i < result->reason_count; i++) flint_free(result->reasons[i]);
    flint_free(result->reasons);
    proof_account_clear(result->account);
    flint_free(result->theorem);
    flint_free(result->region);
    flint_free(result->entered);
    flow_result_drop_proof(result);
    arb_clear(result->R_peak);
    arb_clear(result->R_final);
    arb_clear(result->a_final);
    small_R_clear(result->scaling);
}

void flow_result_reset(finite_eps_t result)
{
    finite_eps_clear(result);
    finite_eps_init(result);
}

rise_record_t *flow_problem_add_rise(flow_problem_t problem)
{
    finite_eps_proof_struct *proof = &problem->result->proof;
    proof->rises = flint_realloc(proof->rises, (size_t)(proof->rise_count + 1) * sizeof(rise_record_t));
    rise_record_t *rise = proof->rises + proof->rise_count++;
    rise_record_init(rise);
    return rise;
}

void flow_problem_drop_rise(flow_problem_t problem)
{
    finite_eps_proof_struct *proof = &problem->result->proof;
    rise_record_clear(proof->rises + --proof->rise_count);
}

void rise_add_peak(rise_record_t *record, const arb_t peak_lo, const arb_t peak_hi, slong prec)
{
    record->peak_is_limit = record->peak_is_limit && arb_le(peak_hi, record->peak_lo);
    arb_max(record->peak_lo, record->peak_lo, peak_lo, prec);
    arb_max(record->peak_hi, record->peak_hi, peak_hi, prec);
}

wane_outcome_t rise_outcome(const rise_record_t *record, const landscape_t landscape, const arb_t drop)
{
    const slong prec = landscape->branch->kernels->prec;
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    if (landscape->neutral) return WANE_OUTCOME_NEUTRAL;
    if (record->limit < 0) return outcome;
    const level_t *limit = landscape->level + record->limit;
    if (record->limit == 0) return WANE_OUTCOME_UNLEARNING;
    SCOPED(arb, loss);
    arb_sub(loss, record->peak_lo, limit->R, prec);
    if (arb_gt(loss, drop)) outcome = WANE_OUTCOME_PARTIAL_UNLEARNING;
    arb_sub(loss, record->peak_hi, limit->R, prec);
    if (record->peak_is_limit || limit->kind == LEVEL_ONE || arb_le(loss, drop))
        outcome = WANE_OUTCOME_LEARNING;
    return outcome;
}

void flow_problem_forget(flow_problem_t problem)
{
    forget(&problem->result->proof);
    problem->has_gap = 0;
}

void flow_problem_record_levels(flow_problem_t problem)
{
    finite_eps_proof_struct *proof = &problem->result->proof;
    const landscape_struct *landscape = problem->landscape;
    proof->a_sign = problem->a_sign;
    proof->R_sign = problem->R_sign;
    proof->level_count = landscape->count;
    proof->levels = flint_malloc((size_t)landscape->count * sizeof(landscape_level_t));
    for (slong i = 0; i < landscape->count; i++) {
        landscape_level_t *level = proof->levels + i;
        level->kind = landscape->level[i].kind;
        level->N_sign = landscape->level[i].N_sign;
        arb_init(level->R);
        arb_init(level->a);
        arb_init(level->Phi);
        arb_set(level->R, landscape->level[i].R);
        level_height(level->a, landscape, i);
        level_value(level->Phi, landscape, i);
    }
}
