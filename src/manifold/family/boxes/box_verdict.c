/* A verdict for a whole family: derivations/16. */
#include <stdio.h>
#include <string.h>

#include "manifold/family/boxes/box_verdict.h"

#include "base/scoped.h"
#include "base/interval.h"
#include "manifold/limit/definitions.h"
#include "manifold/family/boxes/box_queue.h"
#include "manifold/family/boxes/box_witness.h"
#include "manifold/family/boxes/family_corner.h"
#include "manifold/family/boxes/family_kernels.h"
#include "manifold/family/boxes/family_merge.h"
#include "manifold/proof/record.h"
#include "manifold/shape/start.h"

#define MOST_MEASURED 64 /* beyond, slow times and separations are left undetermined */
#define FAMILY_DIGITS 12 /* where intervals stand in the functions more are of no use */
#define GUARD_DIGITS 5
#define MOST_ITINERARIES 8

void box_verdict_init(box_verdict_t family)
{
    verdict_init(family->verdict);
    family->is_family = 0;
    family->boxes = 0;
}

void box_verdict_clear(box_verdict_t family)
{
    verdict_clear(family->verdict);
}

int box_verdict_is_needed(const wane_function_t student, const wane_function_t teacher,
                          const wane_interval_t a0, const wane_start_t start)
{
    SCOPED(quantifier, scale);
    interval_set(scale->value, a0);
    family_space_t space;
    wane_message_t message;
    const int needed =
        family_space_init_set(space, student, teacher, NULL, scale, start, message) != WANE_OK ||
        space->count > 0;
    family_space_clear(space);
    return needed;
}

/* The prover in the limit. */
typedef struct {
    const family_space_struct *space;
    const box_witness_t *witness;
    family_kernels_struct *kernels;
    verdict_t last;
    box_verdict_struct *family;
    slong kind_count; /* different itineraries met, the text of each and the first box it was met on */
    char *kind[MOST_ITINERARIES];
    char where[MOST_ITINERARIES][160];
    int varied;
} prover_t;

typedef struct {
    const box_witness_t *witness;
    const family_box_t *box;
    int keep, is_content;
} shown_t;

static void show_box(void *context, const itinerary_t proof)
{
    shown_t *shown = context;
    shown->is_content = shown->witness->show(shown->witness->context, shown->box, shown->keep, proof);
}

static wane_status_t decide(void *self, int *is_content, const family_box_t *box, thoroughness_t unused,
                            witness_role_t role, wane_message_t message)
{
    (void)unused;
    prover_t *prover = self;
    const kernels_struct *kernels;
    shown_t shown = {prover->witness, box, role == WITNESS_KEEPS, 0};
    const verdict_witness_t witness = {show_box, &shown};
    const int is_watched = role != WITNESS_IS_ABSENT,
              measure = !box->is_decided && prover->family->boxes < MOST_MEASURED;
    verdict_clear(prover->last);
    verdict_init(prover->last);
    SCOPED(quantifier, a0);
    SCOPED(wane_start, start);
    family_box_scale(a0, box, prover->space);
    family_box_start(start, box, prover->space);
    wane_status_t status = family_kernels_compute(&kernels, prover->kernels, box, message);
    if (status != WANE_OK) return status;
    status = verdict_prove(prover->last, measure, is_watched ? &witness : NULL, kernels, a0->value, start,
                           message);
    if (status == WANE_UNDECIDED && family_across_critical_height(prover->last, kernels, a0->value, start))
        status = WANE_OK;
    if (is_watched) *is_content = shown.is_content;
    return status;
}

static wane_outcome_t outcome_of_last(const void *self)
{
    return ((const prover_t *)self)->last->outcome;
}

static slong cost(const void *self)
{
    return ((const prover_t *)self)->kernels->cost;
}

static void note_itinerary(prover_t *prover, const family_box_t *box)
{
    char *text = family_itinerary_text(prover->last);
    for (slong i = 0; i < prover->kind_count; i++) {
        if (strcmp(prover->kind[i], text) != 0) continue;
        flint_free(text);
        return;
    }
    if (prover->kind_count == MOST_ITINERARIES) {
        prover->varied = 1;
        flint_free(text);
        return;
    }
    family_box_text(prover->where[prover->kind_count], sizeof prover->where[0], box, prover->space);
    prover->kind[prover->kind_count++] = text;
}

static void take_in(void *self, const family_box_t *box)
{
    prover_t *prover = self;
    verdict_struct *all = prover->family->verdict;
    note_itinerary(prover, box);
    if (prover->family->boxes++ == 0) {
        verdict_struct swap = *all;
        *all = *prover->last;
        *prover->last = swap;
    } else {
        const int same = family_same_itinerary(all, prover->last);
        family_merge(all, prover->last, same && prover->kind_count == 1 && !prover->varied);
    }
}

static void describe(prover_t *prover)
{
    verdict_struct *verdict = prover->family->verdict;
    char text[512];
    if (prover->family->boxes == 1) return;
    proof_account_set_where(verdict->account, prover->where[0]);
    family_drop_reasons(verdict);
    snprintf(text, sizeof text, "the intervals were cut into %ld boxes, and the verdict is proved on each",
             (long)prover->family->boxes);
    proof_add_reason(&verdict->reasons, &verdict->reason_count, text);
    for (slong i = 0; i < prover->kind_count; i++) {
        snprintf(text, sizeof text, "%s%s: %.300s",
                 prover->kind_count > 1 ? "for example for " : "on every box",
                 prover->kind_count > 1 ? prover->where[i] : "", prover->kind[i]);
        proof_add_reason(&verdict->reasons, &verdict->reason_count, text);
    }
}

static void leave_undecided(box_verdict_t family, const char *why)
{
    verdict_clear(family->verdict);
    verdict_init(family->verdict);
    proof_add_reason(&family->verdict->reasons, &family->verdict->reason_count, why);
}

/* The verdict of each box has been checked; their hulls must not contradict the common word. */
static wane_status_t check_hulls(const box_verdict_t family, wane_message_t message)
{
    const verdict_struct *all = family->verdict;
    answer_t answer = {
        .outcome = all->outcome, .R_peak = all->R_peak, .R_final = all->R_final, .a_final = all->a_final};
    const char *why = answer_contradicts(&answer, 1);
    return why == NULL ? WANE_OK : answer_is_refused(all->outcome, why, message);
}

wane_status_t box_verdict_compute_before(box_verdict_t family, char **unseen, const box_witness_t *witness,
                                         const wane_function_t student, const wane_function_t teacher,
                                         const wane_interval_t a0, const wane_start_t start,
                                         const wane_effort_t *effort, wane_message_t message)
{
    family_space_t space;
    family_kernels_t kernels;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    wane_effort_t modest = *effort;
    box_verdict_clear(family);
    box_verdict_init(family);
    family->is_family = 1;
    if (witness != NULL) *unseen = NULL;
    SCOPED(quantifier, scale);
    interval_set(scale->value, a0);
    wane_status_t status = family_space_init_set(space, student, teacher, NULL, scale, start, text);
    modest.digits = family_space_has_parameters(space) ? FLINT_MIN(effort->digits, FAMILY_DIGITS)
                                                       : effort->digits + GUARD_DIGITS;
    family_kernels_init(kernels, space, &modest);
    prover_t self = {.space = space, .witness = witness, .kernels = kernels, .family = family};
    const box_prover_t prover = {decide, 0, outcome_of_last, take_in, cost, &self};
    verdict_init(self.last);
    if (status == WANE_OK) status = box_queue_run(witness != NULL ? unseen : NULL, &prover, space, text);
    if (status == WANE_OK) status = check_hulls(family, text);
    if (status == WANE_OK) {
        describe(&self);
        text->text[0] = '\0';
    }
    if (status == WANE_UNDECIDED) leave_undecided(family, text->text);
    verdict_clear(self.last);
    for (slong i = 0; i < self.kind_count; i++) flint_free(self.kind[i]);
    family_kernels_clear(kernels);
    family_space_clear(space);
    return status;
}

wane_status_t box_verdict_compute(box_verdict_t family, const wane_function_t student,
                                  const wane_function_t teacher, const wane_interval_t a0,
                                  const wane_start_t start, const wane_effort_t *effort,
                                  wane_message_t message)
{
    return box_verdict_compute_before(family, NULL, NULL, student, teacher, a0, start, effort, message);
}
