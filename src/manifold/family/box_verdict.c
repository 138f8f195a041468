/* A verdict for a whole family: derivations/16. */
#include <stdio.h>
#include <string.h>

#include "manifold/family/box_verdict.h"

#include "base/scoped.h"
#include "manifold/limit/definitions.h"
#include "manifold/family/from_functions.h"
#include "manifold/family/family_corner.h"
#include "manifold/family/family_kernels.h"
#include "manifold/family/family_merge.h"
#include "manifold/proof/record.h"

#define BUDGET 4096
#define MOST_MEASURED 64 /* beyond, slow times and separations are left undetermined */
#define MOST_HALVINGS 24
#define MOST_HALVINGS_FOR_WITNESS 16
#define FAMILY_DIGITS 12
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
    family_space_t space;
    wane_message_t message;
    int needed =
        family_space_init_set(space, student, teacher, a0, start, message) != WANE_OK || space->count > 0;
    family_space_clear(space);
    return needed;
}

typedef struct {
    const family_space_struct *space;
    const box_witness_t *witness; /* NULL: none, or no longer content */
    family_kernels_struct *kernels;
    box_verdict_struct *family;
    slong waiting, alloc, next; /* boxes[next … waiting-1] are still to be decided */
    family_box_t *boxes;
    slong kind_count; /* different itineraries met, the text of each and the first box it was met on */
    char *kind[MOST_ITINERARIES];
    char where[MOST_ITINERARIES][160];
    int varied;
} work_t;

static family_box_t *push(work_t *work)
{
    if (work->waiting == work->alloc) {
        work->alloc = 2 * work->alloc + 16;
        work->boxes = flint_realloc(work->boxes, work->alloc * sizeof(family_box_t));
    }
    return work->boxes + work->waiting++;
}

typedef struct {
    const box_witness_t *witness;
    const family_box_t *box;
    int is_content;
} shown_t;

static void show_box(void *context, const itinerary_t proof)
{
    shown_t *shown = context;
    shown->is_content = shown->witness->show(shown->witness->context, shown->box, proof);
}

/* *is_content: the witness is with the proof; NULL: it is not shown. */
static wane_status_t decide(verdict_t verdict, int *is_content, work_t *work, const family_box_t *box,
                            int measure, wane_message_t message)
{
    shown_t shown = {work->witness, box, 0};
    const verdict_witness_t witness = {show_box, &shown};
    kernels_t kernels;
    wane_start_t start;
    kernels_init(kernels);
    SCOPED(wane_interval, a0);
    wane_start_init(start);
    family_box_scale(a0, box, work->space);
    family_box_start(start, box, work->space);
    wane_status_t status = family_kernels_compute(kernels, work->kernels, box, message);
    if (status == WANE_OK)
        status = verdict_prove(verdict, measure, is_content != NULL ? &witness : NULL, kernels, a0, start,
                               message);
    if (status == WANE_UNDECIDED && family_across_critical_height(verdict, kernels, a0, start))
        status = WANE_OK;
    if (is_content != NULL) *is_content = shown.is_content;
    kernels_clear(kernels);
    wane_start_clear(start);
    return status;
}

static void note_itinerary(work_t *work, const verdict_t verdict, const family_box_t *box)
{
    char *text = family_itinerary_text(verdict);
    for (slong i = 0; i < work->kind_count; i++) {
        if (strcmp(work->kind[i], text) != 0) continue;
        flint_free(text);
        return;
    }
    if (work->kind_count == MOST_ITINERARIES) {
        work->varied = 1;
        flint_free(text);
        return;
    }
    family_box_text(work->where[work->kind_count], sizeof work->where[0], box, work->space);
    work->kind[work->kind_count++] = text;
}

/* Takes the verdict of one box in; the first box's text serves to name a contradiction. */
static wane_status_t take_in(work_t *work, verdict_t verdict, const family_box_t *box, wane_message_t message)
{
    box_verdict_struct *family = work->family;
    verdict_struct *all = family->verdict;
    char here[160];
    if (family->boxes > 0 && verdict->outcome != all->outcome) {
        family_box_text(here, sizeof here, box, work->space);
        return wane_message_set(
            message, WANE_UNDECIDED, 0, "the family has no common verdict: %s for %s, %s for %s",
            wane_outcome_name(all->outcome), work->where[0], wane_outcome_name(verdict->outcome), here);
    }
    note_itinerary(work, verdict, box);
    int same = family->boxes == 0 || family_same_itinerary(all, verdict);
    if (family->boxes == 0) {
        verdict_struct swap = *all;
        *all = *verdict;
        *verdict = swap;
    } else {
        family_merge(all, verdict, same && work->kind_count == 1 && !work->varied);
    }
    family->boxes++;
    return WANE_OK;
}

/* The unknown to halve: a0 or R0 if the box is decided from their middle, else a parameter. */
static slong unknown_to_halve(work_t *work, const family_box_t *box)
{
    slong parameter = family_box_widest(box, work->space, 1),
          initial = family_box_widest(box, work->space, 0);
    if (parameter < 0 || initial < 0) return parameter < 0 ? initial : parameter;
    family_box_t centre;
    verdict_t verdict;
    wane_message_t unused;
    verdict_init(verdict);
    family_box_init_set(&centre, box, work->space);
    family_box_centre_start(&centre, work->space);
    int from_middle = decide(verdict, NULL, work, &centre, 0, unused) == WANE_OK;
    family_box_clear(&centre, work->space);
    verdict_clear(verdict);
    return from_middle ? initial : parameter;
}

static wane_status_t resists(const work_t *work, const family_box_t *box, wane_message_t message)
{
    wane_message_t why = {*message};
    char here[200];
    family_box_text(here, sizeof here, box, work->space);
    return wane_message_set(message, WANE_UNDECIDED, 0, "not decided for %s: %.200s", here, why->text);
}

static wane_status_t split(work_t *work, const family_box_t *box, wane_message_t message)
{
    slong unknown = unknown_to_halve(work, box);
    if (unknown < 0 || box->halvings[unknown] >= MOST_HALVINGS || work->kernels->cost > BUDGET)
        return resists(work, box, message);
    for (int upper = 0; upper < 2; upper++) {
        family_box_t half;
        family_box_init_set(&half, box, work->space);
        family_box_halve(&half, unknown, upper);
        *push(work) = half;
    }
    return WANE_OK;
}

/* The proofs of parts of the box, which was decided, for the witness, who is not content with that of the
   whole.  What they show the verdict has already. */
static int show_parts(work_t *work, const family_box_t *box)
{
    const slong parameter = family_box_widest(box, work->space, 1);
    int is_content = parameter >= 0 && box->halvings[parameter] < MOST_HALVINGS_FOR_WITNESS;
    for (int upper = 0; upper < 2 && is_content; upper++) {
        family_box_t half;
        verdict_t verdict;
        wane_message_t unused;
        verdict_init(verdict);
        family_box_init_set(&half, box, work->space);
        family_box_halve(&half, parameter, upper);
        decide(verdict, &is_content, work, &half, 0, unused);
        is_content = is_content || show_parts(work, &half);
        family_box_clear(&half, work->space);
        verdict_clear(verdict);
    }
    return is_content;
}

static wane_status_t run(work_t *work, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    family_box_t *first = push(work);
    family_box_init(first, work->space);
    for (; status == WANE_OK && work->next < work->waiting; work->next++) {
        verdict_t verdict;
        family_box_t box = work->boxes[work->next]; /* pushing may move the list */
        verdict_init(verdict);
        int is_content = 1;
        message->text[0] = '\0';
        status = decide(verdict, work->witness != NULL ? &is_content : NULL, work, &box,
                        work->family->boxes < MOST_MEASURED, message);
        if (status == WANE_OK) status = take_in(work, verdict, &box, message);
        if (status == WANE_OK && !is_content && !show_parts(work, &box)) work->witness = NULL;
        else if (status == WANE_UNDECIDED) status = split(work, &box, message);
        verdict_clear(verdict);
    }
    return status;
}

static void describe(work_t *work)
{
    verdict_struct *verdict = work->family->verdict;
    char text[512];
    if (work->family->boxes == 1) return;
    family_drop_reasons(verdict);
    snprintf(text, sizeof text, "the intervals were cut into %ld boxes, and the verdict is proved on each",
             (long)work->family->boxes);
    proof_add_reason(&verdict->reasons, &verdict->reason_count, text);
    for (slong i = 0; i < work->kind_count; i++) {
        snprintf(text, sizeof text, "%s%s: %.300s",
                 work->kind_count > 1 ? "for example for " : "on every box",
                 work->kind_count > 1 ? work->where[i] : "", work->kind[i]);
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

wane_status_t box_verdict_compute_before(box_verdict_t family, int *is_content, const box_witness_t *witness,
                                         const wane_function_t student, const wane_function_t teacher,
                                         const wane_interval_t a0, const wane_start_t start,
                                         const wane_effort_t *effort, wane_message_t message)
{
    family_space_t space;
    family_kernels_t kernels;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    wane_effort_t modest = *effort;
    modest.digits = FLINT_MIN(effort->digits, FAMILY_DIGITS);
    box_verdict_clear(family);
    box_verdict_init(family);
    family->is_family = 1;
    wane_status_t status = family_space_init_set(space, student, teacher, a0, start, text);
    family_kernels_init(kernels, space, &modest);
    work_t work = {.space = space, .witness = witness, .kernels = kernels, .family = family};
    if (status == WANE_OK) status = run(&work, text);
    if (is_content != NULL) *is_content = work.witness != NULL;
    if (status == WANE_OK) status = check_hulls(family, text);
    if (status == WANE_OK) {
        describe(&work);
        text->text[0] = '\0';
    }
    if (status == WANE_UNDECIDED) leave_undecided(family, text->text);
    for (slong i = 0; i < work.waiting; i++) family_box_clear(work.boxes + i, space);
    flint_free(work.boxes);
    for (slong i = 0; i < work.kind_count; i++) flint_free(work.kind[i]);
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
