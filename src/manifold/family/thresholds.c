/* The partition of the initial scales by verdict: derivations/16. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "manifold/shape/precision_loop.h"
#include "manifold/family/thresholds_cover.h"
#include "manifold/family/thresholds_private.h"

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

void thresholds_add_tie(thresholds_t thresholds, const arb_t a0)
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
            thresholds_add_tie(thresholds, lower->a0);
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
int thresholds_are_partition(const thresholds_t thresholds)
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

wane_status_t thresholds_from_cover(thresholds_t thresholds, const scale_cover_t cover,
                                    wane_message_t message)
{
    assemble(thresholds, cover);
    widen(thresholds);
    if (!thresholds_are_partition(thresholds)) give_up(thresholds);
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

wane_status_t thresholds_compute_whole(thresholds_t thresholds, const wane_function_t student,
                                       const wane_function_t teacher, const wane_start_t start,
                                       const wane_effort_t *effort, wane_message_t message)
{
    thresholds_question_t q = {thresholds, start};
    int point = start->kind != WANE_START_VALUE || fmpq_equal(start->value->lo, start->value->hi);
    question_t question = {answer, accuracy, &q, point};
    return drive(&question, student, teacher, effort, message);
}
