/* What is proved in one sentence that quantifies everything that was given as a range. */
#include "function/tree/scoped_function.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/shape/start.h"

#include "function/facts/facts.h"
#include "base/decimal.h"
#include "base/text.h"

#include <string.h>

#define RANGE_DIGITS 8 /* of where a limit lies that is not the same for all */

static char *interval_words(const char *name, const wane_interval_t value)
{
    char *lo = fmpq_get_str(NULL, 10, value->lo), *hi = fmpq_get_str(NULL, 10, value->hi);
    char *text = fmpq_equal(value->lo, value->hi) ? base_text("%s = %s", name, lo)
                                                  : base_text("every %s in [%s, %s]", name, lo, hi);
    flint_free(lo);
    flint_free(hi);
    return text;
}

char *quantifier_words(const char *name, const quantifier_struct *range)
{
    return range->all ? base_text("every %s > 0", name) : interval_words(name, range->value);
}

/* At given eps 0+ and 0- lead where 0 does. */
static char *start_words(const wane_start_struct *start, int is_limit)
{
    const wane_interval_struct *R = start->value;
    if (start->kind == WANE_START_VALUE && !(fmpq_is_zero(R->lo) && fmpq_is_zero(R->hi)))
        return interval_words("R(0)", R);
    return base_text("R(0) = 0%s", is_limit && start->kind == WANE_START_ZERO_PLUS    ? "+"
                                   : is_limit && start->kind == WANE_START_ZERO_MINUS ? "-"
                                                                                      : "");
}

/* Of an interval without a name of its own, "teacher: interval at column 4". */
static char *unknown_words(const char *name, const wane_interval_t value)
{
    if (strchr(name, ':') == NULL) return interval_words(name, value);
    char *every = interval_words("value", value), *text = base_text("%s (%s)", every, name);
    flint_free(every);
    return text;
}

typedef struct {
    char **item;
    slong count;
} quantifiers_t;

/* Takes words over, unless they are there already. */
static void add_words(quantifiers_t *list, char *words)
{
    for (slong i = 0; i < list->count; i++)
        if (strcmp(list->item[i], words) == 0) {
            flint_free(words);
            return;
        }
    list->item = flint_realloc(list->item, (size_t)(list->count + 1) * sizeof *list->item);
    list->item[list->count++] = words;
}

static void add_unknowns(quantifiers_t *list, const wane_function_t f, const char *role)
{
    SCOPED(wane_function, named);
    SCOPED(wane_interval, range);
    function_name_unknowns(named, f, role);
    const slong count = function_unknown_count(named);
    for (slong i = 0; i < count; i++) {
        const char *name = function_unknown(range->lo, range->hi, named, i);
        add_words(list, unknown_words(name, range));
    }
}

char *subject_words(const flow_subject_t *subject)
{
    quantifiers_t list = {NULL, 0};
    if (subject->student != NULL) add_unknowns(&list, subject->student, "student");
    if (subject->teacher != NULL) add_unknowns(&list, subject->teacher, "teacher");
    if (subject->eps != NULL) add_words(&list, quantifier_words("eps", subject->eps));
    char *text = quantifier_words("a0", subject->a0);
    for (slong i = list.count - 1; i >= 0; i--) {
        char *longer = base_text(i == list.count - 1 ? "%s and %s" : "%s, %s", list.item[i], text);
        flint_free(list.item[i]);
        flint_free(text);
        text = longer;
    }
    flint_free(list.item);
    return text;
}

static int is_close(const arb_t x)
{
    return arb_is_exact(x) || arb_rel_accuracy_bits(x) >= 30;
}

/* A number, or where it lies if it is one for each of the problems. */
static char *tends_to(const char *name, const arb_t x)
{
    if (is_close(x)) {
        char *number = base_number_text(x), *text = base_text("%s(t) -> %s", name, number);
        flint_free(number);
        return text;
    }
    char *lower, *upper;
    base_decimal_bounds(&lower, &upper, x, RANGE_DIGITS);
    char *text = base_text("%s(t) tends to a limit in [%s, %s]", name, lower, upper);
    flint_free(lower);
    flint_free(upper);
    return text;
}

static char *limits_words(const arb_t R_final, const arb_t a_final)
{
    char *R = tends_to("R", R_final), *a, *text;
    if (arb_is_finite(a_final)) a = tends_to("a", a_final);
    else if (arb_is_exact(a_final))
        a = base_text("a(t) -> %sinfinity", arf_sgn(arb_midref(a_final)) > 0 ? "" : "-");
    else /* of a family whose members differ, not all of them finite */
        a = base_text("a(t) tends to a limit, finite or infinite");
    text = base_text("%s and %s", R, a);
    flint_free(R);
    flint_free(a);
    return text;
}

static char *peak_words(const flow_subject_t *subject, const finite_eps_struct *result)
{
    char *text, *number = fmpq_get_str(NULL, 10, subject->drop);
    const char *sign = result->proof.R_sign > 0 ? "" : "|";
    if (result->outcome == WANE_OUTCOME_PARTIAL_UNLEARNING)
        text = base_text(", after %sR%s has exceeded its limit by more than %s", sign, sign, number);
    else if (result->outcome == WANE_OUTCOME_LEARNING)
        text = base_text(", and %sR%s never exceeds its limit by more than %s%s", sign, sign, number,
                         result->keeps_side ? "" : " after R last changed sign");
    else text = base_text("%s", "");
    flint_free(number);
    return text;
}

/* To a line of equilibria; from an a0 of the other sign R falls first: derivations/22 (21). */
static const char *line_words(const flow_subject_t *subject, const finite_eps_struct *result)
{
    const wane_interval_struct *a0 = subject->a0->value;
    const int a_sign = subject->a0->all || fmpq_sgn(a0->lo) > 0 ? 1 : fmpq_sgn(a0->hi) < 0 ? -1 : 0;
    return a_sign != 0 && a_sign == result->proof.a_sign
               ? "R(t) is monotone and tends to a point of a line of equilibria"
               : "R(t) tends to a point of a line of equilibria";
}

char *flow_theorem(const flow_subject_t *subject, const finite_eps_t result)
{
    char *every = subject_words(subject), *start = start_words(subject->start, 0), *claim,
         *peak = peak_words(subject, result);
    if (result->outcome == WANE_OUTCOME_NOT_LEARNED) claim = base_text("R(t) = 0 for all t");
    else if (result->outcome == WANE_OUTCOME_NEUTRAL && arb_is_finite(result->a_final))
        claim = limits_words(result->R_final, result->a_final);
    else if (result->outcome == WANE_OUTCOME_NEUTRAL) claim = base_text("%s", line_words(subject, result));
    else claim = limits_words(result->R_final, result->a_final);
    char *theorem = base_text("For %s, from %s: %s%s.", every, start, claim, peak);
    flint_free(every);
    flint_free(start);
    flint_free(claim);
    flint_free(peak);
    return theorem;
}

/* No rounding leads beyond 1. */
static char *correlation_range(const arb_t R)
{
    SCOPED(arf, lo, hi);
    arb_get_interval_arf(lo, hi, R, 64);
    char *lower = arf_cmp_si(lo, -1) <= 0 ? base_text("-1") : base_decimal(lo, RANGE_DIGITS, -1),
         *upper = arf_cmp_si(hi, 1) >= 0 ? base_text("1") : base_decimal(hi, RANGE_DIGITS, 1),
         *text = base_text("[%s, %s]", lower, upper);
    flint_free(lower);
    flint_free(upper);
    return text;
}

static int keeps_side_in_the_limit(const verdict_t verdict)
{
    SCOPED(arb, side);
    int keeps = verdict->phase_count > 0;
    for (slong i = 0; keeps && i < verdict->phase_count; i++) {
        arb_mul(side, verdict->phases[i].R_from, verdict->R_final, 64);
        keeps = arb_is_nonnegative(side);
        arb_mul(side, verdict->phases[i].R_to, verdict->R_final, 64);
        keeps = keeps && arb_is_nonnegative(side);
    }
    return keeps;
}

/* The peak counts from where R last changed its sign.  From beside R = 0 only the limiting state stays there. */
static char *limit_claim(const wane_start_t start, const verdict_t verdict)
{
    if (verdict->outcome == WANE_OUTCOME_NOT_LEARNED)
        return base_text(start_is_beside_zero(start) ? "the limiting state stays on R = 0"
                                                     : "R(t) = 0 for all t");
    if (!arb_is_finite(verdict->R_final)) return base_text("the state comes to rest on a line of equilibria");
    char *limits = limits_words(verdict->R_final, verdict->a_final), *claim, *peak = NULL;
    if (verdict->outcome == WANE_OUTCOME_LEARNING)
        claim = base_text("%s, and |R| ends at its largest value%s", limits,
                          keeps_side_in_the_limit(verdict) ? "" : " since R last changed sign");
    else if (verdict->outcome == WANE_OUTCOME_NEUTRAL || !arb_is_finite(verdict->R_peak))
        claim = base_text("%s", limits);
    else if (is_close(verdict->R_peak))
        claim = base_text("%s, after a peak of R at %s", limits, peak = base_number_text(verdict->R_peak));
    else claim = base_text("%s, after a peak of R in %s", limits, peak = correlation_range(verdict->R_peak));
    flint_free(limits);
    flint_free(peak);
    return claim;
}

char *limit_theorem(const flow_subject_t *subject, const verdict_t verdict)
{
    char *every = subject_words(subject), *start = start_words(subject->start, 1),
         *claim = limit_claim(subject->start, verdict);
    char *theorem = base_text("For %s, from %s, in the limit eps -> 0: %s.", every, start, claim);
    flint_free(every);
    flint_free(start);
    flint_free(claim);
    return theorem;
}
