/* A verdict at given eps: the same flow, integrated. */
#include "compare.h"

#include <math.h>
#include <stdio.h>

#include "journey.h"

#define USUAL 1e-8L
#define FINE 1e-10L
#define AGREES 1e-5L
#define WRONG 1e-4L

/* 0+ and 0- stand for 10^-9 where one solution leaves R = 0. */
static void follow(journey_t *journey, const pair_kernel_t *kernel, const question_t *m,
                   long double tolerance)
{
    long double R0 = fraction_value(m->R0.lo), log_R0 = 0;
    if (m->from != FROM_VALUE) {
        R0 = m->from == FROM_ZERO_PLUS ? 1 : -1;
        log_R0 = logl(1e-9L);
    }
    journey_follow(journey, kernel, fraction_value(m->eps.lo), fraction_value(m->a0.lo), R0, log_R0,
                   tolerance);
}

static void compare_value(comparison_t *comparison, const char *name, const answer_t *answer, range_t range,
                          long double value, long double again)
{
    long double size = isinf(value) ? 1 : 1 + fabsl(value), miss = range_distance(value, range) / size;
    long double change = isinf(value) && value == again ? 0 : fabsl(value - again) / size;
    if (miss <= AGREES) return;
    if (miss > WRONG && change < miss / 10)
        comparison_say(comparison, COMPARED_CONTRADICTS,
                       "%s, %s in [%.10g, %.10g], but integration gives %.10Lg",
                       wane_outcome_name(answer->outcome), name, range.lo, range.hi, value);
    else comparison_say(comparison, COMPARED_NOT, "%s: integration is not exact enough", name);
}

void compare_flow(comparison_t *comparison, const answer_t *answer, const question_t *m)
{
    pair_kernel_t kernel;
    journey_t one, two;
    pair_kernel_set(&kernel, &m->student, &m->teacher);
    if (m->from != FROM_VALUE && journey_line_is_invariant(&kernel)) {
        comparison_say(comparison, COMPARED_NOT, "0+ or 0- where R = 0 is invariant");
        return;
    }
    follow(&one, &kernel, m, USUAL);
    two = one;
    if (one.end == JOURNEY_UNKNOWN) {
        comparison_say(comparison, COMPARED_NOT, "integration: %s", one.why);
        return;
    }
    if (range_distance(one.R, answer->final) > AGREES || range_distance(one.peak, answer->peak) > AGREES ||
        range_distance(one.a, answer->a_final) > AGREES * (1 + fabsl(one.a)))
        follow(&two, &kernel, m, FINE);
    if (two.end != one.end) {
        comparison_say(comparison, COMPARED_NOT, "integration: depends on its tolerance");
        return;
    }
    compare_value(comparison, "limit", answer, answer->final, one.R, two.R);
    compare_value(comparison, "peak", answer, answer->peak, one.peak, two.peak);
    compare_value(comparison, "limit of a", answer, answer->a_final, one.a, two.a);
}
