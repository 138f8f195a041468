#include "base/scoped.h"
#include "manifold/family/from_functions.h"

#include "manifold/shape/manifold.h"
#include "manifold/shape/precision_loop.h"

typedef struct {
    verdict_struct *verdict;
    const verdict_witness_t *witness;
    const wane_interval_struct *a0;
    const wane_start_struct *start;
} verdict_question_t;

static wane_status_t answer_verdict(void *question, const kernels_t kernels, const wane_effort_t *effort,
                                    wane_message_t message)
{
    verdict_question_t *q = question;
    return verdict_prove(q->verdict, 1, q->witness, kernels, q->a0, q->start, message);
}

static slong scaling_accuracy(const wane_small_R_t small)
{
    slong bits = FLINT_MIN(value_accuracy(small->kappa), value_accuracy(small->R_prefactor));
    return FLINT_MIN(bits, value_accuracy(small->a_prefactor));
}

/* A fibre that meets the corner exactly lands somewhere up to R = 1: more bits do not tell where. */
static int lands_at_corner(const wane_phase_t *phase)
{
    SCOPED(arb, size);
    arb_abs(size, phase->R_to);
    return phase->end == WANE_END_BRANCH && arb_contains_si(size, 1);
}

static slong verdict_accuracy(const void *question)
{
    const verdict_struct *verdict = ((const verdict_question_t *)question)->verdict;
    slong bits = WORD_MAX;
    for (slong i = 0; i < verdict->phase_count; i++) {
        if (!lands_at_corner(verdict->phases + i))
            bits = FLINT_MIN(bits, value_accuracy(verdict->phases[i].R_to));
        bits = FLINT_MIN(bits, value_accuracy(verdict->phases[i].a_to));
    }
    if (verdict->has_exit) bits = FLINT_MIN(bits, value_accuracy(verdict->a_static));
    if (verdict->has_scaling) bits = FLINT_MIN(bits, scaling_accuracy(verdict->scaling));
    return bits;
}

wane_status_t verdict_compute_before(verdict_t verdict, const verdict_witness_t *witness,
                                     const wane_function_t student, const wane_function_t teacher,
                                     const wane_interval_t a0, const wane_start_t start,
                                     const wane_effort_t *effort, wane_message_t message)
{
    verdict_question_t q = {verdict, witness, a0, start};
    int point = fmpq_equal(a0->lo, a0->hi) &&
                (start->kind != WANE_START_VALUE || fmpq_equal(start->value->lo, start->value->hi));
    question_t question = {answer_verdict, verdict_accuracy, &q, point};
    return drive(&question, student, teacher, effort, message);
}

wane_status_t verdict_compute(verdict_t verdict, const wane_function_t student, const wane_function_t teacher,
                              const wane_interval_t a0, const wane_start_t start, const wane_effort_t *effort,
                              wane_message_t message)
{
    return verdict_compute_before(verdict, NULL, student, teacher, a0, start, effort, message);
}

typedef struct {
    manifold_struct *manifold;
    int side;
} manifold_question_t;

static wane_status_t answer_manifold(void *question, const kernels_t kernels, const wane_effort_t *effort,
                                     wane_message_t message)
{
    manifold_question_t *q = question;
    return manifold_from_kernels(q->manifold, kernels, q->side, effort, message);
}

static slong manifold_accuracy(const void *question)
{
    const manifold_struct *manifold = ((const manifold_question_t *)question)->manifold;
    slong bits = FLINT_MIN(value_accuracy(manifold->a_c), value_accuracy(manifold->a_eq));
    for (slong i = 0; i < manifold->fold_count; i++) {
        bits = FLINT_MIN(bits, value_accuracy(manifold->folds[i].R));
        bits = FLINT_MIN(bits, value_accuracy(manifold->folds[i].a));
    }
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        bits = FLINT_MIN(bits, value_accuracy(manifold->equilibria[i].R));
        bits = FLINT_MIN(bits, value_accuracy(manifold->equilibria[i].a));
    }
    return FLINT_MIN(bits, scaling_accuracy(manifold->small_R));
}

wane_status_t manifold_compute(manifold_t manifold, const wane_function_t student,
                               const wane_function_t teacher, int side, const wane_effort_t *effort,
                               wane_message_t message)
{
    manifold_question_t q = {manifold, side};
    question_t question = {answer_manifold, manifold_accuracy, &q, 1};
    return drive(&question, student, teacher, effort, message);
}
