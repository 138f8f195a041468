/* The partition of the initial scales by verdict: derivations/16. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "manifold/shape/precision_loop.h"
#include "manifold/family/thresholds_cover.h"

void thresholds_init(thresholds_t thresholds)
{
    memset(thresholds, 0, sizeof(thresholds_struct));
}

void thresholds_clear(thresholds_t thresholds)
{
    for (slong i = 0; i < thresholds->count; i++) {
        arb_clear(thresholds->interval[i].from);
        arb_clear(thresholds->interval[i].to);
        flint_free(thresholds->interval[i].reason);
    }
    flint_free(thresholds->interval);
    if (thresholds->tie != NULL) _arb_vec_clear(thresholds->tie, thresholds->tie_count);
}

static void add_interval(thresholds_t thresholds, const arb_t from, const arb_t to, wane_outcome_t outcome,
                         const char *reason)
{
    thresholds->interval =
        flint_realloc(thresholds->interval, (thresholds->count + 1) * sizeof(wane_scale_interval_t));
    wane_scale_interval_t *interval = thresholds->interval + thresholds->count++;
    arb_init(interval->from);
    arb_init(interval->to);
    arb_set(interval->from, from);
    arb_set(interval->to, to);
    interval->outcome = outcome;
    interval->reason = NULL;
    if (reason != NULL) {
        interval->reason = flint_malloc(strlen(reason) + 1);
        strcpy(interval->reason, reason);
    }
}

static void add_tie(thresholds_t thresholds, const arb_t a0)
{
    arb_ptr tie = _arb_vec_init(thresholds->tie_count + 1);
    for (slong i = 0; i < thresholds->tie_count; i++) arb_swap(tie + i, thresholds->tie + i);
    arb_set(tie + thresholds->tie_count, a0);
    if (thresholds->tie != NULL) _arb_vec_clear(thresholds->tie, thresholds->tie_count);
    thresholds->tie = tie;
    thresholds->tie_count++;
}

/* Joins neighbours of one outcome; a cut between them is
   a tie unless it is harmless or no critical height. */
static void assemble(thresholds_t thresholds, const scale_cover_t cover)
{
    for (slong i = 0; i < cover->count; i++) {
        const scale_piece_t *piece = cover->piece + i;
        const scale_end_t *lower = cover->cut + i, *upper = lower + 1;
        wane_scale_interval_t *last = i > 0 ? thresholds->interval + thresholds->count - 1 : NULL;
        if (last == NULL || last->outcome != piece->outcome) {
            add_interval(thresholds, lower->a0, upper->a0, piece->outcome, piece->reason);
            continue;
        }
        if (piece->outcome != WANE_OUTCOME_UNDECIDED && lower->critical.kind != CRITICAL_SPLIT &&
            !scale_cover_is_harmless(cover, &lower->critical))
            add_tie(thresholds, lower->a0);
        arb_set(last->to, upper->a0);
    }
}

/* What lies between two boundaries that are not told apart
   gets ends that are: the outer ones of both balls. */
static void widen(thresholds_t thresholds)
{
    SCOPED(arb, lo, hi);
    for (slong i = 0; i < thresholds->count; i++) {
        wane_scale_interval_t *interval = thresholds->interval + i;
        if (interval->outcome != WANE_OUTCOME_UNDECIDED || arb_lt(interval->from, interval->to)) continue;
        arb_get_lbound_arf(arb_midref(lo), interval->from, ARF_PREC_EXACT);
        arb_get_ubound_arf(arb_midref(hi), interval->to, ARF_PREC_EXACT);
        arb_set(interval->from, lo);
        arb_set(interval->to, hi);
        if (i > 0) arb_set(interval[-1].to, lo);
        if (i + 1 < thresholds->count) arb_set(interval[1].from, hi);
    }
}

/* Increasing, from 0 to infinity, each interval beginning where the one before ends. */
static int is_partition(const thresholds_t thresholds)
{
    const wane_scale_interval_t *interval = thresholds->interval;
    slong last = thresholds->count - 1;
    int is = last >= 0 && arb_is_zero(interval[0].from) && arb_is_exact(interval[last].to) &&
             arf_is_pos_inf(arb_midref(interval[last].to));
    for (slong i = 0; i <= last && is; i++)
        is = arb_lt(interval[i].from, interval[i].to) &&
             (i == last || (arb_equal(interval[i].to, interval[i + 1].from) &&
                            interval[i].outcome != interval[i + 1].outcome));
    return is;
}

/* One undecided interval in place of a list that is no partition. */
static void give_up(thresholds_t thresholds)
{
    SCOPED(arb, zero, infinity);
    arb_pos_inf(infinity);
    thresholds_clear(thresholds);
    thresholds_init(thresholds);
    add_interval(thresholds, zero, infinity, WANE_OUTCOME_UNDECIDED,
                 "the boundaries found are not told apart");
}

static wane_status_t name_undecided(const thresholds_t thresholds, wane_message_t message)
{
    for (slong i = 0; i < thresholds->count; i++) {
        const wane_scale_interval_t *interval = thresholds->interval + i;
        if (interval->outcome != WANE_OUTCOME_UNDECIDED) continue;
        char *from = base_number_text(interval->from), *to = base_number_text(interval->to);
        wane_status_t status =
            wane_message_set(message, WANE_UNDECIDED, 0, "undecided for a0 between %s and %s: %.300s", from,
                             to, interval->reason);
        flint_free(from);
        flint_free(to);
        return status;
    }
    return WANE_OK;
}

wane_status_t thresholds_from_cover(thresholds_t thresholds, const scale_cover_t cover, wane_message_t message)
{
    assemble(thresholds, cover);
    widen(thresholds);
    if (!is_partition(thresholds)) give_up(thresholds);
    return name_undecided(thresholds, message);
}

wane_status_t thresholds_from_kernels(thresholds_t thresholds, const kernels_t kernels,
                                      const wane_start_t start, const wane_effort_t *effort,
                                      wane_message_t message)
{
    scale_cover_t cover;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    thresholds_clear(thresholds);
    thresholds_init(thresholds);
    scale_cover_init(cover, kernels, start);
    wane_status_t status = scale_cover_run(cover, text);
    if (status == WANE_OK) status = thresholds_from_cover(thresholds, cover, text);
    if (status == WANE_OK) text->text[0] = '\0';
    scale_cover_clear(cover);
    return status;
}

typedef struct {
    thresholds_struct *thresholds;
    const wane_start_struct *start;
} thresholds_question_t;

static wane_status_t answer(void *question, const kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    thresholds_question_t *q = question;
    return thresholds_from_kernels(q->thresholds, kernels, q->start, effort, message);
}

static slong accuracy(const void *question)
{
    const thresholds_struct *thresholds = ((const thresholds_question_t *)question)->thresholds;
    slong bits = WORD_MAX;
    for (slong i = 0; i < thresholds->count; i++)
        bits = FLINT_MIN(bits, value_accuracy(thresholds->interval[i].to));
    for (slong i = 0; i < thresholds->tie_count; i++)
        bits = FLINT_MIN(bits, value_accuracy(thresholds->tie + i));
    return bits;
}

static wane_status_t compute_whole(thresholds_t thresholds, const wane_function_t student,
                                   const wane_function_t teacher, const wane_start_t start,
                                   const wane_effort_t *effort, wane_message_t message)
{
    thresholds_question_t q = {thresholds, start};
    int point = start->kind != WANE_START_VALUE || fmpq_equal(start->value->lo, start->value->hi);
    question_t question = {answer, accuracy, &q, point};
    return drive(&question, student, teacher, effort, message);
}

/* ---- boxes of parameters, cut ---- */

#define FAMILY_DIGITS 12
#define MOST_PIECES 256
#define MOST_DEPTH 12
#define UNION_PREC 128

typedef struct {
    thresholds_struct *all; /* count 0: nothing taken in yet */
    const wane_start_struct *start;
    wane_effort_t effort;
    slong pieces;
    wane_message_struct *message;
} threshold_pieces_t;

static int same_outcomes(const thresholds_t x, const thresholds_t y)
{
    int same = x->count == y->count;
    for (slong i = 0; same && i < x->count; i++) same = x->interval[i].outcome == y->interval[i].outcome;
    return same;
}

/* A tie of some members counts as one of all: it is an exception to what is claimed. */
static void merge_tie(thresholds_t all, const arb_t tie)
{
    for (slong i = 0; i < all->tie_count; i++) {
        if (!arb_overlaps(all->tie + i, tie)) continue;
        arb_union(all->tie + i, all->tie + i, tie, UNION_PREC);
        return;
    }
    add_tie(all, tie);
}

/* derivations/16 (20) */
static wane_status_t take_in(threshold_pieces_t *pieces, thresholds_t part)
{
    thresholds_struct *all = pieces->all;
    if (all->count == 0) {
        thresholds_struct swap = *all;
        *all = *part;
        *part = swap;
        return WANE_OK;
    }
    if (!same_outcomes(all, part))
        return wane_message_set(
            pieces->message, WANE_UNDECIDED, 0,
            "the members of the family have different partitions: narrow the intervals in the "
            "functions");
    for (slong i = 0; i + 1 < all->count; i++) {
        arb_union(all->interval[i].to, all->interval[i].to, part->interval[i].to, UNION_PREC);
        arb_set(all->interval[i + 1].from, all->interval[i].to);
    }
    for (slong i = 0; i < part->tie_count; i++) merge_tie(all, part->tie + i);
    return WANE_OK;
}

/* The depth-th parameter in turn, those of the teacher after those of the student. */
static const char *parameter_at(fmpq_t lo, fmpq_t hi, const wane_function_t student,
                                const wane_function_t teacher, slong depth)
{
    const slong own = function_unknown_count(student), all = own + function_unknown_count(teacher);
    if (all == 0) return NULL;
    depth %= all;
    return depth < own ? function_unknown(lo, hi, student, depth)
                       : function_unknown(lo, hi, teacher, depth - own);
}

static wane_status_t over_pieces(threshold_pieces_t *pieces, const wane_function_t student,
                                 const wane_function_t teacher, slong depth)
{
    SCOPED(fmpq, lo, hi, middle);
    thresholds_t part;
    thresholds_init(part);
    wane_status_t status =
        compute_whole(part, student, teacher, pieces->start, &pieces->effort, pieces->message);
    if (status == WANE_OK) status = take_in(pieces, part);
    else if (status == WANE_UNDECIDED && depth < MOST_DEPTH && pieces->pieces < MOST_PIECES) {
        const char *name = parameter_at(lo, hi, student, teacher, depth);
        SCOPED(wane_function, f, g);
        fmpq_add(middle, lo, hi);
        fmpq_div_2exp(middle, middle, 1);
        pieces->pieces++;
        for (int upper = 0; upper < 2 && name != NULL && (upper == 0 || status == WANE_OK); upper++) {
            function_narrow(f, student, name, upper ? middle : lo, upper ? hi : middle);
            function_narrow(g, teacher, name, upper ? middle : lo, upper ? hi : middle);
            status = over_pieces(pieces, f, g, depth + 1);
        }
    }
    thresholds_clear(part);
    return status;
}

wane_status_t thresholds_compute(thresholds_t thresholds, const wane_function_t student,
                                 const wane_function_t teacher, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message)
{
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    wane_status_t status = compute_whole(thresholds, student, teacher, start, effort, text);
    SCOPED(wane_function, f, g);
    function_name_unknowns(f, student, "student");
    function_name_unknowns(g, teacher, "teacher");
    if (status != WANE_UNDECIDED || function_unknown_count(f) + function_unknown_count(g) == 0) return status;
    thresholds_t all;
    thresholds_init(all);
    threshold_pieces_t pieces = {.all = all, .start = start, .effort = *effort, .message = text};
    pieces.effort.digits = FLINT_MIN(effort->digits, FAMILY_DIGITS);
    status = over_pieces(&pieces, f, g, 0);
    if (status == WANE_OK && !is_partition(all))
        status = wane_message_set(
            text, WANE_UNDECIDED, 0,
            "the boundaries of different members overlap: narrow the intervals in the functions");
    if (status == WANE_OK) {
        thresholds_struct swap = *thresholds;
        *thresholds = *all;
        *all = swap;
        text->text[0] = '\0';
    }
    thresholds_clear(all);
    return status;
}
