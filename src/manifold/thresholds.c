/* The partition of the initial scales by verdict: derivations/16. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "manifold/driver.h"
#include "manifold/thresholds_cover.h"

void wane_thresholds_init(wane_thresholds_t thresholds)
{
    memset(thresholds, 0, sizeof(wane_thresholds_struct));
}

void wane_thresholds_clear(wane_thresholds_t thresholds)
{
    for (slong i = 0; i < thresholds->count; i++) {
        arb_clear(thresholds->interval[i].from);
        arb_clear(thresholds->interval[i].to);
        flint_free(thresholds->interval[i].reason);
    }
    flint_free(thresholds->interval);
    if (thresholds->tie != NULL) _arb_vec_clear(thresholds->tie, thresholds->tie_count);
}

static int compare_pieces(const void *x, const void *y)
{
    const scale_piece_t *u = x, *v = y;
    return arf_cmp(arb_midref(u->lower.a0), arb_midref(v->lower.a0));
}

static void add_interval(wane_thresholds_t thresholds, const scale_piece_t *piece)
{
    thresholds->interval =
        flint_realloc(thresholds->interval, (thresholds->count + 1) * sizeof(wane_scale_interval_t));
    wane_scale_interval_t *interval = thresholds->interval + thresholds->count++;
    arb_init(interval->from);
    arb_init(interval->to);
    arb_set(interval->from, piece->lower.a0);
    arb_set(interval->to, piece->upper.a0);
    interval->outcome = piece->outcome;
    interval->reason = NULL;
    if (piece->reason != NULL) {
        interval->reason = flint_malloc(strlen(piece->reason) + 1);
        strcpy(interval->reason, piece->reason);
    }
}

static void add_tie(wane_thresholds_t thresholds, const arb_t a0)
{
    arb_ptr tie = _arb_vec_init(thresholds->tie_count + 1);
    for (slong i = 0; i < thresholds->tie_count; i++) arb_swap(tie + i, thresholds->tie + i);
    arb_set(tie + thresholds->tie_count, a0);
    if (thresholds->tie != NULL) _arb_vec_clear(thresholds->tie, thresholds->tie_count);
    thresholds->tie = tie;
    thresholds->tie_count++;
}

/* Joins neighbours of one outcome that share a boundary by name. */
static void assemble(wane_thresholds_t thresholds, scale_cover_t cover)
{
    qsort(cover->piece, cover->count, sizeof(scale_piece_t), compare_pieces);
    for (slong i = 0; i < cover->count; i++) {
        const scale_piece_t *piece = cover->piece + i;
        wane_scale_interval_t *last = i > 0 ? thresholds->interval + thresholds->count - 1 : NULL;
        int joins = last != NULL && last->outcome == piece->outcome;
        if (!joins) {
            add_interval(thresholds, piece);
            continue;
        }
        if (piece->outcome != WANE_OUTCOME_UNDECIDED &&
            !scale_cover_is_harmless(cover, &piece->lower.critical))
            add_tie(thresholds, piece->lower.a0);
        arb_set(last->to, piece->upper.a0);
    }
}

static wane_status_t name_undecided(const wane_thresholds_t thresholds, wane_message_t message)
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

wane_status_t wane_thresholds_from_kernels(wane_thresholds_t thresholds, const wane_kernels_t kernels,
                                           const wane_start_t start, const wane_effort_t *effort,
                                           wane_message_t message)
{
    scale_cover_t cover;
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    wane_thresholds_clear(thresholds);
    wane_thresholds_init(thresholds);
    scale_cover_init(cover, kernels, start);
    wane_status_t status = scale_cover_run(cover, text);
    if (status == WANE_OK) {
        assemble(thresholds, cover);
        status = name_undecided(thresholds, text);
    }
    if (status == WANE_OK) text->text[0] = '\0';
    scale_cover_clear(cover);
    return status;
}

typedef struct {
    wane_thresholds_struct *thresholds;
    const wane_start_struct *start;
} thresholds_question_t;

static wane_status_t answer(void *question, const wane_kernels_t kernels, const wane_effort_t *effort,
                            wane_message_t message)
{
    thresholds_question_t *q = question;
    return wane_thresholds_from_kernels(q->thresholds, kernels, q->start, effort, message);
}

static slong accuracy(const void *question)
{
    const wane_thresholds_struct *thresholds = ((const thresholds_question_t *)question)->thresholds;
    slong bits = WORD_MAX;
    for (slong i = 0; i < thresholds->count; i++)
        bits = FLINT_MIN(bits, value_accuracy(thresholds->interval[i].to));
    for (slong i = 0; i < thresholds->tie_count; i++)
        bits = FLINT_MIN(bits, value_accuracy(thresholds->tie + i));
    return bits;
}

wane_status_t wane_thresholds_compute(wane_thresholds_t thresholds, const wane_function_t student,
                                      const wane_function_t teacher, const wane_start_t start,
                                      const wane_effort_t *effort, wane_message_t message)
{
    thresholds_question_t q = {thresholds, start};
    int point = start->kind != WANE_START_VALUE || fmpq_equal(start->value->lo, start->value->hi);
    question_t question = {answer, accuracy, &q, point};
    return drive(&question, student, teacher, effort, message);
}
