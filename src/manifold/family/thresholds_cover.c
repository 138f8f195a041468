#include "base/interval.h"
#include "manifold/family/thresholds_cover.h"

#include "base/scoped.h"

#include <string.h>

#define MOST_RUNS 400
#define MOST_SPLITS 3 /* of one stretch, each of the halves again */

void scale_cover_init(scale_cover_t cover, const kernels_t kernels, const wane_start_t start)
{
    memset(cover, 0, sizeof(scale_cover_struct));
    cover->kernels = kernels;
    cover->start = start;
}

void scale_cover_clear(scale_cover_t cover)
{
    for (slong i = 0; i < cover->count; i++) flint_free(cover->piece[i].reason);
    for (slong i = 0; cover->cut != NULL && i <= cover->count; i++) arb_clear(cover->cut[i].a0);
    flint_free(cover->piece);
    flint_free(cover->cut);
    for (int i = 0; i < 4; i++) interior_branch_free(cover->branches[i / 2][i % 2]);
}

static void set_cut(scale_cover_t cover, slong i, const scale_end_t *end)
{
    cover->cut = flint_realloc(cover->cut, (i + 1) * sizeof(scale_end_t));
    arb_init(cover->cut[i].a0);
    arb_set(cover->cut[i].a0, end->a0);
    cover->cut[i].critical = end->critical;
}

/* The next piece, from the last cut to a new one. */
static void add_piece(scale_cover_t cover, const scale_end_t *upper, wane_outcome_t outcome,
                      const char *reason)
{
    cover->piece = flint_realloc(cover->piece, (cover->count + 1) * sizeof(scale_piece_t));
    scale_piece_t *piece = cover->piece + cover->count++;
    set_cut(cover, cover->count, upper);
    piece->outcome = outcome;
    piece->reason = NULL;
    if (reason != NULL) {
        piece->reason = flint_malloc(strlen(reason) + 1);
        strcpy(piece->reason, reason);
    }
}

wane_status_t scale_cover_run_over(verdict_t verdict, scale_window_struct *window, scale_cover_t cover,
                                   const wane_interval_t scale, wane_message_t message)
{
    itinerary_t state;
    itinerary_init(state, verdict, cover->kernels, message);
    memcpy(state->branches, cover->branches, sizeof cover->branches);
    memcpy(state->branch_status, cover->branch_status, sizeof cover->branch_status);
    message->text[0] = '\0';
    wane_status_t status = itinerary_run(state, scale, cover->start);
    if (window != NULL) scale_window_of_proof(window, state);
    if (status == WANE_UNDECIDED && message->text[0] == '\0') *message = *cover->branch_message;
    else if (status == WANE_UNDECIDED && cover->branch_message->text[0] == '\0')
        *cover->branch_message = *message;
    memcpy(cover->branches, state->branches, sizeof cover->branches);
    memcpy(cover->branch_status, state->branch_status, sizeof cover->branch_status);
    memset(state->branches, 0, sizeof state->branches);
    itinerary_clear(state);
    cover->runs++;
    return status;
}

wane_status_t scale_cover_run_at(verdict_t verdict, scale_window_struct *window, scale_cover_t cover,
                                 const fmpq_t a0, wane_message_t message)
{
    SCOPED(wane_interval, scale);
    interval_set_fmpq(scale, a0);
    return scale_cover_run_over(verdict, window, cover, scale, message);
}

static wane_status_t outcome_at(wane_outcome_t *outcome, scale_window_struct *window, scale_cover_t cover,
                                const fmpq_t a0, wane_message_t message)
{
    verdict_t verdict;
    verdict_init(verdict);
    wane_status_t status = scale_cover_run_at(verdict, window, cover, a0, message);
    *outcome = verdict->outcome;
    verdict_clear(verdict);
    return status;
}

/* R0 lies strictly inside a piece of the branch. */
static int start_is_inside_a_piece(const scale_cover_t cover, const interior_branch_t branch)
{
    int inside = 0;
    SCOPED(arb, R);
    wane_interval_get_arb(R, cover->start->value, cover->kernels->prec);
    arb_abs(R, R);
    for (slong i = 0; i + 1 < branch->mark_count; i++)
        inside = inside || (arb_gt(R, branch->mark[i].R) && arb_lt(R, branch->mark[i + 1].R));
    return inside;
}

int scale_cover_is_harmless(const scale_cover_t cover, const critical_t *critical)
{
    if (critical->path != 0) return 0;
    const interior_branch_struct *branch = cover->branches[critical->a_sign < 0][critical->R_sign < 0];
    if (branch == NULL || branch->neutral) return 0;
    if (critical->kind == CRITICAL_START) return start_is_inside_a_piece(cover, branch);
    if (critical->kind != CRITICAL_MARK || branch->mark[critical->mark].kind != MARK_ONE) return 0;
    const piece_signs_t *last = branch->piece + critical->mark - 1;
    return last->A_sign > 0 && last->fold_sign < 0;
}

/* A point of the open interval between two ends, at the given fraction of it; 0 if there is no room. */
static int choose_sample(arf_t sample, const scale_end_t *lower, const scale_end_t *upper, int thirty_seconds)
{
    SCOPED(arf, lo, hi);
    arb_get_ubound_arf(lo, lower->a0, ARF_PREC_EXACT);
    if (arf_is_inf(arb_midref(upper->a0))) {
        arf_set_ui(hi, 2);
        if (!arf_is_zero(lo)) arf_mul_ui(hi, lo, 3, 64, ARF_RND_UP);
    } else {
        arb_get_lbound_arf(hi, upper->a0, ARF_PREC_EXACT);
    }
    int room = arf_cmp(lo, hi) < 0;
    if (room) { /* lo + (hi - lo) thirty_seconds/32, to few bits more than needed */
        arf_sub(sample, hi, lo, 16, ARF_RND_DOWN);
        arf_mul_si(sample, sample, thirty_seconds, 24, ARF_RND_DOWN);
        arf_mul_2exp_si(sample, sample, -5);
        arf_add(sample, sample, lo, ARF_PREC_EXACT, ARF_RND_DOWN);
    }
    return room;
}

typedef struct {
    const scale_end_t *lower, *upper;
    int splits; /* how often it may still be cut in two */
} stretch_t;

static void explore(scale_cover_t cover, const stretch_t *stretch, wane_message_t message);

/* Whether the ends of a stretch are one number: by name, or exactly.  The last cut, which stands there, is
   then no longer named after one critical height if there are two. */
static int is_empty(scale_cover_t cover, const stretch_t *stretch)
{
    const critical_t *lower = &stretch->lower->critical, *upper = &stretch->upper->critical;
    if (critical_equal(lower, upper)) return 1;
    if (!arb_is_exact(stretch->lower->a0) || !arb_equal(stretch->lower->a0, stretch->upper->a0)) return 0;
    if (lower->kind != CRITICAL_SPLIT && upper->kind != CRITICAL_SPLIT)
        cover->cut[cover->count].critical.kind = CRITICAL_MIXED;
    return 1;
}

/* Runs at the sample; once the window is known, explores what remains of the stretch on both sides of it. */
static int explore_from(scale_cover_t cover, const stretch_t *stretch, const arf_t sample,
                        int accept_undecided, wane_message_t message)
{
    scale_window_t window;
    wane_outcome_t outcome;
    SCOPED(arb, x);
    SCOPED(fmpq, a0);
    arb_set_arf(x, sample);
    arf_get_fmpq(a0, sample);
    scale_window_init(window, x);
    wane_status_t status = outcome_at(&outcome, window, cover, a0, message);
    int accepted = !window->is_lost && (status == WANE_OK || (accept_undecided && status == WANE_UNDECIDED));
    if (accepted) {
        wane_message_t why = {*message};
        const scale_end_t *from = &window->lower, *to = &window->upper;
        if (arb_lt(from->a0, stretch->lower->a0)) from = stretch->lower;
        if (arb_gt(to->a0, stretch->upper->a0)) to = stretch->upper;
        stretch_t before = {stretch->lower, from, stretch->splits},
                  after = {to, stretch->upper, stretch->splits};
        explore(cover, &before, message);
        add_piece(cover, to, outcome, status == WANE_OK ? NULL : why->text);
        explore(cover, &after, message);
    }
    scale_window_clear(window);
    return accepted;
}

/* Cuts a stretch in two where nothing was decided; the cut is no critical height. */
static void split(scale_cover_t cover, const stretch_t *stretch, const arf_t sample, wane_message_t message)
{
    scale_end_t middle = {.critical = {.kind = CRITICAL_SPLIT, .mark = cover->splits++}};
    arb_init(middle.a0);
    arb_set_arf(middle.a0, sample);
    stretch_t before = {stretch->lower, &middle, stretch->splits - 1},
              after = {&middle, stretch->upper, stretch->splits - 1};
    explore(cover, &before, message);
    explore(cover, &after, message);
    arb_clear(middle.a0);
}

/* Covers a stretch that begins at the last cut; there is nothing to do if its ends are the same number.
   An undecided run that has not lost its window met a question
   that does not depend on a0: derivations/16 (16). */
static void explore(scale_cover_t cover, const stretch_t *stretch, wane_message_t message)
{
    static const int thirty_seconds[] = {16, 11, 21, 16};
    if (is_empty(cover, stretch)) return;
    SCOPED(arf, sample);
    int done = 0, room = choose_sample(sample, stretch->lower, stretch->upper, 16);
    message->text[0] = '\0';
    for (int i = 0; i < 4 && room && !done && cover->runs < MOST_RUNS; i++) {
        choose_sample(sample, stretch->lower, stretch->upper, thirty_seconds[i]);
        done = explore_from(cover, stretch, sample, i == 3, message);
    }
    if (!done && room && stretch->splits > 0 && cover->runs < MOST_RUNS) {
        split(cover, stretch, sample, message);
    } else if (!done) {
        const char *reason = message->text[0] != '\0' ? message->text
                             : room ? "the itinerary near the branch is not the same for neighbouring a0"
                                    : "several critical heights are not told apart";
        add_piece(cover, stretch->upper, WANE_OUTCOME_UNDECIDED, reason);
    }
}

wane_status_t scale_cover_run(scale_cover_t cover, wane_message_t message)
{
    scale_window_t whole;
    wane_outcome_t outcome;
    SCOPED(arb, one);
    SCOPED(fmpq, a0);
    arb_one(one);
    fmpq_one(a0);
    scale_window_init(whole, one);
    wane_status_t status =
        outcome_at(&outcome, NULL, cover, a0, message); /* is the start admissible at all? */
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        stretch_t all = {&whole->lower, &whole->upper, MOST_SPLITS};
        set_cut(cover, 0, &whole->lower);
        explore(cover, &all, message);
        status = WANE_OK;
    }
    scale_window_clear(whole);
    return status;
}
