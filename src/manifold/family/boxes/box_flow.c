/* A verdict at given eps for a whole family. */
#include "manifold/family/boxes/box_flow.h"

#include <string.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "manifold/family/boxes/box_queue.h"
#include "manifold/family/boxes/box_witness.h"
#include "manifold/family/boxes/family_kernels.h"
#include "manifold/family/boxes/family_merge.h"
#include "manifold/limit/definitions.h"
#include "manifold/shape/start.h"
#include "manifold/proof/record.h"

#define FAMILY_DIGITS 12
#define GUARD_DIGITS 5
#define COST_OF_FLOW 8
#define COST_OF_STEP 2 /* of integration */

void box_flow_init(box_flow_t family)
{
    finite_eps_init(family->flow);
    family->is_family = 0;
    family->boxes = 0;
}

void box_flow_clear(box_flow_t family)
{
    finite_eps_clear(family->flow);
}

int box_flow_is_needed(const flow_subject_t *subject)
{
    family_space_t space;
    wane_message_t message;
    const int needed = family_space_init_set(space, subject->student, subject->teacher, subject->eps,
                                             subject->a0, subject->start, message) != WANE_OK ||
                       space->count > 0;
    family_space_clear(space);
    return needed;
}

/* The prover at given eps. */
typedef struct {
    const family_space_struct *space;
    const flow_box_witness_t *witness;
    const flow_subject_t *subject; /* of the family */
    family_kernels_struct *kernels;
    slong digits;
    finite_eps_t last;
    box_flow_struct *family;
    int is_final; /* nothing has been left open for want of precision */
    slong prec;
    slong cost;      /* of what is not kernels */
    char first[160]; /* box taken in */
    int region_varies, entrance_varies;
    int asks_limit; /* which is enough, whatever the verdicts are */
} prover_t;

typedef struct {
    const flow_box_witness_t *witness;
    const family_box_t *box;
    int keep, is_shown, is_content;
} shown_t;

static void show_box(void *context, const flow_problem_t proof, slong terms)
{
    shown_t *shown = context;
    shown->is_shown = 1;
    shown->is_content = shown->witness->show(shown->witness->context, shown->box, shown->keep, proof, terms);
}

/* Whether only numbers stand in the functions. */
static int has_fixed_functions(const family_box_t *box, const family_space_t space)
{
    for (slong i = 0; i < space->count; i++)
        if (space->unknown[i].kind == UNKNOWN_PARAMETER && family_box_is_interval(box, i)) return 0;
    return 1;
}

/* Integration costs so much that it comes last, and where the signs of N and P are not known over a box of functions it
   is better cut. */
static flow_means_t means_for(const family_box_t *box, const family_space_t space,
                              thoroughness_t thoroughness)
{
    if (thoroughness == PROVE_QUICKLY) return FLOW_BY_BOUNDS;
    return has_fixed_functions(box, space) ? FLOW_BY_ALL_MEANS : FLOW_BY_INTEGRATION;
}

static wane_status_t decide(void *self, int *is_content, const family_box_t *box, thoroughness_t thoroughness,
                            witness_role_t role, wane_message_t message)
{
    prover_t *prover = self;
    const kernels_struct *kernels;
    const int is_watched = role != WITNESS_IS_ABSENT;
    int final;
    SCOPED(quantifier, eps, a0);
    SCOPED(wane_start, start);
    family_box_ratio(eps, box, prover->space);
    family_box_scale(a0, box, prover->space);
    family_box_start(start, box, prover->space);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, box, message);
    if (status != WANE_OK) return status;
    shown_t shown = {prover->witness, box, role == WITNESS_KEEPS, 0, 0};
    const flow_witness_t witness = {is_watched ? prover->witness->terms : NULL, show_box, &shown};
    const flow_subject_t subject = {NULL, NULL, eps, a0, start, prover->subject->drop};
    status = finite_eps_prove(prover->last, &final, is_watched ? &witness : NULL, kernels, &subject,
                              means_for(box, prover->space, thoroughness), prover->digits, message);
    prover->cost += COST_OF_FLOW + COST_OF_STEP * prover->last->steps;
    prover->prec = kernels->prec;
    if (status == WANE_UNDECIDED && prover->asks_limit && flow_limit_is_known(prover->last)) return WANE_OK;
    if (status == WANE_UNDECIDED) prover->is_final = prover->is_final && final;
    if (status == WANE_OK && is_watched && !shown.is_shown)
        shown.is_content = prover->witness->search(prover->witness->context, box, shown.keep, kernels);
    if (status == WANE_OK && is_watched) *is_content = shown.is_content;
    return status;
}

static wane_outcome_t outcome_of_last(const void *self)
{
    const prover_t *prover = self;
    return prover->asks_limit ? WANE_OUTCOME_UNDECIDED : prover->last->outcome;
}

static slong cost(const void *self)
{
    const prover_t *prover = self;
    return prover->cost + prover->kernels->cost;
}

static int are_equal(const char *x, const char *y)
{
    return x != NULL && y != NULL ? strcmp(x, y) == 0 : x == y;
}

static void take_in(void *self, const family_box_t *box)
{
    prover_t *prover = self;
    finite_eps_struct *all = prover->family->flow;
    if (prover->family->boxes++ == 0) {
        finite_eps_struct swap = *all;
        *all = *prover->last;
        *prover->last = swap;
        family_box_text(prover->first, sizeof prover->first, box, prover->space);
    } else {
        family_merge_flow(all, prover->last);
        prover->region_varies = prover->region_varies || !are_equal(all->region, prover->last->region);
        prover->entrance_varies = prover->entrance_varies || !are_equal(all->entered, prover->last->entered);
    }
}

/* Of the first box taken in, as an example. */
static void make_example(char **text, const prover_t *prover)
{
    if (*text == NULL) return;
    char *example = base_text("not the same for all; for %s: %s", prover->first, *text);
    flint_free(*text);
    *text = example;
}

/* The reasons of the first box stay. */
static void describe(prover_t *prover)
{
    finite_eps_struct *flow = prover->family->flow;
    if (prover->family->boxes > 1) {
        proof_account_set_where(flow->account, prover->first);
        char **reasons = flow->reasons;
        const slong count = flow->reason_count;
        flow->reasons = NULL;
        flow->reason_count = 0;
        char *text =
            base_text("the intervals were cut into %ld boxes, and the verdict is proved on each; for %s:",
                      (long)prover->family->boxes, prover->first);
        proof_add_reason(&flow->reasons, &flow->reason_count, text);
        flint_free(text);
        for (slong i = 0; i < count; i++) {
            proof_add_reason(&flow->reasons, &flow->reason_count, reasons[i]);
            flint_free(reasons[i]);
        }
        flint_free(reasons);
        if (prover->region_varies) make_example(&flow->region, prover);
        if (prover->entrance_varies) make_example(&flow->entered, prover);
    }
    flint_free(flow->theorem);
    flow->theorem = flow_theorem(prover->subject, flow);
}

static void leave_undecided(box_flow_t family, const char *why)
{
    flow_result_reset(family->flow);
    proof_add_reason(&family->flow->reasons, &family->flow->reason_count, why);
}

/* Of a family of several verdicts, or of none: a limit for each member. */
static void leave_limit(const prover_t *prover, const char *why)
{
    finite_eps_struct *flow = prover->family->flow;
    char *theorem = flow_theorem(prover->subject, flow);
    SCOPED(arb, R, a);
    arb_set(R, flow->R_final);
    arb_set(a, flow->a_final);
    const int R_sign = flow->proof.R_sign;
    flow_result_reset(flow);
    arb_set(flow->R_final, R);
    arb_set(flow->a_final, a);
    flow->proof.R_sign = R_sign;
    flow->theorem = theorem;
    proof_add_reason(&flow->reasons, &flow->reason_count, why);
}

/* As for boxes in the limit: each verdict has been checked, their hulls must not contradict the common word. */
static wane_status_t check_hulls(const prover_t *prover, wane_message_t message)
{
    const finite_eps_struct *all = prover->family->flow;
    answer_t answer = {.outcome = all->outcome,
                       .R_peak = all->R_peak,
                       .R_final = all->R_final,
                       .a_final = all->a_final,
                       .drop = prover->subject->drop};
    if (prover->subject->start->kind == WANE_START_VALUE && all->keeps_side)
        answer.R0 = prover->subject->start->value;
    const char *why = answer_contradicts(&answer, 1);
    return why == NULL ? WANE_OK : answer_is_refused(all->outcome, why, message);
}

/* One attempt at the precision of that many digits; unseen NULL: without the witness. */
static wane_status_t attempt(prover_t *prover, char **unseen, slong digits, const wane_effort_t *effort,
                             wane_message_t message)
{
    family_kernels_t kernels;
    wane_effort_t at = *effort;
    at.digits = digits;
    family_kernels_init(kernels, prover->space, &at);
    prover->kernels = kernels;
    prover->family->boxes = 0;
    prover->is_final = 1;
    prover->cost = 0;
    prover->region_varies = prover->entrance_varies = 0;
    flow_result_reset(prover->family->flow);
    if (unseen != NULL) prover->witness->forget(prover->witness->context);
    const box_prover_t queue = {decide, 1, outcome_of_last, take_in, cost, prover};
    wane_status_t status = box_queue_run(unseen, &queue, prover->space, message);
    if (status == WANE_OK && !prover->asks_limit) status = check_hulls(prover, message);
    family_kernels_clear(kernels);
    return status;
}

/* No verdict is that of all, or it is not proved: whether the limits are. */
static int has_limit(prover_t *prover, const wane_effort_t *effort)
{
    wane_message_t unused;
    finite_eps_struct *flow = prover->family->flow;
    prover->asks_limit = 1;
    if (attempt(prover, NULL, prover->digits + GUARD_DIGITS, effort, unused) != WANE_OK) return 0;
    flow->outcome = WANE_OUTCOME_UNDECIDED;
    flow->proved = 0;
    flow->has_scaling = 0;
    return 1;
}

/* Whether more bits may serve: not where intervals stand in the functions. */
static int wants_precision(const prover_t *prover, wane_status_t status, const wane_effort_t *effort)
{
    if (family_space_has_parameters(prover->space) || 2 * prover->prec > effort->max_prec) return 0;
    if (status == WANE_UNDECIDED) return !prover->is_final;
    return status == WANE_OK && prover->family->boxes == 1 &&
           (double)finite_eps_accuracy(prover->family->flow) <
               BASE_BITS_PER_DIGIT * (double)effort->digits + 1;
}

/* With more and more digits; what resists bounds with room for the witness is tried without. */
static wane_status_t run(prover_t *prover, char **unseen, const wane_effort_t *effort, wane_message_t message)
{
    wane_status_t status = WANE_UNDECIDED;
    slong digits = prover->digits + GUARD_DIGITS;
    do {
        if (unseen != NULL) {
            flint_free(*unseen);
            status = attempt(prover, unseen, digits, effort, message);
        }
        if (unseen != NULL && status == WANE_UNDECIDED) {
            flint_free(*unseen);
            *unseen = base_text("the box as a whole");
        }
        if (status == WANE_UNDECIDED) status = attempt(prover, NULL, digits, effort, message);
        digits *= 2;
    } while (wants_precision(prover, status, effort));
    return status;
}

wane_status_t box_flow_compute_before(box_flow_t family, char **unseen, const flow_box_witness_t *witness,
                                      const flow_subject_t *subject, const wane_effort_t *effort,
                                      wane_message_t message)
{
    family_space_t space;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    box_flow_clear(family);
    box_flow_init(family);
    family->is_family = 1;
    wane_status_t status =
        flow_problem_check_input(subject->eps, subject->a0, subject->start, subject->drop, text);
    if (status != WANE_OK) return status;
    status = family_space_init_set(space, subject->student, subject->teacher, subject->eps, subject->a0,
                                   subject->start, text);
    prover_t prover = {.space = space, .witness = witness, .subject = subject, .family = family};
    prover.digits =
        family_space_has_parameters(space) ? FLINT_MIN(effort->digits, FAMILY_DIGITS) : effort->digits;
    finite_eps_init(prover.last);
    if (witness != NULL) *unseen = NULL;
    if (status == WANE_OK) status = run(&prover, witness != NULL ? unseen : NULL, effort, text);
    if (status == WANE_OK) {
        describe(&prover);
        text->text[0] = '\0';
    }
    if (status == WANE_UNDECIDED && has_limit(&prover, effort)) leave_limit(&prover, text->text);
    else if (status == WANE_UNDECIDED) leave_undecided(family, text->text);
    finite_eps_clear(prover.last);
    family_space_clear(space);
    return status;
}

wane_status_t box_flow_compute(box_flow_t family, const flow_subject_t *subject, const wane_effort_t *effort,
                               wane_message_t message)
{
    return box_flow_compute_before(family, NULL, NULL, subject, effort, message);
}
