#include "function/exact/surd.h"
#include "hermite/coefficients/student.h"
#include "hermite/coefficients/table.h"

#include "base/decimal.h"
#include "base/scoped.h"
#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "function/facts/smoothness.h"
#include "hermite/rule/size_guess.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/parametric.h"
#include "base/threads.h"

#define GUESS_PREC 64 /* of expectations inside the function, for a first look at it */

void coefficients_init(coefficients_t table)
{
    table->length = 0;
    table->c = NULL;
    table->parity = WANE_PARITY_NONE;
    table->information_exponent = -1;
    table->is_polynomial = 0;
    table->polynomial = flint_malloc(sizeof(surd_poly_struct));
    surd_poly_init(table->polynomial);
    arb_init(table->norm2);
    arb_init(table->dnorm2);
}

void coefficients_clear(coefficients_t table)
{
    if (table->c) _arb_vec_clear(table->c, table->length);
    surd_poly_clear(table->polynomial);
    flint_free(table->polynomial);
    arb_clear(table->norm2);
    arb_clear(table->dnorm2);
}

/* Room for so many entries of which nothing is known. */
static void resize(coefficients_t table, slong length)
{
    if (table->c) _arb_vec_clear(table->c, table->length);
    table->c = _arb_vec_init(length);
    table->length = length;
    for (slong k = 0; k < length; k++) arb_indeterminate(table->c + k);
    arb_indeterminate(table->norm2);
    arb_indeterminate(table->dnorm2);
}

/* Bits missing in the worst entry for `bits` relative accuracy; 0 when every entry that is not exactly zero
   has them.  A ball that contains zero says no more than how small its entry is. */
static slong missing_bits(arb_srcptr c, slong length, slong bits)
{
    slong worst = 0;
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k)) continue;
        slong have = arb_contains_zero(c + k) ? 0 : FLINT_MAX(arb_rel_accuracy_bits(c + k), 0);
        worst = FLINT_MAX(worst, bits - have);
    }
    return worst;
}

#define BLUR_BITS 2 /* a round of more bits that sharpens by no more than this is the last */

/* The exponent of the largest radius among entries short of `bits`: when more working precision does not
   shrink it, the blur comes from intervals in the function, and no precision helps. */
static slong blur(arb_srcptr c, slong length, slong bits)
{
    slong largest = WORD_MIN / 2;
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k) || missing_bits(c + k, 1, bits) == 0) continue;
        if (!arb_is_finite(c + k)) return WORD_MAX / 2;
        largest = FLINT_MAX(largest, (slong)MAG_EXP(arb_radref(c + k)));
    }
    return largest;
}

/* A radius far above the precision is that of intervals. */
static int is_of_intervals(slong radius, slong prec)
{
    return radius > -prec / 2;
}

/* The first entry that may be 0, but is not known to be; -1 if there is none. */
static slong first_open(arb_srcptr c, slong length)
{
    for (slong k = 0; k < length; k++)
        if (arb_contains_zero(c + k) && !arb_is_zero(c + k)) return k;
    return -1;
}

/* What is to be found, and how each half of the work went. */
typedef struct {
    coefficients_struct *table;
    const wane_function_struct *f;
    const wane_effort_t *effort;
    slong bits;       /* relative accuracy wanted */
    slong prec;       /* with which the coefficients were found */
    slong missing[2]; /* bits out of reach */
    int blurred[2];   /* more working precision did not help: intervals in the function */
    int has_intervals;
    slong stubborn; /* an entry that is 0, or so small that no more precision was spent on it; -1: none */
    wane_status_t status[2];
    wane_message_t message[2];
} work_t;
enum { COEFFICIENTS, NORMS };

typedef struct {
    const wane_effort_t *effort;
    slong prec, order; /* order -1: the coefficients, else E f^(order)^2 */
} question_t;

static wane_status_t answer(arb_ptr value, slong length, const wane_function_t f, const void *context,
                            wane_message_t message)
{
    const question_t *q = context;
    const slong prec = FLINT_MIN(q->prec, q->effort->max_prec);
    return q->order < 0 ? hermite_coefficients(value, length, f, prec, q->effort, message)
                        : hermite_derivative_product(value, f, f, q->order, prec, message);
}

/* The next round replaces the table only if it succeeds. */
static wane_status_t coefficients_at(work_t *work, slong prec)
{
    coefficients_struct *table = work->table;
    SCOPED_VEC(arb, c, table->length);
    const question_t asked = {work->effort, prec, -1};
    const parametric_question_t question = {answer, &asked};
    wane_status_t status =
        hermite_hull_over_parameters(c, table->length, work->f, &question, work->message[COEFFICIENTS]);
    if (status == WANE_OK) {
        _arb_vec_swap(table->c, c, table->length);
        work->prec = prec;
    }
    return work->status[COEFFICIENTS] = status;
}

static void find_coefficients(work_t *work)
{
    const coefficients_struct *table = work->table;
    const slong bits = work->bits;
    slong prec = bits + FLINT_MAX(32, hermite_size_guess(work->f, table->length - 1) + 8);
    const slong patience = FLINT_MAX(FLINT_MIN(8 * prec, work->effort->max_prec), work->effort->max_prec / 8);
    slong before = WORD_MAX;
    while (coefficients_at(work, prec) == WANE_OK) {
        slong missing = missing_bits(table->c, table->length, bits),
              now = blur(table->c, table->length, bits);
        work->missing[COEFFICIENTS] = missing;
        work->blurred[COEFFICIENTS] =
            missing > 0 && (now >= before - BLUR_BITS || (work->has_intervals && is_of_intervals(now, prec)));
        if (missing == 0 || prec >= work->effort->max_prec || work->blurred[COEFFICIENTS]) return;
        work->stubborn = prec >= patience ? first_open(table->c, table->length) : -1;
        if (work->stubborn >= 0) return;
        before = now;
        /* the entry is below 2^-(prec - have): what it lacks is known unless its size still is not */
        prec = missing < bits ? prec + missing + 8 : 2 * prec;
    }
}

/* E f^2 or E f'^2 to `bits`, as far as possible. */
static wane_status_t find_norm(arb_t norm, work_t *work, slong order)
{
    const slong bits = work->bits, max_prec = work->effort->max_prec;
    slong before = WORD_MAX;
    for (slong prec = bits + 16;; prec *= 2) {
        const question_t asked = {work->effort, prec, order};
        const parametric_question_t question = {answer, &asked};
        wane_status_t status =
            hermite_hull_over_parameters(norm, 1, work->f, &question, work->message[NORMS]);
        if (status != WANE_OK) {
            arb_indeterminate(norm);
            return status;
        }
        slong short_of = arb_is_finite(norm) ? missing_bits(norm, 1, bits) : 0;
        slong now = blur(norm, 1, bits);
        int blurred = short_of > 0 &&
                      (now >= before - BLUR_BITS || (work->has_intervals && is_of_intervals(now, prec)));
        const int is_stubborn = arb_contains_zero(norm) && prec >= FLINT_MAX(8 * bits, max_prec / 8);
        if (short_of > 0 && prec < max_prec && !blurred && !is_stubborn) {
            before = now;
            continue;
        }
        work->blurred[NORMS] |= blurred;
        work->missing[NORMS] = FLINT_MAX(work->missing[NORMS], short_of);
        return WANE_OK;
    }
}

/* E f'^2 is infinite: derivations/06 (21), (23). */
static int is_rough(const wane_function_t f)
{
    SCOPED(arb, place);
    SCOPED(fmpq, point);
    return function_smoothness(f) <= 0 && (hermite_has_jump(place, f) || hermite_moves_like_root(point, f));
}

static void find_norms(work_t *work)
{
    coefficients_struct *table = work->table;
    work->status[NORMS] = find_norm(table->norm2, work, 0);
    if (work->status[NORMS] != WANE_OK) return;
    if (is_rough(work->f)) arb_pos_inf(table->dnorm2);
    else work->status[NORMS] = find_norm(table->dnorm2, work, 1);
}

static void find_half(void *data, int thread, int threads)
{
    if (thread == 0) find_coefficients(data);
    if (thread == threads - 1) find_norms(data);
}

/* That of a polynomial may lie beyond the table. */
static void find_exact_information_exponent(coefficients_t table, slong prec)
{
    SCOPED(arb, c);
    table->information_exponent = WANE_NONE;
    for (slong k = 1; k < table->polynomial->length && table->information_exponent == WANE_NONE; k++) {
        surd_get_arb(c, table->polynomial->coefficient + k, prec);
        if (!surd_is_zero(table->polynomial->coefficient + k))
            table->information_exponent = arb_contains_zero(c) ? -1 : k;
    }
}

static void find_information_exponent(coefficients_t table)
{
    table->information_exponent = arb_is_zero(table->dnorm2) ? WANE_NONE : -1;
    for (slong k = 1; k < table->length; k++) {
        if (arb_is_zero(table->c + k)) continue;
        if (!arb_contains_zero(table->c + k)) table->information_exponent = k;
        return;
    }
}

wane_status_t coefficients_compute(coefficients_t table, const wane_function_t f, slong length,
                                   const wane_effort_t *effort, wane_message_t message)
{
    wane_status_t status = wane_function_check(f, message);
    if (status != WANE_OK) return status;
    resize(table, length);
    table->parity = wane_function_parity(f);
    table->information_exponent = -1;
    table->is_polynomial = 0;
    status = wane_hermite_resolve(f, GUESS_PREC, message);
    if (status != WANE_OK) return status;
    work_t work = {
        .table = table, .f = f, .effort = effort, .has_intervals = function_has_intervals(f), .stubborn = -1};
    work.bits = (slong)(BASE_BITS_PER_DIGIT * (double)effort->digits) + 4;
    /* The norms beside the planning of the coefficients, which one thread does alone; but expectations inside
       f must not be set by two. */
    int together = effort->threads > 1 && function_expectation_count(f) == 0;
    base_parallel(find_half, &work, together ? 2 : 1);
    for (int half = 0; half < 2; half++)
        if (work.status[half] != WANE_OK) {
            if (message != NULL) *message = *work.message[half];
            return work.status[half];
        }
    find_information_exponent(table);
    table->is_polynomial = function_hermite_polynomial(table->polynomial, f, work.prec);
    if (table->is_polynomial) find_exact_information_exponent(table, work.prec);
    if (work.blurred[COEFFICIENTS] || work.blurred[NORMS])
        return wane_message_set(message, WANE_UNDECIDED, 0,
                                "%ld correct digits are out of reach at any precision: %s lower `digits`",
                                (long)effort->digits,
                                work.has_intervals ? "narrow the intervals in the function or"
                                                   : "the errors of quadrature do not shrink with it;");
    if (work.stubborn >= 0)
        return wane_message_set(
            message, WANE_UNDECIDED, 0,
            "c_%ld is smaller than 2^%ld, and not seen to be 0: raise `prec` if it is to be told",
            (long)work.stubborn, (long)MAG_EXP(arb_radref(table->c + work.stubborn)) + 1);
    if (work.missing[COEFFICIENTS] > 0 || work.missing[NORMS] > 0)
        return wane_message_set(
            message, WANE_UNDECIDED, 0,
            "%ld correct digits were not reached at %ld bits: raise `prec` or lower `digits`",
            (long)effort->digits, (long)effort->max_prec);
    const int infinite = arb_is_exact(table->dnorm2) && arf_is_pos_inf(arb_midref(table->dnorm2));
    if (!arb_is_finite(table->norm2) || (!arb_is_finite(table->dnorm2) && !infinite))
        return wane_message_set(message, WANE_UNDECIDED, 0, "%s could not be enclosed",
                                arb_is_finite(table->norm2) ? "E f'^2" : "E f^2");
    return WANE_OK;
}
