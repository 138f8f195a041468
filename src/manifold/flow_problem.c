#include <stdio.h>

#include <mpfr.h>

#include "manifold/flow_problem.h"

#include <stdarg.h>
#include <string.h>

#define CLOSE_BITS 30 /* a number known to fewer is given as a range */

void flow_problem_init(flow_problem_t problem, wane_finite_eps_t result, const wane_kernels_t kernels,
                       const wane_quantifier_t eps, const wane_quantifier_t a0, const wane_start_t start,
                       const fmpq_t drop, wane_message_t message)
{
    memset(problem, 0, sizeof(flow_problem_struct));
    problem->kernels = kernels;
    problem->eps = eps;
    problem->a0 = a0;
    problem->start = start;
    problem->result = result;
    problem->message = message;
    problem->prec = kernels->prec;
    problem->digits = FLOW_USUAL_DIGITS;
    arb_init(problem->drop);
    problem->exact_drop = drop;
    arb_set_fmpq(problem->drop, drop, problem->prec);
    arf_init(problem->a_lo);
    arf_init(problem->a_hi);
    arf_init(problem->R_lo);
    arf_init(problem->R_hi);
}

void flow_problem_clear(flow_problem_t problem)
{
    landscape_free(problem->landscape);
    arb_clear(problem->drop);
    arf_clear(problem->a_lo);
    arf_clear(problem->a_hi);
    arf_clear(problem->R_lo);
    arf_clear(problem->R_hi);
}

static char *format_text(const char *format, va_list arguments)
{
    va_list copy;
    va_copy(copy, arguments);
    int length = vsnprintf(NULL, 0, format, copy);
    va_end(copy);
    char *text = flint_malloc((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *flow_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = format_text(format, arguments);
    va_end(arguments);
    return text;
}

/* An end in decimals, rounded in the direction given. */
static char *decimal_end(const arf_t end, mpfr_rnd_t direction)
{
    char *text, *copy;
    mpfr_t x;
    mpfr_init2(x, FLINT_MAX(arf_bits(end), 2));
    arf_get_mpfr(x, end, direction);
    mpfr_asprintf(&text, direction == MPFR_RNDD ? "%.8RDg" : "%.8RUg", x);
    copy = flow_text("%s", text);
    mpfr_free_str(text);
    mpfr_clear(x);
    return copy;
}

static char *range_text(const arb_t x)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    arb_get_interval_arf(lo, hi, x, 128);
    char *left = decimal_end(lo, MPFR_RNDD), *right = decimal_end(hi, MPFR_RNDU),
         *text = flow_text("[%s, %s]", left, right);
    flint_free(left);
    flint_free(right);
    arf_clear(lo);
    arf_clear(hi);
    return text;
}

char *flow_number(const arb_t x)
{
    if (!arb_is_exact(x) && arb_is_finite(x) && arb_rel_accuracy_bits(x) < CLOSE_BITS) return range_text(x);
    if (!arb_is_exact(x) || !arb_is_int(x)) return arb_get_str(x, 10, 0);
    fmpz_t value;
    fmpz_init(value);
    arb_get_unique_fmpz(value, x);
    char *text = fmpz_get_str(NULL, 10, value);
    fmpz_clear(value);
    return text;
}

char *flow_end(const arf_t x)
{
    arb_t ball;
    arb_init(ball);
    arb_set_arf(ball, x);
    char *text = flow_number(ball);
    arb_clear(ball);
    return text;
}

static void append(wane_finite_eps_struct *result, char *text)
{
    size_t count = (size_t)result->reason_count + 1;
    result->reasons = flint_realloc(result->reasons, count * sizeof(char *));
    result->reasons[result->reason_count++] = text;
}

void flow_problem_reason(flow_problem_t problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    append(problem->result, format_text(format, arguments));
    va_end(arguments);
}

wane_status_t flow_problem_undecided(flow_problem_t problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = format_text(format, arguments);
    va_end(arguments);
    wane_status_t status = wane_message_set(problem->message, WANE_UNDECIDED, 0, "%s", text);
    flint_free(text);
    return status;
}
