/* An answer is held against the definitions of its words before it is given. */
#include "manifold/flow/flow_problem.h"
#include "manifold/limit/definitions.h"

int flow_problem_keeps_side(const flow_problem_t problem)
{
    const integration_t *way = problem->result->proof.integration;
    if (problem->result->proof.first_leg != NULL) return 0;
    for (slong i = 0; way != NULL && i < way->node_count; i++) {
        const state_box_t *box = i + 1 < way->node_count ? &way->nodes[i].during : &way->nodes[i].at;
        if (arf_sgn(problem->R_sign > 0 ? box->lo : box->hi) != problem->R_sign) return 0;
    }
    return 1;
}

wane_status_t flow_problem_check(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    answer_t answer = {.outcome = result->outcome,
                       .R_peak = result->R_peak,
                       .R_final = result->R_final,
                       .a_final = result->a_final,
                       .drop = problem->exact_drop};
    if (problem->start->kind == WANE_START_VALUE && flow_problem_keeps_side(problem))
        answer.R0 = problem->start->value;
    const char *why = answer_contradicts(&answer, 1); /* the peaks are those of all a0 and eps */
    if (why == NULL)
        why = end_contradicts(&answer, problem->kernels, problem->a0->all ? NULL : problem->a0->value,
                              problem->start);
    if (why == NULL) return WANE_OK;
    flow_result_reset(result);
    proof_record_clear(problem->record);
    proof_record_init(problem->record);
    return answer_is_refused(answer.outcome, why, problem->message);
}
