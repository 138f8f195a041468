/* The initial scale at given eps: sup R does not grow with it, so that single scales part all of them. */
#include "manifold/family/line/line_theorems.h"

#include "base/scoped.h"
#include "manifold/family/boxes/box_flow.h"

#define OCTAVES 20     /* of scales, on both sides of 1 */
#define MIDDLE_BITS 20 /* of a cut, more than the width is of the scale */

typedef struct {
    const line_problem_t *problem;
    wane_status_t status;
    wane_message_struct *message;
} scales_t;

/* The verdict from one scale; undecided where it is neither of the two that are possible. */
static wane_outcome_t outcome_at(scales_t *scales, const fmpq_t x)
{
    const line_problem_t *problem = scales->problem;
    const flow_subject_t *subject = &problem->subject;
    finite_eps_t result;
    wane_outcome_t outcome = WANE_OUTCOME_UNDECIDED;
    SCOPED(quantifier, a0);
    fmpq_set(a0->value->lo, x);
    fmpq_set(a0->value->hi, x);
    finite_eps_init(result);
    const wane_status_t status =
        finite_eps_compute(result, subject->student, subject->teacher, subject->eps, a0, subject->start,
                           subject->drop, &problem->effort, scales->message);
    if (status == WANE_OK &&
        (result->outcome == WANE_OUTCOME_LEARNING || result->outcome == WANE_OUTCOME_PARTIAL_UNLEARNING))
        outcome = result->outcome;
    if (status != WANE_OK && status != WANE_UNDECIDED) scales->status = status;
    if (problem->progress != NULL && problem->progress(problem->context, 0.5) != 0)
        scales->status = wane_message_set(scales->message, WANE_FAILURE, 0, "stopped");
    finite_eps_clear(result);
    return scales->status == WANE_OK ? outcome : WANE_OUTCOME_UNDECIDED;
}

/* Whether R tends to one and the same level from every a0 > 0, which is not 0. */
static int has_one_limit(const line_problem_t *problem)
{
    const flow_subject_t *subject = &problem->subject;
    finite_eps_t result;
    wane_message_t unused;
    SCOPED(quantifier, all);
    all->all = 1;
    finite_eps_init(result);
    const wane_status_t status =
        finite_eps_compute(result, subject->student, subject->teacher, subject->eps, all, subject->start,
                           subject->drop, &problem->effort, unused);
    const int has =
        status == WANE_UNDECIDED && arb_is_finite(result->R_final) && !arb_contains_zero(result->R_final);
    finite_eps_clear(result);
    return has;
}

/* lo + (hi - lo) share/4, between numbers far apart on their logarithms. */
static void set_between(fmpq_t x, const fmpq_t lo, const fmpq_t hi, slong share)
{
    SCOPED(fmpq, twice);
    SCOPED(arb, ratio, y);
    fmpq_mul_2exp(twice, lo, 1);
    if (fmpq_cmp(twice, hi) > 0) {
        fmpq_sub(x, hi, lo);
        fmpq_mul_si(x, x, share);
        fmpq_div_2exp(x, x, 2);
        fmpq_add(x, x, lo);
        return;
    }
    fmpq_div(x, hi, lo);
    arb_set_fmpq(ratio, x, 64);
    arb_root_ui(ratio, ratio, 4, 64);
    arb_pow_ui(ratio, ratio, (ulong)share, 64);
    arb_set_fmpq(y, lo, 64);
    arb_mul(y, y, ratio, 64);
    arf_set_round(arb_midref(y), arb_midref(y), MIDDLE_BITS, ARF_RND_NEAR);
    arf_get_fmpq(x, arb_midref(y));
}

/* 1 if a scale between both was decided, which then takes the place of one of them. */
static int narrow(fmpq_t lo, fmpq_t hi, scales_t *scales)
{
    static const slong share[] = {2, 1, 3};
    SCOPED(fmpq, x);
    for (int i = 0; i < 3 && scales->status == WANE_OK; i++) {
        set_between(x, lo, hi, share[i]);
        const wane_outcome_t outcome = outcome_at(scales, x);
        if (outcome == WANE_OUTCOME_UNDECIDED) continue;
        fmpq_set(outcome == WANE_OUTCOME_LEARNING ? hi : lo, x);
        return 1;
    }
    return 0;
}

static int is_wider(const fmpq_t lo, const fmpq_t hi, const fmpq *width)
{
    SCOPED(fmpq, size);
    fmpq_sub(size, hi, lo);
    return fmpq_cmp(size, width) >= 0;
}

/* The least (step 1) or greatest scale, as far out as it is decided, with that verdict; 0 if there is none. */
static int find_end(fmpq_t x, scales_t *scales, const fmpq *most, int step, wane_outcome_t outcome)
{
    static const slong octaves[] = {OCTAVES, OCTAVES / 2, OCTAVES / 4, OCTAVES / 10};
    for (size_t i = 0; i < sizeof octaves / sizeof *octaves && scales->status == WANE_OK; i++) {
        fmpq_one(x);
        if (most != NULL) fmpq_set(x, most);
        if (step > 0) fmpq_div_2exp(x, x, (flint_bitcnt_t)octaves[i]);
        else if (most == NULL) fmpq_mul_2exp(x, x, (flint_bitcnt_t)octaves[i]);
        if (outcome_at(scales, x) == outcome) return 1;
    }
    return 0;
}

wane_status_t line_scales(int *is_done, line_t line, const line_problem_t *problem, const fmpq *most,
                          wane_message_t message)
{
    static const char why[] =
        "R has one limit from all a0, and whether it exceeds that by more than the drop is not proved";
    const flow_subject_t *subject = &problem->subject;
    scales_t scales = {problem, WANE_OK, message};
    SCOPED(fmpq, zero, lo, hi);
    SCOPED(quantifier, a0);
    a0->all = 1;
    const flow_subject_t all = {subject->student, subject->teacher, subject->eps, a0,
                                subject->start,   subject->drop};
    *is_done = !box_flow_is_needed(&all) && has_one_limit(problem);
    if (!*is_done) return WANE_OK;
    const int lo_is_lost = find_end(lo, &scales, most, 1, WANE_OUTCOME_PARTIAL_UNLEARNING),
              hi_is_kept = find_end(hi, &scales, most, -1, WANE_OUTCOME_LEARNING);
    while (lo_is_lost && hi_is_kept && is_wider(lo, hi, problem->width) && narrow(lo, hi, &scales))
        ;
    if (scales.status != WANE_OK) return scales.status;
    line_add(line, zero, lo, lo_is_lost ? WANE_OUTCOME_PARTIAL_UNLEARNING : WANE_OUTCOME_UNDECIDED, why);
    line_add(line, lo, hi, WANE_OUTCOME_UNDECIDED, why);
    if (lo_is_lost && hi_is_kept) line_mark_boundary(line);
    line_add(line, hi, most, hi_is_kept ? WANE_OUTCOME_LEARNING : WANE_OUTCOME_UNDECIDED, why);
    return WANE_OK;
}
