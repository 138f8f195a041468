/* Weight decay: known answers, and the flow integrated by means of its own. */
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

static json_t *at(json_t *value, const char *path)
{
    char step[40];
    while (*path != 0 && value != NULL) {
        size_t length = strcspn(path, ".");
        snprintf(step, sizeof step, "%.*s", (int)length, path);
        value =
            json_is_array(value) ? json_array_get(value, (size_t)atoi(step)) : json_object_get(value, step);
        path += length + (path[length] == '.');
    }
    return value;
}

static double bound(json_t *answer, const char *path, const char *end)
{
    json_t *real = at(answer, path);
    const char *text =
        json_is_string(real) ? json_string_value(real) : json_string_value(json_object_get(real, end));
    cr_assert_not_null(text, "%s", path);
    return strtod(text, NULL);
}

static void expect_contained(json_t *answer, const char *path, double value, double tolerance)
{
    const double lo = bound(answer, path, "lo"), hi = bound(answer, path, "hi");
    cr_assert(lo - tolerance <= value && value <= hi + tolerance && hi - lo < 2 * tolerance,
              "%s: %.12g is not [%.12g, %.12g]", path, value, lo, hi);
}

static void expect_verdict(json_t *answer, const char *expected)
{
    cr_assert_str_eq(json_string_value(at(answer, "verdict")), expected);
    cr_assert(json_is_true(at(answer, "proved")));
}

/* ---- zeros of N, found in machine arithmetic elsewhere ---- */

Test(decay, sinks_of_tanh)
{
    static const struct {
        const char *decay;
        double R;
    } known[] = {{"1e-6", 0.0655432}, {"1e-4", 0.2052679}, {"1e-3", 0.3573366}, {"1e-2", 0.6008436},
                 {"0.05", 0.8282355}, {"0.1", 0.9332427},  {"0.15", 0.9928616}};
    char problem[200];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        snprintf(problem, sizeof problem, "{" PAIR ", \"decay\": %s}", known[i].decay);
        json_t *answer = ask("manifold", problem, WANE_OK);
        cr_assert_eq(json_array_size(at(answer, "equilibria")), 1);
        expect_contained(answer, "equilibria.0.R", known[i].R, 1e-7);
        cr_assert_str_eq(json_string_value(at(answer, "equilibria.0.kind")), "sink");
        expect_contained(answer, "decay.lambda_1", 0.157716424598174031, 1e-15);
        /* (1/(2 |c_3| b c_1))^(1/4) */
        expect_contained(answer, "decay.law.R_prefactor", pow(18.537215506343, 0.25), 1e-7);
        cr_assert_eq(json_integer_value(at(answer, "decay.law.Q")), 4);
        cr_assert(
            fabs(bound(answer, "equilibria.0.R", "lo") / (pow(18.537215506343 * atof(known[i].decay), 0.25)) -
                 1) < (i == 0 ? 0.01 : 0.5));
        json_decref(answer);
    }
    json_t *answer = ask("manifold", "{" PAIR ", \"decay\": 0.2}", WANE_OK);
    cr_assert_eq(json_array_size(at(answer, "equilibria")), 0);
    cr_assert(json_is_true(at(answer, "aligned.stable_as_point")));
    json_decref(answer);
}

Test(decay, verdicts)
{
    static const struct {
        const char *rest, *verdict;
        double R;
    } known[] = {{"\"decay\": 0.01, \"a0\": 0.5", "partial-unlearning", 0.6008436},
                 {"\"decay\": 0.01, \"a0\": 0.5, \"eps\": 0.1", "partial-unlearning", 0.6008436},
                 {"\"decay\": 0.01, \"a0\": 10, \"eps\": 0.1", "learning", 0.6008436},
                 {"\"decay\": 0.15, \"a0\": 0.5, \"eps\": 0.1", "learning", 0.9928616},
                 {"\"decay\": 0.15, \"a0\": 0.5", "partial-unlearning", 0.9928616},
                 {"\"decay\": 0.2, \"a0\": \"all\", \"eps\": \"all\"", "learning", 1},
                 {"\"decay\": \"[0.16, 1]\", \"a0\": 0.5, \"eps\": \"all\"", "learning", 1},
                 {"\"decay\": 0, \"a0\": 0.5", "unlearning", 0},
                 {"\"a0\": 0.5", "unlearning", 0}};
    char problem[200];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        snprintf(problem, sizeof problem, "{" PAIR ", %s}", known[i].rest);
        json_t *answer = ask("verdict", problem, WANE_OK);
        expect_verdict(answer, known[i].verdict);
        expect_contained(answer, "R_final", known[i].R, 1e-7);
        json_decref(answer);
    }
}

Test(decay, every_one_at_once)
{
    static const char *const learned[] = {"\"student\": \"tanh\", \"teacher\": \"tanh\"",
                                          "\"student\": \"relu\", \"teacher\": \"relu\"",
                                          "\"student\": \"gelu\", \"teacher\": \"h1+h2+0.1\""};
    static const char *const open[] = {PAIR, "\"student\": \"tanh\", \"teacher\": \"h1-0.1*h3\"",
                                       "\"student\": \"relu\", \"teacher\": \"-relu(x)\"",
                                       "\"student\": \"gelu\", \"teacher\": \"h1-5\""};
    char problem[200];
    for (int i = 0; i < 3; i++) {
        snprintf(problem, sizeof problem, "{%s, \"decay\": \"all\", \"a0\": \"all\", \"eps\": \"all\"}",
                 learned[i]);
        json_t *answer = ask("verdict", problem, WANE_OK);
        expect_verdict(answer, "learning");
        json_decref(answer);
        snprintf(problem, sizeof problem, "{%s, \"decay\": \"all\", \"a0\": \"[0.1, 7]\"}", learned[i]);
        answer = ask("verdict", problem, WANE_OK);
        expect_verdict(answer, "learning");
        cr_assert_str_eq(json_string_value(at(answer, "regime")), "singular-limit");
        json_decref(answer);
    }
    for (int i = 0; i < 4; i++) {
        snprintf(problem, sizeof problem, "{%s, \"decay\": \"all\", \"a0\": 1, \"eps\": 1}", open[i]);
        json_decref(ask("verdict", problem, WANE_UNDECIDED));
        snprintf(problem, sizeof problem, "{%s, \"decay\": \"all\", \"a0\": 1}", open[i]);
        json_decref(ask("verdict", problem, WANE_UNDECIDED));
    }
    json_decref(ask("verdict",
                    "{\"student\": \"tanh\", \"teacher\": \"tanh\", \"decay\": \"all\", \"a0\": \"[-1,1]\", "
                    "\"eps\": 1}",
                    WANE_UNDECIDED));
    json_decref(ask("verdict",
                    "{\"student\": \"tanh\", \"teacher\": \"tanh\", \"decay\": \"all\", \"a0\": 1, "
                    "\"R0\": 0.5, \"eps\": 1}",
                    WANE_UNDECIDED));
}

/* What is lost with the homogeneous, the realizable and the neutral pair, and what is new. */
Test(decay, structure)
{
    json_t *answer =
        ask("manifold", "{\"student\": \"relu\", \"teacher\": \"relu\", \"decay\": \"1/20\"}", WANE_OK);
    expect_contained(answer, "aligned.a_eq", 10. / 11, 1e-12);
    expect_contained(answer, "aligned.a_c", 1, 1e-12);
    json_decref(answer);
    answer = ask("manifold", "{\"student\": \"h1\", \"teacher\": \"h1+h3\"}", WANE_OK);
    cr_assert(json_is_true(at(answer, "neutral")));
    json_decref(answer);
    answer = ask("manifold", "{\"student\": \"h1\", \"teacher\": \"h1+h3\", \"decay\": 1}", WANE_OK);
    cr_assert(json_is_false(at(answer, "neutral")));
    json_decref(answer);
    answer = ask("manifold", "{\"student\": \"1+2*h1+h2\", \"teacher\": \"2+h2\"}", WANE_OK);
    cr_assert(json_is_false(at(answer, "neutral")));
    json_decref(answer);
    answer = ask("manifold", "{\"student\": \"1+2*h1+h2\", \"teacher\": \"2+h2\", \"decay\": 3}", WANE_OK);
    cr_assert(json_is_true(at(answer, "neutral")));
    json_decref(answer);
}

Test(decay, thresholds_and_bifurcations)
{
    json_t *answer = ask("thresholds", "{" PAIR ", \"decay\": 0.01}", WANE_OK);
    cr_assert_eq(json_array_size(at(answer, "intervals")), 2);
    expect_contained(answer, "intervals.0.a0.1", 2.4686483871298894, 1e-12);
    json_decref(answer);
    answer =
        ask("bifurcations",
            "{\"student\": \"h1+h3\", \"teacher\": \"h1+b*h3\", \"param\": \"b\", \"decay\": 0.1}", WANE_OK);
    cr_assert(json_is_true(at(answer, "exact")));
    cr_assert_str_eq(json_string_value(at(answer, "thresholds.4.exact.minimal_polynomial")), "23*b-19");
    json_decref(answer);
    /* lambda_1 = P(1) S'(1)/(2 P'(1)) - S(1) = 1.1 * 4/1.3 - 2 */
    answer = ask(
        "bifurcations",
        "{\"student\": \"h1+h3\", \"teacher\": \"h1+0.1*h3\", \"param\": \"decay=0.01:2\", \"digits\": 8}",
        WANE_OK);
    cr_assert_eq(json_array_size(at(answer, "thresholds")), 1);
    expect_contained(answer, "thresholds.0.b", 1.1 * 4 / 1.3 - 2, 1e-7);
    json_decref(answer);
}

/* ---- the flow itself ---- */

#define DEGREES 60

/* c_k of tanh by the trapezoidal rule. */
static void coefficients(double *c)
{
    memset(c, 0, DEGREES * sizeof *c);
    for (int i = -4000; i <= 4000; i++) {
        const double x = i / 400., weight = exp(-x * x / 2) / sqrt(2 * acos(-1.)) / 400;
        double h = 1, before = 0;
        for (int k = 0; k < DEGREES; k++) {
            c[k] += weight * tanh(x) * h;
            const double next = (x * h - sqrt(k) * before) / sqrt(k + 1.);
            before = h;
            h = next;
        }
    }
}

static void velocity(double *R_dot, double *a_dot, const double *c, double R, double a, double eps,
                     double decay)
{
    double P = c[1] * R + 0.3 * c[3] * R * R * R, P_slope = c[1] + 0.9 * c[3] * R * R, S = 0, S_slope = 0;
    for (int k = DEGREES - 1; k > 0; k--) {
        S = S * R * R + c[k] * c[k];
        S_slope = S_slope * R * R + 2 * k * c[k] * c[k];
    }
    S *= R * R;
    S_slope *= R;
    *R_dot = (1 - R * R) * (a * P_slope - a * a * S_slope / 2);
    *a_dot = eps * (P - a * S - decay * a);
}

static void integrate(double *peak, double *R, double a0, double eps, double decay, double time)
{
    double c[DEGREES], a = a0, k[4][2];
    coefficients(c);
    *R = *peak = 0;
    for (double h, t = 0; t < time - 1e-9; t += h) {
        h = fmin(fmin(0.1, 1 / (1 + a * a)), time - t);
        velocity(&k[0][0], &k[0][1], c, *R, a, eps, decay);
        velocity(&k[1][0], &k[1][1], c, *R + h / 2 * k[0][0], a + h / 2 * k[0][1], eps, decay);
        velocity(&k[2][0], &k[2][1], c, *R + h / 2 * k[1][0], a + h / 2 * k[1][1], eps, decay);
        velocity(&k[3][0], &k[3][1], c, *R + h * k[2][0], a + h * k[2][1], eps, decay);
        *R += h / 6 * (k[0][0] + 2 * k[1][0] + 2 * k[2][0] + k[3][0]);
        a += h / 6 * (k[0][1] + 2 * k[1][1] + 2 * k[2][1] + k[3][1]);
        *peak = fmax(*peak, *R);
    }
}

Test(decay, the_flow_ends_where_it_is_said)
{
    static const struct {
        const char *decay, *a0;
        double time;
    } runs[] = {{"0.01", "0.5", 6000}, {"0.15", "0.5", 2000}, {"0.01", "10", 6000}, {"0.3", "2", 1000}};
    char problem[200];
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        double peak, R;
        snprintf(problem, sizeof problem, "{" PAIR ", \"decay\": %s, \"a0\": %s, \"eps\": 0.1}",
                 runs[i].decay, runs[i].a0);
        json_t *answer = ask("verdict", problem, WANE_OK);
        integrate(&peak, &R, atof(runs[i].a0), 0.1, atof(runs[i].decay), runs[i].time);
        expect_contained(answer, "R_final", R, 1e-5);
        cr_assert(peak > bound(answer, "R_peak", "lo") - 1e-5 && peak < bound(answer, "R_peak", "hi") + 1e-5,
                  "%s: peak %.8g", problem, peak);
        json_decref(answer);
    }
}

Test(decay, orbit)
{
    double peak, R;
    json_t *answer =
        ask("orbit",
            "{" PAIR ", \"decay\": 0.01, \"a0\": 0.5, \"eps\": 0.1, \"simulation\": {\"time\": 50}, "
            "\"points\": 1, \"digits\": 8}",
            WANE_OK);
    integrate(&peak, &R, 0.5, 0.1, 0.01, 50);
    expect_contained(answer, "rows.1.R", R, 1e-7);
    json_decref(answer);
}

/* ---- the loss ---- */

Test(decay, losses)
{
    json_t *answer = ask("verdict", "{" PAIR ", \"decay\": 0.01, \"a0\": 0.5}", WANE_OK);
    const double a = bound(answer, "a_final", "lo"), ridge = 0.005 * a * a;
    cr_assert(fabs(bound(answer, "decay.loss.with_ridge", "lo") - ridge -
                   bound(answer, "decay.loss.without_ridge", "lo")) < 1e-12);
    expect_contained(answer, "decay.loss.without_decay", 0.045, 1e-12); /* half of 0.3^2 */
    json_decref(answer);
    /* relu with decay d, R = 1: a = K/(K + d), K = 1/2; the loss is (1 - a)^2/4 without the ridge. */
    answer = ask("verdict", "{\"student\": \"relu\", \"teacher\": \"relu\", \"decay\": 0.5, \"a0\": 0.2}",
                 WANE_OK);
    expect_contained(answer, "decay.loss.without_ridge", 1. / 16, 1e-12);
    expect_contained(answer, "decay.loss.with_ridge", 1. / 8, 1e-12);
    json_decref(answer);
}

/* ---- refusals ---- */

Test(decay, refusals)
{
    expect_refusal("manifold", "{" PAIR ", \"decay\": -1}", "`decay`: expected a number >= 0");
    expect_refusal("manifold", "{" PAIR ", \"decay\": \"[-1,1]\"}", "`decay`: expected a number >= 0");
    expect_refusal("manifold", "{" PAIR ", \"decay\": \"[2,1]\"}", "lo <= hi");
    expect_refusal("manifold", "{" PAIR ", \"decay\": \"x\"}", "`decay`: expected a number >= 0");
    expect_refusal("manifold", "{" PAIR ", \"decay\": 1, \"set\": {\"decay\": \"2\"}}", "called 'decay'");
    expect_refusal("verdict", "{" PAIR ", \"decay\": \"all\", \"a0\": 1, \"eps\": 1, \"certificate\": \"c\"}",
                   "for a certificate");
    expect_refusal("simulate",
                   "{" PAIR ", \"decay\": \"[0,1]\", \"a0\": 1, \"eps\": 1, \"simulation\": {\"width\": 5, "
                   "\"dim\": 9, \"batch\": 9, \"lr\": 1, \"time\": 2}}",
                   "a network has one");
    expect_refusal("kernel", "{" PAIR ", \"decay\": 1, \"at\": 1}", "'kernel' does not know of it");
    expect_refusal("bifurcations", "{" PAIR ", \"param\": \"decay\"}", "decay=LO:HI with 0 <= LO < HI");
    expect_refusal("bifurcations", "{" PAIR ", \"param\": \"decay=0:1\", \"decay\": 1}", "no value of what");
}
