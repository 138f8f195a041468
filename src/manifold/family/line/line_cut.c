/* The range is halved until its parts are decided: one level of halvings after another, so that the parts of a level are
   as many as they are, whoever decides them. */
#include "manifold/family/line/line_prover.h"

#include <math.h>
#include <string.h>

#include "base/scoped.h"
#include "base/text.h"
#include "base/threads.h"
#include "function/tree/expression.h"

#define MOST_LEVELS 2000
#define MOST_OPEN 48    /* parts, then only those beside decided ones are cut */
#define LEAST_DIGITS 12 /* of kernels */
#define MIDDLE_BITS 8   /* of a cut between numbers far apart */
#define POINT_BITS                                                                                           \
    2 /* a fraction is simple if the square of its denominator is this much less than 1/width */
#define ROOM_BITS 10 /* log2 of the width asked for over that of the least parts */
#define ROUGH_BITS                                                                                           \
    6 /* log2 of the range, or of the size of the quantity, over the width of a part that is rather cut */
#define INTEGRATED 16 /* levels on which integration is tried, more only if it has decided something */
#define FAR 4         /* the ratio of numbers far apart */

typedef struct {
    fmpq_t lo, hi;
    wane_outcome_t outcome;
    int is_final; /* decided, or not to be cut */
    char *reason;
} part_t;

typedef struct {
    const line_problem_t *problem;
    fmpq_t range; /* its width */
    fmpq_t least; /* width of parts: several make up a boundary */
    slong count;
    part_t *part;
    slong digits;
    int threads;
    line_prover_struct *prover; /* one for each thread */
    wane_status_t *status;
    wane_message_struct *message;
} cut_t;

static void part_init(part_t *part, const fmpq_t lo, const fmpq_t hi)
{
    fmpq_init(part->lo);
    fmpq_init(part->hi);
    fmpq_set(part->lo, lo);
    fmpq_set(part->hi, hi);
    part->outcome = WANE_OUTCOME_UNDECIDED;
    part->is_final = 0;
    part->reason = NULL;
}

static void part_clear(part_t *part)
{
    fmpq_clear(part->lo);
    fmpq_clear(part->hi);
    flint_free(part->reason);
}

static void parts_clear(cut_t *cut)
{
    for (slong i = 0; i < cut->count; i++) part_clear(cut->part + i);
    flint_free(cut->part);
}

/* Half way, of positive numbers far apart near the geometric mean. */
static void set_middle(fmpq_t middle, const fmpq_t lo, const fmpq_t hi)
{
    SCOPED(fmpq, far);
    SCOPED(arf, x);
    const int sign = fmpq_sgn(lo) > 0 ? 1 : fmpq_sgn(hi) < 0 ? -1 : 0;
    const fmpq *less = sign < 0 ? hi : lo, *more = sign < 0 ? lo : hi;
    fmpq_set_si(far, FAR, 1);
    fmpq_mul(far, far, less);
    if (sign == 0 || (sign > 0 ? fmpq_cmp(far, more) >= 0 : fmpq_cmp(far, more) <= 0)) {
        fmpq_add(middle, lo, hi);
        fmpq_div_2exp(middle, middle, 1);
        return;
    }
    fmpq_mul(middle, lo, hi);
    arf_set_fmpq(x, middle, MIDDLE_BITS, ARF_RND_NEAR);
    arf_sqrt(x, x, MIDDLE_BITS, ARF_RND_NEAR);
    arf_get_fmpq(middle, x);
    if (sign < 0) fmpq_neg(middle, middle);
}

/* ---- deciding the parts of a level ---- */

/* Better cut than decided at great expense: a choice. */
static int is_rough(const cut_t *cut, const part_t *part)
{
    SCOPED(fmpq, width, size);
    fmpq_sub(width, part->hi, part->lo);
    fmpq_mul_2exp(width, width, ROUGH_BITS);
    fmpq_abs(size, fmpq_sgn(part->lo) < 0 ? part->lo : part->hi);
    return fmpq_cmp(width, size) > 0 &&
           (strcmp(cut->problem->name, "eps") == 0 || fmpq_cmp(width, cut->range) > 0);
}

static void work(void *data, int thread, int threads)
{
    cut_t *cut = data;
    for (slong i = 0, open = 0; i < cut->count; i++) {
        part_t *part = cut->part + i;
        if (part->is_final || open++ % threads != thread) continue;
        wane_message_t why;
        const wane_status_t status = line_prover_decide(&part->outcome, cut->prover + thread, part->lo,
                                                        part->hi, cut->digits, is_rough(cut, part), why);
        if (status == WANE_UNDECIDED) part->reason = base_text("%s", why->text);
        part->is_final = cut->prover[thread].is_hopeless;
        if (status != WANE_OK && status != WANE_UNDECIDED && cut->status[thread] == WANE_OK) {
            cut->status[thread] = status;
            cut->message[thread] = *why;
        }
    }
}

static wane_status_t decide_level(cut_t *cut, wane_message_t message)
{
    base_parallel(work, cut, cut->threads);
    for (slong i = 0; i < cut->count; i++)
        if (cut->part[i].outcome != WANE_OUTCOME_UNDECIDED) cut->part[i].is_final = 1;
    for (int i = 0; i < cut->threads; i++)
        if (cut->status[i] != WANE_OK) {
            *message = cut->message[i];
            return cut->status[i];
        }
    return WANE_OK;
}

/* ---- from one level to the next ---- */

static slong open_count(const cut_t *cut)
{
    slong count = 0;
    for (slong i = 0; i < cut->count; i++) count += !cut->part[i].is_final;
    return count;
}

static int is_decided(const cut_t *cut, slong i)
{
    return i >= 0 && i < cut->count && cut->part[i].outcome != WANE_OUTCOME_UNDECIDED;
}

/* Where the run of undecided parts ends in which the i-th one lies, and whether it is narrower than is asked for. */
static slong run_end(int *is_narrow, const cut_t *cut, slong i)
{
    SCOPED(fmpq, size);
    slong end = i + 1;
    while (end < cut->count && !is_decided(cut, end)) end++;
    fmpq_sub(size, cut->part[end - 1].hi, cut->part[i].lo);
    *is_narrow = fmpq_cmp(size, cut->problem->width) < 0;
    return end;
}

/* What is narrow enough stays, and parts inside what is open where that is much. */
static void choose_final(cut_t *cut)
{
    SCOPED(fmpq, size);
    const int is_crowded = open_count(cut) > MOST_OPEN;
    for (slong i = 0, end; i < cut->count; i = end) {
        int is_narrow;
        end = i + 1;
        if (is_decided(cut, i)) continue;
        end = run_end(&is_narrow, cut, i);
        for (slong j = i; j < end; j++) {
            part_t *part = cut->part + j;
            fmpq_sub(size, part->hi, part->lo);
            part->is_final = part->is_final || is_narrow || fmpq_cmp(size, cut->least) <= 0 ||
                             (is_crowded && !is_decided(cut, j - 1) && !is_decided(cut, j + 1));
        }
    }
}

/* 1 if there is something left to decide. */
static int halve(cut_t *cut)
{
    SCOPED(fmpq, middle);
    choose_final(cut);
    const slong open = open_count(cut);
    part_t *part = flint_malloc((size_t)(cut->count + open) * sizeof(part_t));
    slong count = 0;
    for (slong i = 0; i < cut->count; i++) {
        part_t *old = cut->part + i;
        if (old->is_final) {
            part[count++] = *old;
            continue;
        }
        set_middle(middle, old->lo, old->hi);
        part_init(part + count++, old->lo, middle);
        part_init(part + count++, middle, old->hi);
        part_clear(old);
    }
    flint_free(cut->part);
    cut->part = part;
    cut->count = count;
    return open > 0;
}

/* So many that they tell the narrowest part from nothing, and some more. */
static slong digits_for(const cut_t *cut)
{
    SCOPED(fmpq, size);
    double least = 1;
    for (slong i = 0; i < cut->count; i++) {
        if (cut->part[i].is_final) continue;
        fmpq_sub(size, cut->part[i].hi, cut->part[i].lo);
        least = fmin(least, fmpq_get_d(size));
    }
    const slong wanted = (slong)(-1.5 * log10(fmax(least, 1e-300)));
    return LEAST_DIGITS * (1 + wanted / LEAST_DIGITS);
}

static int threads_for(const line_problem_t *problem)
{
    return function_expectation_count(problem->subject.student) > 0 ||
                   function_expectation_count(problem->subject.teacher) > 0
               ? 1 /* what is inside a function is filled in where it is first needed, for all who hold it */
               : FLINT_MAX(1, problem->effort.threads);
}

/* ---- values that stand alone ---- */

/* The simplest fraction inside the piece, if it is a simple one. */
static int simple_fraction(fmpq_t x, const line_piece_t *piece)
{
    SCOPED(fmpq, room, lo, hi);
    SCOPED(fmpz, square);
    fmpq_sub(room, piece->hi, piece->lo);
    fmpq_div_2exp(room, room, 20);
    fmpq_add(lo, piece->lo, room);
    fmpq_sub(hi, piece->hi, room);
    fmpq_simplest_between(x, lo, hi);
    fmpz_mul(square, fmpq_denref(x), fmpq_denref(x));
    fmpq_mul_2exp(room, room, 20 + POINT_BITS);
    fmpq_mul_fmpz(room, room, square);
    return fmpq_cmp_si(room, 1) < 0;
}

static int stands_alone(fmpq_t x, cut_t *cut, const line_t line, slong i, wane_outcome_t *outcome)
{
    wane_message_t unused;
    const line_piece_t *piece = line->piece + i;
    if (piece->outcome != WANE_OUTCOME_UNDECIDED || piece->is_unbounded || !simple_fraction(x, piece))
        return 0;
    return line_prover_decide(outcome, cut->prover, x, x, cut->digits, 0, unused) == WANE_OK &&
           (i == 0 || line->piece[i - 1].outcome != *outcome) &&
           (i + 1 == line->count || line->piece[i + 1].outcome != *outcome);
}

static void add_with_points(line_t all, cut_t *cut, const line_t line)
{
    SCOPED(fmpq, x);
    wane_outcome_t outcome;
    for (slong i = 0; i < line->count; i++) {
        const line_piece_t *piece = line->piece + i;
        const fmpq *lo = piece->lo;
        if (stands_alone(x, cut, line, i, &outcome)) {
            line_add(all, lo, x, piece->outcome, piece->reason);
            line_add(all, x, x, outcome, NULL);
            lo = x;
        }
        line_add(all, lo, piece->hi, piece->outcome, piece->reason);
    }
}

/* ---- all of it ---- */

static void allow_integration(cut_t *cut, slong level)
{
    int has_integrated = 0;
    for (int i = 0; i < cut->threads; i++) has_integrated = has_integrated || cut->prover[i].has_integrated;
    for (int i = 0; i < cut->threads; i++)
        cut->prover[i].may_integrate = level < INTEGRATED || has_integrated;
}

static int advance(const cut_t *cut, slong level)
{
    const line_problem_t *problem = cut->problem;
    const double levels = -log2(fmax(fmpq_get_d(problem->width), 1e-300)) + 8;
    return problem->progress != NULL &&
           problem->progress(problem->context, fmin(0.99, (double)level / levels)) != 0;
}

static wane_status_t run(line_t line, cut_t *cut, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    line_t own;
    for (slong level = 0; status == WANE_OK && level < MOST_LEVELS; level++) {
        cut->digits = digits_for(cut);
        allow_integration(cut, level);
        status = decide_level(cut, message);
        if (status == WANE_OK && advance(cut, level))
            status = wane_message_set(message, WANE_FAILURE, 0, "stopped");
        if (status == WANE_OK && !halve(cut)) break;
    }
    if (status != WANE_OK) return status;
    line_init(own);
    for (slong i = 0; i < cut->count; i++)
        if (is_decided(cut, i - 1) && is_decided(cut, i) &&
            cut->part[i - 1].outcome != cut->part[i].outcome) {
            char *text = fmpq_get_str(NULL, 10, cut->part[i].lo);
            wane_message_set(message, WANE_FAILURE, 0,
                             "two different verdicts were proved for %.60s = %.100s: a defect of wane",
                             cut->problem->name, text);
            flint_free(text);
            return WANE_FAILURE;
        }
    for (slong i = 0; i < cut->count; i++)
        line_add(own, cut->part[i].lo, cut->part[i].hi, cut->part[i].outcome, cut->part[i].reason);
    add_with_points(line, cut, own);
    line_clear(own);
    return WANE_OK;
}

wane_status_t line_cut(line_t line, const line_problem_t *problem, wane_message_t message)
{
    const int threads = threads_for(problem);
    cut_t cut = {.problem = problem, .threads = threads};
    wane_status_t status = WANE_OK;
    SCOPED(fmpq, lo, hi);
    fmpq_init(cut.range);
    fmpq_init(cut.least);
    fmpq_div_2exp(cut.least, problem->width, ROOM_BITS);
    cut.prover = flint_calloc((size_t)threads, sizeof(line_prover_struct));
    cut.status = flint_calloc((size_t)threads, sizeof(wane_status_t));
    cut.message = flint_calloc((size_t)threads, sizeof(wane_message_struct));
    for (int i = 0; i < threads; i++) {
        wane_message_t why;
        cut.status[i] = WANE_OK;
        const wane_status_t one = line_prover_init_set(cut.prover + i, problem, why);
        if (one != WANE_OK && status == WANE_OK) *message = *why;
        if (one != WANE_OK) status = one;
    }
    if (status == WANE_OK) {
        line_prover_range(lo, hi, cut.prover);
        fmpq_sub(cut.range, hi, lo);
        cut.part = flint_malloc(sizeof(part_t));
        cut.count = 1;
        part_init(cut.part, lo, hi);
        status = run(line, &cut, message);
    }
    parts_clear(&cut);
    fmpq_clear(cut.range);
    fmpq_clear(cut.least);
    for (int i = 0; i < threads; i++) line_prover_clear(cut.prover + i);
    flint_free(cut.prover);
    flint_free(cut.status);
    flint_free(cut.message);
    return status;
}
