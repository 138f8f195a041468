#include "manifold/flow/flow_problem.h"

#include "base/decimal.h"

#include <string.h>

void flow_problem_init(flow_problem_t problem, finite_eps_t result, const kernels_t kernels,
                       const quantifier_t eps, const quantifier_t a0, const wane_start_t start,
                       const fmpq_t drop, wane_message_t message)
{
    memset(problem, 0, sizeof(flow_problem_struct));
    problem->kernels = kernels;
    problem->eps = eps;
    problem->a0 = a0;
    problem->start = start;
    problem->result = result;
    problem->message = message;
    problem->prec = kernels->prec;
    problem->digits = FLOW_USUAL_DIGITS;
    proof_record_init(problem->record);
    arb_init(problem->drop);
    problem->exact_drop = drop;
    arb_set_fmpq(problem->drop, drop, problem->prec);
    arf_init(problem->a_lo);
    arf_init(problem->a_hi);
    arf_init(problem->R_lo);
    arf_init(problem->R_hi);
}

void flow_problem_clear(flow_problem_t problem)
{
    landscape_free(problem->landscape);
    proof_record_clear(problem->record);
    arb_clear(problem->drop);
    arf_clear(problem->a_lo);
    arf_clear(problem->a_hi);
    arf_clear(problem->R_lo);
    arf_clear(problem->R_hi);
}

proof_step_t *flow_problem_state(flow_problem_t problem, proof_rule_t rule)
{
    return proof_record_add(problem->record, rule, problem->a_sign, problem->R_sign);
}

void flow_problem_set_outcome(flow_problem_t problem, wane_outcome_t outcome)
{
    static const proof_rule_t rules[] = {
        [WANE_OUTCOME_LEARNING] = PROOF_OUTCOME_LEARNING,
        [WANE_OUTCOME_PARTIAL_UNLEARNING] = PROOF_OUTCOME_PARTIAL_UNLEARNING,
        [WANE_OUTCOME_UNLEARNING] = PROOF_OUTCOME_UNLEARNING,
        [WANE_OUTCOME_NOT_LEARNED] = PROOF_OUTCOME_NOT_LEARNED,
        [WANE_OUTCOME_NEUTRAL] = PROOF_OUTCOME_NEUTRAL,
    };
    flow_problem_state(problem, rules[outcome]);
    problem->result->outcome = outcome;
    problem->result->proved = 1;
}

int line_keeps_scale(const kernels_t kernels)
{
    return kernels->length == 0 || arb_is_zero(kernels->s);
}

wane_status_t flow_problem_undecided(flow_problem_t problem, const char *what)
{
    return wane_message_set(problem->message, WANE_UNDECIDED, 0, "%s", what);
}
