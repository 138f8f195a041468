#include <string.h>

#include "manifold/shape/precision_loop.h"
#include "manifold/shape/small_R.h"
#include "manifold/flow/from_kernels.h"
#include "manifold/flow/flow_trace.h"

wane_status_t flow_problem_check_input(const quantifier_t eps, const quantifier_t a0,
                                       const wane_start_t start, const fmpq_t drop, wane_message_t message)
{
    const fmpq *eps_lo = eps->value->lo, *eps_hi = eps->value->hi;
    const fmpq *a_lo = a0->value->lo, *a_hi = a0->value->hi;
    const fmpq *R_lo = start->value->lo, *R_hi = start->value->hi;
    if (!eps->all && (fmpq_sgn(eps_lo) <= 0 || fmpq_cmp(eps_lo, eps_hi) > 0))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "eps must be positive");
    if (!a0->all && fmpq_cmp(a_lo, a_hi) > 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "the ends of a0 are in the wrong order");
    if (fmpq_sgn(drop) <= 0 || fmpq_cmp_si(drop, 1) >= 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "the drop must lie strictly between 0 and 1");
    if (start->kind == WANE_START_VALUE &&
        (fmpq_cmp_si(R_lo, -1) <= 0 || fmpq_cmp_si(R_hi, 1) >= 0 || fmpq_cmp(R_lo, R_hi) > 0))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "R0 must lie strictly between -1 and 1 (|R| = 1 is invariant)");
    return WANE_OK;
}

static wane_status_t prove(flow_problem_t problem, int *final, flow_means_t means)
{
    wane_status_t status = flow_problem_start(problem);
    *final = status == WANE_OK || problem->is_final;
    if (status == WANE_OK) status = flow_problem_decide(problem);
    if (status == WANE_UNDECIDED && (means == FLOW_BY_ALL_MEANS || (means == FLOW_BY_INTEGRATION && *final)))
        status = flow_problem_integrate(problem, final);
    if (status == WANE_OK) status = flow_problem_check(problem);
    if (status == WANE_OK) flow_problem_conclude(problem);
    return status;
}

wane_status_t finite_eps_prove(finite_eps_t result, int *final, const flow_witness_t *witness,
                               const kernels_t kernels, const flow_subject_t *subject, flow_means_t means,
                               slong digits, wane_message_t message)
{
    flow_problem_t problem;
    kernel_blur_t blur;
    *final = 1;
    flow_result_reset(result);
    wane_status_t status =
        flow_problem_check_input(subject->eps, subject->a0, subject->start, subject->drop, message);
    if (status != WANE_OK) return status;
    flow_problem_init(problem, result, kernels, subject->eps, subject->a0, subject->start, subject->drop,
                      message);
    if (witness != NULL) {
        kernel_blur_init_set(blur, kernels, witness->terms(kernels));
        problem->blur = blur;
    }
    problem->digits = digits;
    problem->is_rough = means == FLOW_BY_ONE_RISE;
    status = prove(problem, final, means);
    proof_account_take(result->account, problem->record);
    proof_take_reasons(&result->reasons, &result->reason_count, result->account);
    result->region = proof_region(problem->record);
    result->entered = proof_entrance(problem->record);
    if (status == WANE_OK) {
        result->keeps_side = flow_problem_keeps_side(problem);
        result->theorem = flow_theorem(subject, result);
    } else {
        proof_add_reason(&result->reasons, &result->reason_count, message->text);
        if (flow_limit_is_known(result)) result->theorem = flow_theorem(subject, result);
    }
    if (status == WANE_OK && witness != NULL && result->proof.first_leg == NULL)
        witness->show(witness->context, problem, blur->terms);
    flow_problem_clear(problem);
    if (witness != NULL) kernel_blur_clear(blur);
    return status;
}

int flow_limit_is_known(const finite_eps_t result)
{
    return arb_is_finite(result->R_final) && result->proof.R_sign != 0;
}

wane_status_t finite_eps_from_kernels(finite_eps_t result, const kernels_t kernels, const quantifier_t eps,
                                      const quantifier_t a0, const wane_start_t start, const fmpq_t drop,
                                      const wane_effort_t *effort, wane_message_t message)
{
    const flow_subject_t subject = {NULL, NULL, eps, a0, start, drop};
    wane_message_t own;
    int final;
    return finite_eps_prove(result, &final, NULL, kernels, &subject, FLOW_BY_ALL_MEANS, effort->digits,
                            message != NULL ? message : own);
}

typedef struct {
    finite_eps_struct *result;
    const flow_witness_t *witness; /* NULL: none */
    flow_subject_t subject;
    wane_status_t status;
} finite_eps_question_t;

/* For the witness, too, if that is possible.  What precision does not settle is final, so that it is not asked again. */
static wane_status_t answer_question(void *question, const kernels_t kernels, const wane_effort_t *effort,
                                     wane_message_t message)
{
    finite_eps_question_t *q = question;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    int final = 1;
    q->status = WANE_UNDECIDED;
    if (q->witness != NULL)
        q->status = finite_eps_prove(q->result, &final, q->witness, kernels, &q->subject, FLOW_BY_ALL_MEANS,
                                     effort->digits, text);
    if (q->status == WANE_UNDECIDED)
        q->status = finite_eps_prove(q->result, &final, NULL, kernels, &q->subject, FLOW_BY_ALL_MEANS,
                                     effort->digits, text);
    return q->status == WANE_UNDECIDED && final ? WANE_OK : q->status;
}

slong finite_eps_accuracy(const finite_eps_t result)
{
    if (result->outcome == WANE_OUTCOME_UNDECIDED || result->outcome == WANE_OUTCOME_NEUTRAL) return WORD_MAX;
    if (result->proof.structure > STRUCTURE_CONSTANT) return WORD_MAX; /* by cells of one width */
    slong bits = FLINT_MIN(value_accuracy(result->R_final), value_accuracy(result->a_final));
    if (result->has_scaling) bits = FLINT_MIN(bits, value_accuracy(result->scaling->kappa));
    return bits;
}

static slong accuracy(const void *question)
{
    return finite_eps_accuracy(((const finite_eps_question_t *)question)->result);
}

wane_status_t finite_eps_compute_before(finite_eps_t result, const flow_witness_t *witness,
                                        const flow_subject_t *subject, const wane_effort_t *effort,
                                        wane_message_t message)
{
    finite_eps_question_t q = {result, witness, *subject, WANE_OK};
    question_t question = {answer_question, accuracy, &q, 1};
    wane_status_t status = drive(&question, subject->student, subject->teacher, effort, message);
    return status == WANE_OK ? q.status : status;
}

wane_status_t finite_eps_compute(finite_eps_t result, const wane_function_t student,
                                 const wane_function_t teacher, const quantifier_t eps, const quantifier_t a0,
                                 const wane_start_t start, const fmpq_t drop, const wane_effort_t *effort,
                                 wane_message_t message)
{
    const flow_subject_t subject = {student, teacher, eps, a0, start, drop};
    return finite_eps_compute_before(result, NULL, &subject, effort, message);
}
