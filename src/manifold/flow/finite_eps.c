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

typedef struct {
    finite_eps_struct *result;
    const flow_witness_t *witness;                 /* NULL: none */
    const wane_function_struct *student, *teacher; /* for words; NULL: not known */
    const quantifier_struct *eps, *a0;
    const wane_start_struct *start;
    const fmpq *drop;
    wane_status_t status;
} finite_eps_question_t;

/* Of a fresh result.  *final: more precision would not help.  blur: of the orbits. */
static wane_status_t prove(const finite_eps_question_t *q, int *final, const kernel_blur_struct *blur,
                           slong terms, const kernels_t kernels, slong digits, wane_message_t message)
{
    flow_problem_t problem;
    flow_problem_init(problem, q->result, kernels, q->eps, q->a0, q->start, q->drop, message);
    problem->blur = blur;
    problem->digits = digits;
    problem->student = q->student;
    problem->teacher = q->teacher;
    wane_status_t status = flow_problem_start(problem);
    *final = status == WANE_OK;
    if (status == WANE_OK) status = flow_problem_decide(problem);
    if (status == WANE_UNDECIDED) status = flow_problem_integrate(problem, final);
    if (status == WANE_OK) status = flow_problem_check(problem);
    if (status == WANE_OK) flow_problem_conclude(problem);
    proof_take_reasons(&q->result->reasons, &q->result->reason_count, problem->record);
    q->result->region = proof_region(problem->record);
    q->result->entered = proof_entrance(problem->record);
    if (status == WANE_OK) flow_problem_state_theorem(problem);
    else proof_add_reason(&q->result->reasons, &q->result->reason_count, message->text);
    if (status == WANE_OK && blur != NULL && q->result->proof.first_leg == NULL)
        q->witness->show(q->witness->context, problem, terms);
    flow_problem_clear(problem);
    return status;
}

/* For the witness, too, if that is possible. */
static wane_status_t answer(const finite_eps_question_t *q, int *final, const kernels_t kernels, slong digits,
                            wane_message_t message)
{
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    *final = 1;
    flow_result_reset(q->result);
    wane_status_t status = flow_problem_check_input(q->eps, q->a0, q->start, q->drop, text);
    if (status == WANE_OK && q->witness != NULL) {
        kernel_blur_t blur;
        const slong terms = q->witness->terms(kernels);
        kernel_blur_init_set(blur, kernels, terms);
        status = prove(q, final, blur, terms, kernels, digits, text);
        kernel_blur_clear(blur);
        if (status != WANE_UNDECIDED) return status;
        flow_result_reset(q->result);
        status = WANE_OK;
    }
    return status == WANE_OK ? prove(q, final, NULL, 0, kernels, digits, text) : status;
}

wane_status_t finite_eps_from_kernels(finite_eps_t result, const kernels_t kernels, const quantifier_t eps,
                                      const quantifier_t a0, const wane_start_t start, const fmpq_t drop,
                                      const wane_effort_t *effort, wane_message_t message)
{
    const finite_eps_question_t q = {result, NULL, NULL, NULL, eps, a0, start, drop, WANE_OK};
    int final;
    return answer(&q, &final, kernels, effort->digits, message);
}

/* What precision does not settle is final, so that it is not asked again. */
static wane_status_t answer_question(void *question, const kernels_t kernels, const wane_effort_t *effort,
                                     wane_message_t message)
{
    finite_eps_question_t *q = question;
    int final;
    q->status = answer(q, &final, kernels, effort->digits, message);
    return q->status == WANE_UNDECIDED && final ? WANE_OK : q->status;
}

static slong accuracy(const void *question)
{
    const finite_eps_struct *result = ((const finite_eps_question_t *)question)->result;
    if (result->outcome == WANE_OUTCOME_UNDECIDED || result->outcome == WANE_OUTCOME_NEUTRAL) return WORD_MAX;
    if (result->proof.structure > WANE_STRUCTURE_CONSTANT) return WORD_MAX; /* by cells of one width */
    slong bits = FLINT_MIN(value_accuracy(result->R_final), value_accuracy(result->a_final));
    if (result->has_scaling) bits = FLINT_MIN(bits, value_accuracy(result->scaling->kappa));
    return bits;
}

wane_status_t finite_eps_compute_before(finite_eps_t result, const flow_witness_t *witness,
                                        const wane_function_t student, const wane_function_t teacher,
                                        const quantifier_t eps, const quantifier_t a0,
                                        const wane_start_t start, const fmpq_t drop,
                                        const wane_effort_t *effort, wane_message_t message)
{
    finite_eps_question_t q = {result, witness, student, teacher, eps, a0, start, drop, WANE_OK};
    question_t question = {answer_question, accuracy, &q, 1};
    wane_status_t status = drive(&question, student, teacher, effort, message);
    return status == WANE_OK ? q.status : status;
}

wane_status_t finite_eps_compute(finite_eps_t result, const wane_function_t student,
                                 const wane_function_t teacher, const quantifier_t eps, const quantifier_t a0,
                                 const wane_start_t start, const fmpq_t drop, const wane_effort_t *effort,
                                 wane_message_t message)
{
    return finite_eps_compute_before(result, NULL, student, teacher, eps, a0, start, drop, effort, message);
}
