/* Thresholds over any quantity: known boundaries, and verdicts asked at single values inside what is claimed. */
#include <criterion/criterion.h>

#include "ask.h"
#include "refusal.h"
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wane/wane.h"

#define PAIR "\"student\": \"tanh\", \"teacher\": \"h1+0.3*h3\""
#define FAMILY "\"student\": \"tanh\", \"teacher\": \"h1+b*h3\", \"a0\": \"1/2\""

static double bound(const json_t *real, const char *end)
{
    const char *text =
        json_is_string(real) ? json_string_value(real) : json_string_value(json_object_get(real, end));
    return strcmp(text, "infinity") == 0 ? HUGE_VAL : strtod(text, NULL);
}

typedef struct {
    double from, to;
    const char *verdict;
} interval_t;

static interval_t interval_at(const json_t *answer, const char *name, size_t i)
{
    const json_t *interval = json_array_get(json_object_get(answer, "intervals"), i),
                 *ends = json_object_get(interval, name);
    return (interval_t){bound(json_array_get(ends, 0), "hi"), bound(json_array_get(ends, 1), "lo"),
                        json_string_value(json_object_get(interval, "verdict"))};
}

static size_t interval_count(const json_t *answer)
{
    return json_array_size(json_object_get(answer, "intervals"));
}

static void expect_interval(const json_t *answer, const char *name, size_t i, double from, double to,
                            const char *verdict, double tolerance)
{
    const interval_t interval = interval_at(answer, name, i);
    cr_assert_str_eq(interval.verdict, verdict, "%s %ld", name, (long)i);
    cr_assert(interval.from == from || fabs(interval.from - from) <= tolerance, "%.12g", interval.from);
    cr_assert(interval.to == to || fabs(interval.to - to) <= tolerance, "%.12g", interval.to);
}

static void expect_point(const json_t *answer, size_t i, const char *exact, const char *verdict)
{
    const json_t *point = json_array_get(json_object_get(answer, "points"), i);
    cr_assert_not_null(point);
    cr_assert_str_eq(json_string_value(json_object_get(json_object_get(point, "value"), "exact")), exact);
    cr_assert_str_eq(json_string_value(json_object_get(point, "verdict")), verdict);
}

/* The verdict at values drawn inside the intervals is that of the interval. */
static void expect_agreement(const json_t *answer, const char *name, const char *problem, const char *form,
                             int draws)
{
    char text[400];
    for (size_t i = 0; i < interval_count(answer); i++) {
        const interval_t interval = interval_at(answer, name, i);
        if (strcmp(interval.verdict, "undecided") == 0) continue;
        for (int j = 0; j < draws; j++) {
            const double share = (double)(rand() % 1000 + 1) / 1002,
                         far = interval.to > 1e6 ? interval.from + 2 : interval.to,
                         value = interval.from +
                                 (far - interval.from) * (j % 2 == 0 ? share : share * share * share * share);
            char one[40];
            snprintf(one, sizeof one, form, value);
            snprintf(text, sizeof text, "{%s, %s}", problem, one);
            char *got;
            wane_message_t message;
            if (wane_answer(&got, "verdict", text, NULL, message) == WANE_OK) {
                json_t *verdict = json_loads(got, 0, NULL);
                cr_assert_str_eq(json_string_value(json_object_get(verdict, "verdict")), interval.verdict,
                                 "%s", text);
                json_decref(verdict);
            }
            wane_answer_free(got);
        }
    }
}

Test(thresholds, decay_in_the_limit)
{
    json_t *answer = ask("thresholds", "{" PAIR ", \"a0\": \"1/2\", \"over\": \"decay\"}", WANE_OK);
    cr_assert_eq(interval_count(answer), 2);
    expect_interval(answer, "decay", 0, 0, 0.157716424598174031555816527476, "partial-unlearning", 1e-15);
    expect_interval(answer, "decay", 1, 0.157716424598174031555816527476, HUGE_VAL, "learning", 1e-15);
    expect_point(answer, 0, "0", "unlearning");
    expect_agreement(answer, "decay", PAIR ", \"a0\": \"1/2\"", "\"decay\": \"%.17g\"", 10);
    json_decref(answer);
    /* where the first fibre ends at A(R) = 3 */
    answer = ask("thresholds", "{" PAIR ", \"a0\": 3, \"over\": \"decay\", \"digits\": 15}", WANE_OK);
    expect_interval(answer, "decay", 0, 0, 0.00479922070039636, "partial-unlearning", 1e-15);
    expect_agreement(answer, "decay", PAIR ", \"a0\": 3", "\"decay\": \"%.17g\"", 6);
    json_decref(answer);
    answer = ask("thresholds", "{" PAIR ", \"a0\": 3, \"over\": \"decay\", \"range\": \"0.01:1\"}", WANE_OK);
    cr_assert_eq(interval_count(answer), 1);
    expect_interval(answer, "decay", 0, 0.01, 1, "learning", 1e-15);
    json_decref(answer);
}

Test(thresholds, decay_at_given_eps)
{
    json_t *answer =
        ask("thresholds", "{" PAIR ", \"a0\": \"1/2\", \"eps\": \"0.1\", \"over\": \"decay\"}", WANE_OK);
    cr_assert_eq(interval_count(answer), 3);
    expect_interval(answer, "decay", 0, 0, 0.14639, "partial-unlearning", 1e-4);
    expect_interval(answer, "decay", 2, 0.14639, HUGE_VAL, "learning", 1e-4);
    expect_point(answer, 0, "0", "unlearning");
    expect_agreement(answer, "decay", PAIR ", \"a0\": \"1/2\", \"eps\": \"0.1\"", "\"decay\": \"%.17g\"", 6);
    json_decref(answer);
}

Test(thresholds, a_parameter)
{
    json_t *answer =
        ask("thresholds", "{" FAMILY ", \"over\": \"b\", \"range\": \"-1:1\", \"digits\": 8}", WANE_OK);
    const size_t last = interval_count(answer) - 1;
    expect_interval(answer, "b", 0, -1, -0.398174919385134739, "learning", 1e-8);
    expect_interval(answer, "b", 2, -0.398174919385134739, 0, "partial-unlearning", 1e-8);
    expect_interval(answer, "b", last, 0, 1, "unlearning", 1e-8);
    expect_agreement(answer, "b", FAMILY, "\"set\": {\"b\": \"%.17g\"}", 10);
    json_decref(answer);
}

/* Alone between others: not learned at b = 0, where R = 0 for all time. */
Test(thresholds, a_value_that_stands_alone)
{
    json_t *answer = ask("thresholds",
                         "{\"student\": \"tanh\", \"teacher\": \"b*h1\", \"a0\": \"1/2\", \"over\": \"b\", "
                         "\"range\": \"-1:1\", \"digits\": 6}",
                         WANE_OK);
    int found = 0;
    for (size_t i = 0; i < json_array_size(json_object_get(answer, "points")); i++) {
        const json_t *point = json_array_get(json_object_get(answer, "points"), i);
        found = found || strcmp(json_string_value(json_object_get(json_object_get(point, "value"), "exact")),
                                "0") == 0;
    }
    cr_assert(found);
    json_decref(answer);
}

Test(thresholds, scales_at_given_eps)
{
    json_t *answer =
        ask("thresholds",
            "{" PAIR ", \"decay\": \"1/20\", \"eps\": \"0.1\", \"over\": \"a0\", \"digits\": 3}", WANE_OK);
    cr_assert_eq(interval_count(answer), 2);
    expect_interval(answer, "a0", 0, 0, 1.47821, "partial-unlearning", 1e-2);
    expect_interval(answer, "a0", 1, 1.47821, HUGE_VAL, "learning", 1e-2);
    expect_agreement(answer, "a0", PAIR ", \"decay\": \"1/20\", \"eps\": \"0.1\"", "\"a0\": \"%.17g\"", 6);
    json_decref(answer);
    answer = ask("thresholds", "{" PAIR ", \"eps\": \"0.1\", \"over\": \"a0\"}", WANE_OK);
    expect_interval(answer, "a0", 0, 0, HUGE_VAL, "unlearning", 0);
    json_decref(answer);
}

Test(thresholds, eps_with_open_ends)
{
    json_t *answer = ask("thresholds", "{" PAIR ", \"a0\": \"1/2\", \"over\": \"eps\"}", WANE_OK);
    expect_interval(answer, "eps", 0, 0, HUGE_VAL, "unlearning", 0);
    json_decref(answer);
    answer =
        ask("thresholds",
            "{" PAIR
            ", \"decay\": \"1/20\", \"a0\": \"1/2\", \"over\": \"eps\", \"range\": \"1:4\", \"digits\": 2}",
            WANE_OK);
    expect_interval(answer, "eps", 0, 1, 1.83, "partial-unlearning", 1e-2);
    expect_agreement(answer, "eps", PAIR ", \"decay\": \"1/20\", \"a0\": \"1/2\"", "\"eps\": \"%.17g\"", 6);
    json_decref(answer);
}

Test(thresholds, starts)
{
    json_t *answer =
        ask("thresholds",
            "{\"student\": \"tanh\", \"teacher\": \"h1-0.1*h3\", \"a0\": \"1/2\", \"over\": \"R0\", "
            "\"digits\": 6}",
            WANE_OK);
    cr_assert(interval_count(answer) >= 3);
    expect_agreement(answer, "R0", "\"student\": \"tanh\", \"teacher\": \"h1-0.1*h3\", \"a0\": \"1/2\"",
                     "\"R0\": \"%.17g\"", 8);
    json_decref(answer);
}

/* The exact partition, within a range. */
Test(thresholds, scales_within_a_range)
{
    json_t *answer =
        ask("thresholds", "{\"student\": \"tanh\", \"teacher\": \"h1-0.1*h3\", \"range\": \"1:5\"}", WANE_OK);
    cr_assert_eq(interval_count(answer), 2);
    expect_interval(answer, "a0", 0, 1, 2.657134885425682678, "partial-unlearning", 1e-14);
    expect_interval(answer, "a0", 1, 2.657134885425682678, 5, "learning", 1e-14);
    json_decref(answer);
}

/* From every a0, for every eps, R tends to the sink of its decay, whatever the words are. */
Test(thresholds, the_limit_is_a_theorem)
{
    json_t *answer =
        ask("verdict", "{" PAIR ", \"a0\": \"all\", \"eps\": \"all\", \"decay\": \"[0.01, 0.1]\"}",
            WANE_UNDECIDED);
    const char *theorem = json_string_value(json_object_get(answer, "theorem"));
    cr_assert_not_null(theorem);
    cr_assert_not_null(strstr(theorem, "every decay in [1/100, 1/10], every eps > 0 and every a0 > 0"), "%s",
                       theorem);
    cr_assert_null(strstr(theorem, "exceed"), "%s", theorem);
    const json_t *R = json_object_get(answer, "R_final");
    cr_assert(bound(R, "lo") <= 0.6008436 && bound(R, "hi") >= 0.9332427 && bound(R, "lo") > 0.5 &&
              bound(R, "hi") < 0.95);
    cr_assert(json_is_false(json_object_get(answer, "proved")));
    json_decref(answer);
}

Test(thresholds, refused)
{
    expect_refusal("thresholds", "{" PAIR ", \"a0\": 1, \"over\": \"c\", \"range\": \"0:1\"}",
                   "`over`: expected a0, R0");
    expect_refusal("thresholds", "{" FAMILY ", \"over\": \"b\"}", "`range`: expected LO:HI");
    expect_refusal("thresholds", "{" FAMILY ", \"over\": \"b\", \"range\": \"1:0\"}", "reversed");
    expect_refusal("thresholds", "{" PAIR ", \"a0\": 1, \"over\": \"decay\", \"range\": \"-1:0\"}",
                   "none below 0");
}
