#include "manifold/family/line/line_prover.h"

#include <string.h>

#include "base/scoped.h"
#include "manifold/family/boxes/box_queue.h"
#include "manifold/family/boxes/family_corner.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/limit/itinerary.h"
#include "manifold/shape/start.h"

#define COST_OF_FLOW 8
#define COST_OF_STEP 2 /* of integration */

wane_status_t line_prover_init_set(line_prover_t prover, const line_problem_t *problem,
                                   wane_message_t message)
{
    const flow_subject_t *subject = &problem->subject;
    memset(prover, 0, sizeof(line_prover_struct));
    prover->problem = problem;
    prover->unknown = -1;
    prover->may_integrate = 1;
    wane_status_t status = family_space_init_set(prover->space, subject->student, subject->teacher,
                                                 subject->eps, subject->a0, subject->start, message);
    for (slong i = 0; i < prover->space->count; i++)
        if (strcmp(prover->space->unknown[i].name, problem->name) == 0) prover->unknown = i;
    if (status == WANE_OK && prover->unknown < 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%.60s is no quantity of the problem",
                                problem->name);
    if (status == WANE_OK) prover->space->unknown[prover->unknown].is_held = 1;
    return status;
}

void line_prover_clear(line_prover_t prover)
{
    if (prover->digits > 0) family_kernels_clear(prover->kernels);
    family_space_clear(prover->space);
}

void line_prover_range(fmpq_t lo, fmpq_t hi, const line_prover_t prover)
{
    fmpq_set(lo, prover->space->whole + 2 * prover->unknown);
    fmpq_set(hi, prover->space->whole + 2 * prover->unknown + 1);
}

/* ---- one box ---- */

static wane_status_t decide_in_limit(line_prover_struct *prover, const kernels_t kernels,
                                     const quantifier_t a0, const wane_start_t start, wane_message_t message)
{
    verdict_t verdict;
    verdict_init(verdict);
    wane_status_t status = verdict_prove(verdict, 0, NULL, kernels, a0->value, start, message);
    if (status == WANE_UNDECIDED && family_across_critical_height(verdict, kernels, a0->value, start))
        status = WANE_OK;
    prover->last = verdict->outcome;
    verdict_clear(verdict);
    return status;
}

static wane_status_t decide_flow(line_prover_struct *prover, const kernels_t kernels,
                                 const flow_subject_t *subject, flow_means_t means, wane_message_t message)
{
    finite_eps_t result;
    int final;
    finite_eps_init(result);
    wane_status_t status =
        finite_eps_prove(result, &final, NULL, kernels, subject, means, prover->digits, message);
    prover->last = result->outcome;
    prover->knows_limit = arb_is_finite(result->R_final);
    prover->cost += COST_OF_FLOW + COST_OF_STEP * result->steps;
    finite_eps_clear(result);
    return status;
}

static wane_status_t decide(void *self, int *is_content, const family_box_t *box, thoroughness_t thoroughness,
                            witness_role_t role, wane_message_t message)
{
    (void)is_content, (void)role;
    line_prover_struct *prover = self;
    const kernels_struct *kernels;
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    family_box_ratio(eps, box, prover->space);
    family_box_scale(a0, box, prover->space);
    family_box_start(start, box, prover->space);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, box, message);
    if (status != WANE_OK) return status;
    if (prover->space->is_limit) return decide_in_limit(prover, kernels, a0, start, message);
    const flow_subject_t subject = {NULL, NULL, eps, a0, start, prover->problem->subject.drop};
    const flow_means_t quick = prover->is_rough ? FLOW_BY_ONE_RISE : FLOW_BY_BOUNDS;
    status = decide_flow(prover, kernels, &subject,
                         thoroughness == PROVE_QUICKLY ? quick : FLOW_BY_INTEGRATION, message);
    if (status == WANE_OK && thoroughness == PROVE_THOROUGHLY) prover->has_integrated = 1;
    return status;
}

/* ---- boxes with a range of the quantity ---- */

static wane_outcome_t outcome_of_last(const void *self)
{
    return ((const line_prover_struct *)self)->last;
}

/* Nothing but the verdict, which is that of all. */
static void take_in(void *self, const family_box_t *box)
{
    (void)box;
    line_prover_struct *prover = self;
    prover->common = prover->last;
}

static slong cost(const void *self)
{
    const line_prover_struct *prover = self;
    return prover->cost + prover->kernels->cost;
}

static int has_other_means(const line_prover_struct *prover)
{
    return !prover->space->is_limit && prover->may_integrate && !prover->is_rough;
}

static void need_kernels(line_prover_t prover, slong digits)
{
    if (prover->digits == digits) return;
    wane_effort_t effort = prover->problem->effort;
    if (prover->digits > 0) family_kernels_clear(prover->kernels);
    effort.digits = prover->digits = digits;
    effort.threads = 1;
    family_kernels_init(prover->kernels, prover->space, &effort);
}

/* By integration only where bounds fail even in the middle. */
static wane_status_t decide_alone(line_prover_t prover, const family_box_t *box, wane_message_t message)
{
    wane_message_t unused;
    wane_status_t status = decide(prover, NULL, box, PROVE_QUICKLY, WITNESS_IS_ABSENT, message);
    prover->is_hopeless = 0;
    if (status != WANE_UNDECIDED || prover->space->is_limit || prover->is_rough) return status;
    if (family_box_is_interval(box, prover->unknown)) {
        const int knows_limit = prover->knows_limit;
        family_box_t middle;
        family_box_init_set(&middle, box, prover->space);
        family_box_centre(&middle, prover->unknown, prover->space);
        const int is_decided =
            decide(prover, NULL, &middle, PROVE_QUICKLY, WITNESS_IS_ABSENT, unused) != WANE_UNDECIDED;
        family_box_clear(&middle, prover->space);
        prover->is_hopeless = !is_decided && prover->knows_limit;
        if (is_decided || knows_limit) return status;
    }
    return has_other_means(prover) && !prover->knows_limit
               ? decide(prover, NULL, box, PROVE_THOROUGHLY, WITNESS_IS_ABSENT, message)
               : status;
}

wane_status_t line_prover_decide(wane_outcome_t *outcome, line_prover_t prover, const fmpq_t lo,
                                 const fmpq_t hi, slong digits, int is_rough, wane_message_t message)
{
    family_space_struct *space = prover->space;
    wane_status_t status;
    need_kernels(prover, digits);
    prover->is_rough = is_rough;
    fmpq_set(space->whole + 2 * prover->unknown, lo);
    fmpq_set(space->whole + 2 * prover->unknown + 1, hi);
    if (space->count > 1) {
        const box_prover_t queue = {decide, has_other_means(prover), outcome_of_last, take_in, cost, prover};
        prover->cost = prover->kernels->cost = 0;
        status = box_queue_run(NULL, &queue, space, message);
    } else {
        family_box_t box;
        family_box_init(&box, space);
        status = decide_alone(prover, &box, message);
        take_in(prover, &box);
        family_box_clear(&box, space);
    }
    *outcome = status == WANE_OK ? prover->common : WANE_OUTCOME_UNDECIDED;
    return status;
}
