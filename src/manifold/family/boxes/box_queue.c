/* Boxes are decided in the order of their size, so that different verdicts are met early: derivations/16. */
#include "manifold/family/boxes/box_queue.h"

#include <stdio.h>

#include "base/text.h"

#define BUDGET 4096
#define BUDGET_FOR_WITNESS 16384 /* where the verdict is known */
#define MOST_HALVINGS 24
#define MOST_NAMED 3  /* boxes that resist */
#define MORE_BOXES 64 /* after a member that is undecided */
#define TEXT 160      /* for a box in words */
#define NONE (-1)

typedef struct {
    const family_space_struct *space;
    const box_prover_t *prover;
    slong waiting, alloc, next; /* boxes[next … waiting-1] are still to be decided */
    family_box_t *boxes;
    slong taken; /* and what is known of them: */
    wane_outcome_t outcome;
    char first[TEXT];
    int has_witness; /* who has kept all so far */
    char *unseen;
    slong named; /* boxes that resist, in words, and why the first does */
    char resisting[MOST_NAMED][TEXT];
    wane_message_t why;
    char member[TEXT]; /* that is undecided itself, so that nothing but different verdicts can be found … */
    wane_message_t why_not_member;
    slong last; /* … among the boxes before this one */
} queue_t;

static void push(queue_t *queue, const family_box_t *box)
{
    if (queue->waiting == queue->alloc) {
        queue->alloc = 2 * queue->alloc + 16;
        queue->boxes = flint_realloc(queue->boxes, (size_t)queue->alloc * sizeof(family_box_t));
    }
    queue->boxes[queue->waiting++] = *box;
}

static int may_halve(const family_box_t *box, slong unknown)
{
    return family_box_is_interval(box, unknown) && box->halvings[unknown] < MOST_HALVINGS;
}

/* The unknown that was halved least; -1: none may be. */
static slong least_halved(slong *count, const queue_t *queue, const family_box_t *box)
{
    slong found = -1;
    *count = 0;
    for (slong i = 0; i < queue->space->count; i++) {
        if (!may_halve(box, i)) continue;
        if (found < 0 || box->halvings[i] < box->halvings[found]) found = i;
        ++*count;
    }
    return found;
}

/* The box with that unknown alone, or every other one, at a single number. */
static void init_centre(family_box_t *centre, const queue_t *queue, const family_box_t *box, slong unknown,
                        int others)
{
    family_box_init_set(centre, box, queue->space);
    for (slong i = 0; i < queue->space->count; i++)
        if ((i == unknown) != others && family_box_is_interval(box, i))
            family_box_centre(centre, i, queue->space);
}

/* Whether it is settled quickly. */
static int settles(queue_t *queue, const family_box_t *box, slong unknown, int others)
{
    family_box_t centre;
    wane_message_t unused;
    int is_content = 1;
    const box_prover_t *prover = queue->prover;
    init_centre(&centre, queue, box, unknown, others);
    const witness_role_t role = box->is_decided ? WITNESS_LOOKS : WITNESS_IS_ABSENT;
    const int settled =
        prover->decide(prover->self, &is_content, &centre, PROVE_QUICKLY, role, unused) == WANE_OK &&
        is_content;
    family_box_clear(&centre, queue->space);
    return settled;
}

/* Whether the member in the middle is decided; if even that is not, it is named. */
static int middle_is_decided(queue_t *queue, const family_box_t *box, thoroughness_t thoroughness)
{
    family_box_t centre;
    wane_message_t why;
    int unused;
    const box_prover_t *prover = queue->prover;
    init_centre(&centre, queue, box, NONE, 1);
    const int decided = prover->decide(prover->self, &unused, &centre, thoroughness, WITNESS_IS_ABSENT,
                                       why) != WANE_UNDECIDED;
    const int is_last_means = thoroughness == PROVE_THOROUGHLY || !prover->has_other_means;
    if (!decided && is_last_means && queue->member[0] == '\0') {
        family_box_text(queue->member, TEXT, &centre, queue->space);
        *queue->why_not_member = *why;
        queue->last = queue->next + MORE_BOXES;
    }
    family_box_clear(&centre, queue->space);
    return decided;
}

/* What is in the way: an unknown without whose width all is settled, or else one that is in the way even if
   it is the only one; or else the one halved least. */
static slong unknown_to_halve(queue_t *queue, const family_box_t *box, thoroughness_t thoroughness)
{
    slong count, least = least_halved(&count, queue, box);
    for (int others = 0; others < 2 && count > 1 + others && thoroughness == PROVE_QUICKLY; others++) {
        slong found = NONE;
        for (slong i = 0; i < queue->space->count; i++)
            if (may_halve(box, i) && (found < 0 || box->halvings[i] < box->halvings[found]) &&
                settles(queue, box, i, others) != others)
                found = i;
        if (found >= 0) return found;
    }
    return least;
}

static int is_exhausted(const queue_t *queue, const family_box_t *box)
{
    return queue->prover->cost(queue->prover->self) > (box->is_decided ? BUDGET_FOR_WITNESS : BUDGET);
}

static void name_resisting(queue_t *queue, const family_box_t *box, const wane_message_t why)
{
    if (queue->named == 0) *queue->why = *why;
    family_box_text(queue->resisting[queue->named++], TEXT, box, queue->space);
}

/* Halves of the box wait in its place. */
static void split(queue_t *queue, const family_box_t *box, thoroughness_t thoroughness,
                  const wane_message_t why)
{
    const slong unknown = is_exhausted(queue, box) ? NONE : unknown_to_halve(queue, box, thoroughness);
    if (unknown < 0 && box->is_decided) {
        char text[TEXT];
        family_box_text(text, TEXT, box, queue->space);
        queue->has_witness = 0;
        queue->unseen = base_text("%s", text);
    } else if (unknown < 0) {
        name_resisting(queue, box, why);
    }
    for (int upper = 0; upper < 2 && unknown >= 0; upper++) {
        family_box_t half;
        family_box_init_set(&half, box, queue->space);
        family_box_halve(&half, unknown, upper, queue->space);
        push(queue, &half);
    }
}

static wane_status_t take_in(queue_t *queue, const family_box_t *box, wane_message_t message)
{
    const wane_outcome_t outcome = queue->prover->outcome(queue->prover->self);
    char here[TEXT];
    if (queue->taken == 0) family_box_text(queue->first, TEXT, box, queue->space);
    else if (outcome != queue->outcome) {
        family_box_text(here, TEXT, box, queue->space);
        return wane_message_set(
            message, WANE_UNDECIDED, 0, "the family has no common verdict: %s for %s, %s for %s",
            wane_outcome_name(queue->outcome), queue->first, wane_outcome_name(outcome), here);
    }
    queue->outcome = outcome;
    queue->taken++;
    queue->prover->take_in(queue->prover->self, box);
    return WANE_OK;
}

/* By other means only where even the middle is not decided without. */
static wane_status_t decide(queue_t *queue, thoroughness_t *thoroughness, int *is_content,
                            const family_box_t *box, wane_message_t message)
{
    const box_prover_t *prover = queue->prover;
    const witness_role_t role = queue->has_witness ? WITNESS_KEEPS : WITNESS_IS_ABSENT;
    *thoroughness = PROVE_QUICKLY;
    message->text[0] = '\0';
    wane_status_t status = prover->decide(prover->self, is_content, box, *thoroughness, role, message);
    if (status != WANE_UNDECIDED || is_exhausted(queue, box)) return status;
    if (!box->is_decided && (queue->member[0] != '\0' || middle_is_decided(queue, box, PROVE_QUICKLY)))
        return status;
    if (!prover->has_other_means) return status;
    *thoroughness = PROVE_THOROUGHLY;
    status = prover->decide(prover->self, is_content, box, *thoroughness, role, message);
    if (status == WANE_UNDECIDED && !box->is_decided) middle_is_decided(queue, box, PROVE_THOROUGHLY);
    return status;
}

static wane_status_t decide_next(queue_t *queue, wane_message_t message)
{
    family_box_t box = queue->boxes[queue->next++]; /* pushing may move the list */
    int is_content = 1;
    thoroughness_t thoroughness;
    if (box.is_decided && !queue->has_witness) return WANE_OK; /* only the witness had not seen it */
    wane_status_t status = decide(queue, &thoroughness, &is_content, &box, message);
    const int is_open = status == WANE_UNDECIDED;
    if (status == WANE_OK && !box.is_decided) status = take_in(queue, &box, message);
    else if (is_open) status = WANE_OK;
    box.is_decided = box.is_decided || !is_open;
    if (status == WANE_OK && (is_open || !is_content)) split(queue, &box, thoroughness, message);
    return status;
}

/* "not decided for A; for B; for C (and 5 boxes that were not tried): why" */
static wane_status_t say_what_resists(const queue_t *queue, wane_message_t message)
{
    if (queue->member[0] != '\0')
        return wane_message_set(message, WANE_UNDECIDED, 0, "not decided even for %s: %.300s", queue->member,
                                queue->why_not_member->text);
    char *text = base_text("not decided for %s", queue->resisting[0]), *more;
    const slong open = queue->waiting - queue->next;
    for (slong i = 1; i < queue->named; i++) {
        more = base_text("%s; for %s", text, queue->resisting[i]);
        flint_free(text);
        text = more;
    }
    more = open > 0 ? base_text(" (and %ld boxes that were not tried)", (long)open) : base_text("%s", "");
    wane_message_set(message, WANE_UNDECIDED, 0, "%s%s: %.300s", text, more, queue->why->text);
    flint_free(text);
    flint_free(more);
    return WANE_UNDECIDED;
}

wane_status_t box_queue_run(char **unseen, const box_prover_t *prover, const family_space_t space,
                            wane_message_t message)
{
    queue_t queue = {.space = space, .prover = prover, .has_witness = unseen != NULL};
    family_box_t whole;
    family_box_init(&whole, space);
    push(&queue, &whole);
    wane_status_t status = WANE_OK;
    while (status == WANE_OK && queue.next < queue.waiting && queue.named < MOST_NAMED &&
           (queue.member[0] == '\0' || queue.next < queue.last))
        status = decide_next(&queue, message);
    if (status == WANE_OK && (queue.named > 0 || queue.member[0] != '\0'))
        status = say_what_resists(&queue, message);
    if (unseen != NULL) *unseen = queue.unseen;
    for (slong i = 0; i < queue.waiting; i++) family_box_clear(queue.boxes + i, space);
    flint_free(queue.boxes);
    return status;
}
