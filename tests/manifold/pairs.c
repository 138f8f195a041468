#include "base/interval.h"
#include "pairs.h"

#include "manifold/limit/itinerary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

slong repetitions(slong count)
{
    const char *text = getenv("WANE_TEST_MULTIPLIER");
    double factor = text == NULL ? 1 : atof(text);
    return FLINT_MAX(1, (slong)((double)count * factor));
}

static void parse(wane_function_t f, const char *text)
{
    wane_message_t message;
    wane_status_t status = wane_function_parse(f, text, NULL, 0, message);
    cr_assert_eq(status, WANE_OK, "%s: %s", text, message->text);
}

void pair_kernels(kernels_t kernels, const char *student, const char *teacher)
{
    pair_kernels_digits(kernels, student, teacher, 30);
}

void pair_kernels_digits(kernels_t kernels, const char *student, const char *teacher, slong digits)
{
    wane_function_t sigma, target;
    wane_effort_t effort;
    wane_message_t message;
    wane_function_init(sigma);
    wane_function_init(target);
    parse(sigma, student);
    parse(target, teacher);
    wane_effort_default(&effort);
    effort.digits = digits;
    wane_status_t status = kernels_compute(kernels, sigma, target, &effort, message);
    cr_assert_eq(status, WANE_OK, "%s | %s: %s", student, teacher, message->text);
    wane_function_clear(sigma);
    wane_function_clear(target);
}

void random_polynomial(char *text, fmpq *coefficient, slong degree, flint_rand_t state)
{
    char term[80];
    text[0] = '\0';
    for (slong k = 0; k <= degree; k++) {
        slong numerator = (slong)n_randint(state, 41) - 20;
        if (n_randint(state, 3) == 0) numerator = 0;
        if (k == degree && numerator == 0) numerator = 7;
        fmpq_set_si(coefficient + k, numerator, 10);
        if (numerator == 0) continue;
        if (k == 0) snprintf(term, sizeof term, "%s(%ld/10)", text[0] ? "+" : "", (long)numerator);
        else snprintf(term, sizeof term, "%s(%ld/10)*h%ld", text[0] ? "+" : "", (long)numerator, (long)k);
        strcat(text, term);
    }
}

static void read_start(wane_start_t start, const char *R0)
{
    if (strcmp(R0, "0") == 0) {
        start->kind = WANE_START_ZERO;
    } else if (strcmp(R0, "0+") == 0) {
        start->kind = WANE_START_ZERO_PLUS;
    } else if (strcmp(R0, "0-") == 0) {
        start->kind = WANE_START_ZERO_MINUS;
    } else {
        start->kind = WANE_START_VALUE;
        cr_assert_eq(fmpq_set_str(start->value->lo, R0, 10), 0);
        fmpq_set(start->value->hi, start->value->lo);
    }
}

wane_status_t decide(verdict_t verdict, const char *student, const char *teacher, const char *a0,
                     const char *R0, wane_message_t message)
{
    wane_function_t sigma, target;
    wane_effort_t effort;
    wane_interval_t scale;
    wane_start_t start;
    wane_function_init(sigma);
    wane_function_init(target);
    wane_interval_init(scale);
    wane_start_init(start);
    parse(sigma, student);
    parse(target, teacher);
    cr_assert_eq(fmpq_set_str(scale->lo, a0, 10), 0);
    fmpq_set(scale->hi, scale->lo);
    read_start(start, R0);
    wane_effort_default(&effort);
    wane_status_t status = verdict_compute(verdict, sigma, target, scale, start, &effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    wane_interval_clear(scale);
    wane_start_clear(start);
    return status;
}

wane_status_t decide_from_kernels(verdict_t verdict, const kernels_t kernels, const fmpq_t a0,
                                  const fmpq_t R0, wane_message_t message)
{
    wane_interval_t scale;
    wane_start_t start;
    wane_interval_init(scale);
    wane_start_init(start);
    interval_set_fmpq(scale, a0);
    if (!fmpq_is_zero(R0)) start->kind = WANE_START_VALUE;
    interval_set_fmpq(start->value, R0);
    wane_status_t status = verdict_prove(verdict, 1, NULL, kernels, scale, start, message);
    wane_interval_clear(scale);
    wane_start_clear(start);
    return status;
}
