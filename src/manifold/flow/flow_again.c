/* Through a = 0 and R = 0 while P < 0: derivations/18 (21), (22). */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"

wane_outcome_t flow_problem_begin_again(flow_problem_t problem)
{
    wane_finite_eps_proof_struct *proof = &problem->result->proof;
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
