/* Boxes are decided in the order of their size, so that different verdicts are met early: derivations/16. */
#include "manifold/family/boxes/box_queue.h"

#include <stdio.h>

#include "base/text.h"

#define BUDGET 4096
#define BUDGET_FOR_WITNESS 16384 /* where the verdict is known */
#define MOST_HALVINGS 24
#define MOST_NAMED 3     /* boxes that resist */
#define MORE_BOXES 64    /* after a member that is undecided */
#define BOXES_TO_NAME 16 /* after members of different verdicts */
#define TEXT 160         /* for a box in words */
#define CORNERS_ASKED 4  /* members asked in search of another verdict */
#define NONE (-1)

typedef struct {
    const family_space_struct *space;
    const box_prover_t *prover;
    slong waiting, alloc, next; /* boxes[next … waiting-1] are still to be decided */
    family_box_t *boxes;
    int has_witness; /* who has kept all so far */
    char *unseen;
    slong named; /* boxes that resist, in words, and why the first does */
    char resisting[MOST_NAMED][TEXT];
    wane_message_t why;
    char member[TEXT]; /* that is undecided itself, so that nothing but different verdicts can be found … */
    wane_message_t why_not_member;
    slong last;     /* … among the boxes before this one */
    slong verdicts; /* different ones met, 2 settle it */
    struct {
        wane_outcome_t outcome;
        int is_box; /* not a member alone */
        char text[TEXT];
    } met[2];
} queue_t;

static void push(queue_t *queue, const family_box_t *box)
{
    if (queue->waiting == queue->alloc) {
        queue->alloc = 2 * queue->alloc + 16;
        queue->boxes = flint_realloc(queue->boxes, (size_t)queue->alloc * sizeof(family_box_t));
    }
    queue->boxes[queue->waiting++] = *box;
}

static int may_halve(const queue_t *queue, const family_box_t *box, slong unknown)
{
    return family_box_is_interval(box, unknown) && box->halvings[unknown] < MOST_HALVINGS &&
           !queue->space->unknown[unknown].is_held;
}

/* The unknown that was halved least; -1: none may be. */
static slong least_halved(slong *count, const queue_t *queue, const family_box_t *box)
{
    slong found = -1;
    *count = 0;
    for (slong i = 0; i < queue->space->count; i++) {
        if (!may_halve(queue, box, i)) continue;
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

/* A box that has the last verdict says more than a member. */
static void note_verdict(queue_t *queue, const family_box_t *box, int is_box)
{
    const wane_outcome_t outcome = queue->prover->outcome(queue->prover->self);
    slong i = 0;
    while (i < queue->verdicts && queue->met[i].outcome != outcome) i++;
    if (i == 2 || (i < queue->verdicts && (!is_box || queue->met[i].is_box))) return;
    if (i == queue->verdicts) {
        queue->verdicts++;
        queue->last = queue->next + BOXES_TO_NAME;
    }
    queue->met[i].outcome = outcome;
    queue->met[i].is_box = is_box;
    family_box_text(queue->met[i].text, TEXT, box, queue->space);
}

static wane_status_t say_what_differs(const queue_t *queue, wane_message_t message)
{
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            "the family has no common verdict: %s for %s, %s for %s",
                            wane_outcome_name(queue->met[0].outcome), queue->met[0].text,
                            wane_outcome_name(queue->met[1].outcome), queue->met[1].text);
}

/* The members at corners of the box, where they are settled quickly. */
static void ask_corners(queue_t *queue, const family_box_t *box)
{
    const box_prover_t *prover = queue->prover;
    for (slong index = 0; index < CORNERS_ASKED && queue->verdicts < 2; index++) {
        family_box_t corner;
        wane_message_t unused;
        int is_content;
        slong bit = 0;
        family_box_init_set(&corner, box, queue->space);
        for (slong i = 0; i < queue->space->count; i++) {
            if (!family_box_is_interval(box, i)) continue;
            const slong upper = (index >> bit++) & 1;
            fmpq_set(corner.end + 2 * i + 1 - upper, corner.end + 2 * i + upper);
        }
        if (index >> bit == 0 && prover->decide(prover->self, &is_content, &corner, PROVE_QUICKLY,
                                                WITNESS_IS_ABSENT, unused) == WANE_OK)
            note_verdict(queue, &corner, 0);
        family_box_clear(&corner, queue->space);
    }
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
            if (may_halve(queue, box, i) && (found < 0 || box->halvings[i] < box->halvings[found]) &&
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
    ask_corners(queue, box);
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

static void take_in(queue_t *queue, const family_box_t *box)
{
    note_verdict(queue, box, 1);
    if (queue->verdicts == 2) return;
    queue->prover->take_in(queue->prover->self, box);
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
    if (status == WANE_OK && !box.is_decided) take_in(queue, &box);
    else if (is_open) status = WANE_OK;
    if (is_open && queue->next == 1) ask_corners(queue, &box);
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

/* Nothing more is to be had from further boxes: two have different verdicts, or members have, or one is undecided, and
   some more boxes were seen. */
static int is_settled(const queue_t *queue)
{
    if (queue->verdicts == 2 && queue->met[0].is_box && queue->met[1].is_box) return 1;
    return (queue->verdicts == 2 || queue->member[0] != '\0') && queue->next >= queue->last;
}

wane_status_t box_queue_run(char **unseen, const box_prover_t *prover, const family_space_t space,
                            wane_message_t message)
{
    queue_t queue = {.space = space, .prover = prover, .has_witness = unseen != NULL};
    family_box_t whole;
    family_box_init(&whole, space);
    push(&queue, &whole);
    wane_status_t status = WANE_OK;
    while (status == WANE_OK && queue.next < queue.waiting && queue.named < MOST_NAMED && !is_settled(&queue))
        status = decide_next(&queue, message);
    if (status == WANE_OK && queue.verdicts == 2) status = say_what_differs(&queue, message);
    else if (status == WANE_OK && (queue.named > 0 || queue.member[0] != '\0'))
        status = say_what_resists(&queue, message);
    if (unseen != NULL) *unseen = queue.unseen;
    for (slong i = 0; i < queue.waiting; i++) family_box_clear(queue.boxes + i, space);
    flint_free(queue.boxes);
    return status;
}
