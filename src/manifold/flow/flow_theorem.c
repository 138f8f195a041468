/* What is proved in one sentence that quantifies everything that was given as a range. */
#include "manifold/flow/flow_problem.h"

#include "function/facts/facts.h"
#include "base/decimal.h"

#include <string.h>

#define RANGE_DIGITS 8 /* of where a limit lies that is not the same for all */

static char *interval_words(const char *name, const wane_interval_t value)
{
    char *lo = fmpq_get_str(NULL, 10, value->lo), *hi = fmpq_get_str(NULL, 10, value->hi);
    char *text = fmpq_equal(value->lo, value->hi) ? flow_text("%s = %s", name, lo)
                                                  : flow_text("every %s in [%s, %s]", name, lo, hi);
    flint_free(lo);
    flint_free(hi);
    return text;
}

static char *range_words(const char *name, const wane_quantifier_struct *range)
{
    return range->all ? flow_text("every %s > 0", name) : interval_words(name, range->value);
}

static char *start_words(const flow_problem_t problem)
{
    const wane_interval_struct *R = problem->start->value;
    if (problem->start->kind != WANE_START_VALUE || (fmpq_is_zero(R->lo) && fmpq_is_zero(R->hi)))
        return flow_text("R(0) = 0");
    return interval_words("R(0)", R);
}

/* Of an interval without a name of its own, "teacher: interval at column 4". */
static char *unknown_words(const char *name, const wane_interval_t value)
{
    if (strchr(name, ':') == NULL) return interval_words(name, value);
    char *every = interval_words("value", value), *text = flow_text("%s (%s)", every, name);
    flint_free(every);
    return text;
}

/* Is it one of the items of "item, item"? */
static int is_listed(const char *list, const char *item)
{
    const size_t length = strlen(item);
    for (const char *at = strstr(list, item); at != NULL; at = strstr(at + 1, item))
        if ((at == list || (at[-1] == ' ' && at[-2] == ',')) && (at[length] == '\0' || at[length] == ',')) return 1;
    return 0;
}

/* One more quantifier, unless it is there already. */
static void add_words(char **list, char *words)
{
    if (*list == NULL) {
        *list = words;
        return;
    }
    if (!is_listed(*list, words)) {
        char *longer = flow_text("%s, %s", *list, words);
        flint_free(*list);
        *list = longer;
    }
    flint_free(words);
}

static void add_unknowns(char **list, const wane_function_t f, const char *role)
{
    wane_function_t named;
    wane_interval_t range;
    wane_function_init(named);
    wane_interval_init(range);
    wane_function_name_unknowns(named, f, role);
    const slong count = wane_function_unknown_count(named);
    for (slong i = 0; i < count; i++) {
        const char *name = wane_function_unknown(range->lo, range->hi, named, i);
        add_words(list, unknown_words(name, range));
    }
    wane_interval_clear(range);
    wane_function_clear(named);
}

/* "every b in [1/20, 1/10], every eps > 0 and every a0 > 0" */
static char *quantifiers(const flow_problem_t problem)
{
    char *list = NULL;
    if (problem->student != NULL) add_unknowns(&list, problem->student, "student");
    if (problem->teacher != NULL) add_unknowns(&list, problem->teacher, "teacher");
    add_words(&list, range_words("eps", problem->eps));
    char *a0 = range_words("a0", problem->a0), *text = flow_text("%s and %s", list, a0);
    flint_free(list);
    flint_free(a0);
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
        char *number = flow_number(x), *text = flow_text("%s(t) -> %s", name, number);
        flint_free(number);
        return text;
    }
    char *lower, *upper;
    base_decimal_bounds(&lower, &upper, x, RANGE_DIGITS);
    char *text = flow_text("%s(t) tends to a limit in [%s, %s]", name, lower, upper);
    flint_free(lower);
    flint_free(upper);
    return text;
}

static char *limits_words(const wane_finite_eps_struct *result)
{
    char *R = tends_to("R", result->R_final), *a, *text;
    if (arb_is_finite(result->a_final)) a = tends_to("a", result->a_final);
    else if (arb_is_exact(result->a_final))
        a = flow_text("a(t) -> %sinfinity", arf_sgn(arb_midref(result->a_final)) > 0 ? "" : "-");
    else a = flow_text("a(t) tends to a limit");
    text = flow_text("%s and %s", R, a);
    flint_free(R);
    flint_free(a);
    return text;
}

static char *peak_words(const flow_problem_t problem)
{
    const wane_finite_eps_struct *result = problem->result;
    char *text, *number = fmpq_get_str(NULL, 10, problem->exact_drop);
    const char *sign = problem->R_sign > 0 ? "" : "|";
    if (result->outcome == WANE_OUTCOME_PARTIAL_UNLEARNING)
        text = flow_text(", after %sR%s has exceeded its limit by more than %s", sign, sign, number);
    else if (result->outcome == WANE_OUTCOME_LEARNING)
        text = flow_text(", and %sR%s never exceeds its limit by more than %s%s", sign, sign, number,
                         flow_problem_keeps_side(problem) ? "" : " after R last changed sign");
    else text = flow_text("%s", "");
    flint_free(number);
    return text;
}

void flow_problem_state_theorem(flow_problem_t problem)
{
    wane_finite_eps_struct *result = problem->result;
    char *every = quantifiers(problem), *start = start_words(problem), *claim, *peak = peak_words(problem);
    if (problem->entry == ENTRY_STILL) claim = flow_text("R(t) = 0 for all t");
    else if (result->outcome == WANE_OUTCOME_NEUTRAL)
        claim = flow_text("R(t) is monotone and tends to a point of a line of equilibria");
    else claim = limits_words(result);
    result->theorem = flow_text("For %s, from %s: %s%s.", every, start, claim, peak);
    flint_free(every);
    flint_free(start);
    flint_free(claim);
    flint_free(peak);
}
