/* Pairs whose structure says what becomes of every start: derivations/22 (17), and (18) to (22) where P' = 0 or N = 0
   identically. */
#include "base/scoped.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/orbit/invariant.h"

static void end_as(flow_problem_t problem, wane_flow_structure_t structure, wane_outcome_t outcome)
{
    problem->entry = ENTRY_BY_STRUCTURE;
    problem->result->proof.structure = structure;
    problem->outcome = outcome;
}

/* P, P' > 0 on both sides of R = 0 and N < 0 for R > 0, after reflections. */
static int rises_from_everywhere(flow_problem_t problem)
{
    const int *definite = problem->kernels->definite;
    if (definite[0] == 0 || definite[1] == 0) return 0;
    problem->a_sign = definite[0];
    problem->R_sign = definite[0] * definite[1];
    arf_zero(problem->R_lo);
    arf_zero(problem->R_hi);
    if (flow_problem_set_landscape(problem) != WANE_OK) return 0;
    const landscape_struct *landscape = problem->landscape;
    return landscape->count == 2 && landscape->level[0].N_sign < 0 && landscape->level[1].kind == LEVEL_ONE;
}

static void tend_to_one(flow_problem_t problem)
{
    finite_eps_struct *result = problem->result;
    const kernels_struct *kernels = problem->kernels;
    end_as(problem, WANE_STRUCTURE_RISING, WANE_OUTCOME_LEARNING);
    arb_set_si(result->R_peak, problem->R_sign);
    arb_set(result->R_final, result->R_peak);
    if (kernels->same_up_to_ratio || kernels->mirrored)
        arb_set_fmpq(result->a_final, kernels->ratio, problem->prec);
    else arb_mul_si(result->a_final, problem->landscape->branch->a_eq, problem->a_sign, problem->prec);
    flow_problem_record_levels(problem);
}

int flow_problem_by_structure(flow_problem_t problem)
{
    if (!rises_from_everywhere(problem)) return 0;
    tend_to_one(problem);
    wane_message_set(problem->message, WANE_OK, 0, "%s", "");
    return 1;
}
