/* Claims over wide boxes of parameters: where the delayed exit lies while the ends of its growth are known to intervals,
   and up to where a power series shows a sign. */
#include "certify.h"
#include "mutate.h"
#include "verify/limit/entry_exit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

/* ---- W(x) - W(y) ---- */

#define STEPS 400

/* The integral of W' = a (a - zero)/(target - a), or a/(target - a), from y to x: no closed form. */
static double integral(double target, double zero, int linear, double x, double y)
{
    const double h = (x - y) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
        const double a = y + i * h, weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
        sum += weight * a * (linear ? 1 : a - zero) / (target - a);
    }
    return sum * h / 3;
}

static double between(flint_rand_t random, double lo, double hi)
{
    return lo + (hi - lo) * (double)n_randint(random, 1000001) / 1e6;
}

static void set_ball(arb_t x, double middle, double radius)
{
    arb_set_d(x, middle);
    mag_set_d(arb_radref(x), radius);
}

/* Whatever sign is shown, members have: those at the ends of the intervals, and some between. */
Test(wide, exits_of_all_members)
{
    flint_rand_t random;
    flint_rand_init(random);
    entry_exit_t growth;
    verify_entry_exit_init(growth);
    int shown = 0;
    for (int trial = 0; trial < 4000; trial++) {
        const double e = between(random, -2, 2), z = between(random, -2, 2),
                     radius[3] = {ldexp(between(random, 0, 1), -(int)n_randint(random, 12)),
                                  ldexp(between(random, 0, 1), -(int)n_randint(random, 12)),
                                  trial % 3 == 0 ? 0
                                                 : ldexp(between(random, 0, 1), -(int)n_randint(random, 12))},
                     at = between(random, -3, 3),
                     from = trial % 5 == 0 ? trial % 2 == 0 ? radius[2] : -radius[2] /* 0 is an end */
                                           : between(random, -3, 3);
        SCOPED(arb, x);
        SCOPED(verify_claim, y);
        growth->linear = trial % 2;
        set_ball(growth->target, e, radius[0]);
        set_ball(growth->zero, z, radius[1]);
        arb_set_d(x, at);
        arf_set_d(y->lo, from - radius[2]);
        arf_set_d(y->hi, from + radius[2]);
        const int sign = verify_entry_exit_difference_sign(growth, x, y, 100);
        if (sign == 0) continue;
        shown++;
        for (int i = 0; i < 27 + 10; i++) {
            const int corner[3] = {i % 3 - 1, i / 3 % 3 - 1, i / 9 % 3 - 1};
            double member[3];
            for (int j = 0; j < 3; j++)
                member[j] = (j == 0   ? e
                             : j == 1 ? z
                                      : from) +
                            radius[j] * (i < 27 ? corner[j] : between(random, -1, 1));
            const double value = integral(member[0], member[1], growth->linear, at, member[2]);
            cr_assert((member[0] > at) == (member[0] > member[2]), "on both sides of the target");
            if (fmin(fabs(member[0] - at), fabs(member[0] - member[2])) < 0.02 || fabs(value) < 1e-4)
                continue; /* the integral is not known well enough */
            cr_assert(value * sign > 0, "%g for a member of e %g +/- %g, z %g +/- %g", value, e, radius[0], z,
                      radius[1]);
        }
    }
    cr_expect_gt(shown, 400);
    verify_entry_exit_clear(growth);
    flint_rand_clear(random);
}

/* Intervals over which the terms of the formula, each on its own, leave both signs open. */
Test(wide, exit_of_a_wide_family)
{
    entry_exit_t growth;
    verify_entry_exit_init(growth);
    SCOPED(arb, x);
    SCOPED(verify_claim, y);
    set_ball(growth->target, 1.393783, 0.0239);
    set_ball(growth->zero, 0.978922, 0.0245);
    arf_set_d(y->lo, 0.5);
    arf_set_d(y->hi, 0.5);
    arb_set_d(x, 1.12);
    cr_expect_eq(verify_entry_exit_difference_sign(growth, x, y, 100), -1);
    arb_set_d(x, 1.3);
    cr_expect_eq(verify_entry_exit_difference_sign(growth, x, y, 100), 1);
    arb_set_d(x, 1.2); /* within what the members do */
    cr_expect_eq(verify_entry_exit_difference_sign(growth, x, y, 100), 0);
    arb_set_d(x, 1.38); /* the target may be there */
    cr_expect_eq(verify_entry_exit_difference_sign(growth, x, y, 100), 0);
    verify_entry_exit_clear(growth);
}

/* ---- certificates ---- */

static json_t *certificate_of(const char *student, const char *teacher, const char *b)
{
    wane_message_t message = {{.text = ""}};
    const wane_parameter_t parameter = {"b", b};
    certify_with(&parameter, 1);
    char *text = certify(student, teacher, "1/2", "0", message);
    certify_with(NULL, 0);
    cr_assert_not_null(text, "%s", message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

static wane_status_t status_of(const json_t *json)
{
    wane_message_t message;
    return verify_json(json, message);
}

static json_t *delayed(const json_t *certificate)
{
    return json_object_get(json_object_get(certificate, "exit"), "a_delayed");
}

/* One claim of the exit for all b of an interval contains those of both ends, or it is rejected. */
Test(wide, exit_without_that_of_a_member)
{
    json_t *all = certificate_of("tanh(b*x)", "h1+0.3*h3", "[1, 1.02]"),
           *first = certificate_of("tanh(b*x)", "h1+0.3*h3", "1"),
           *last = certificate_of("tanh(b*x)", "h1+0.3*h3", "1.02");
    cr_assert_null(json_object_get(all, "members"), "one box");
    cr_assert_eq(status_of(all), WANE_OK);
    json_t *claim = json_deep_copy(delayed(all));
    for (int i = 0; i < 4; i++) { /* the exit falls as b rises */
        json_t *part = i < 2 ? json_pack("[O,O]", json_array_get(claim, 0), json_array_get(delayed(last), 1))
                       : i == 2
                           ? json_pack("[O,O]", json_array_get(delayed(first), 0), json_array_get(claim, 1))
                           : json_pack("[O,O]", json_array_get(delayed(last), 1),
                                       json_array_get(delayed(first), 0)),
               *changed = json_deep_copy(all);
        mutate_everywhere(changed, claim, part);
        cr_expect_eq(status_of(changed), WANE_REJECTED, "part %d", i);
        json_decref(part);
        json_decref(changed);
    }
    json_decref(claim);
    json_decref(all);
    json_decref(first);
    json_decref(last);
}

static double number(const json_t *dyadic)
{
    const char *text = json_string_value(dyadic), *power = strstr(text, "*2^");
    return ldexp(atof(text), power == NULL ? 0 : atoi(power + 3));
}

/* The series of N near 0 is claimed to serve up to there, and the pieces begin there. */
static void claim_until(json_t *certificate, const char *until)
{
    json_t *profile = json_object_get(json_array_get(json_object_get(certificate, "orientations"), 0), "N"),
           *end = json_string(until), *pieces = json_object_get(profile, "pieces");
    while (number(json_object_get(json_array_get(pieces, 0), "to")) <= number(end))
        json_array_remove(pieces, 0);
    json_object_set_new(json_object_get(profile, "leading"), "until", end);
}

Test(wide, series_beyond_its_bound)
{
    static const struct {
        const char *until;
        wane_status_t status;
    } ends[] = {
        {"7*2^-4", WANE_OK}, {"1*2^-1", WANE_REJECTED}, {"9*2^-4", WANE_REJECTED}, {"3*2^-2", WANE_REJECTED}};
    json_t *json = certificate_of("tanh", "h1+0.3*h3", "1");
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        json_t *changed = json_deep_copy(json);
        claim_until(changed, ends[i].until);
        cr_expect_eq(status_of(changed), ends[i].status, "%s", ends[i].until);
        json_decref(changed);
    }
    json_decref(json);
}

static json_t *certificate_from(const char *student, const char *teacher, const char *a0, const char *R0)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify(student, teacher, a0, R0, message);
    cr_assert_not_null(text, "%s", message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

/* Certificates of ranges of a0 one end of which is 0. */
Test(wide, a0_from_zero)
{
    static const char *const problem[][4] = {
        {"relu", "leaky_relu(x,0.2)", "0,1/80", "1/2"}, {"tanh", "h1+0.3*h3", "0,1/2", "3/10"},
        {"tanh", "h1+0.3*h3", "-1/2,0", "-3/10"},       {"1+h1+1/2*h3", "1+h1", "0,1/10", "0"},
        {"1+h1+1/2*h3", "1-h1", "0,1/10", "1/2"},       {"1+h2", "1-1/2*h2", "0,1/10", "1/2"},
        {"1+h1+h2", "1+h2", "0,1/10", "1/2"},           {"1/2+h1+h3", "1+h1-3/10*h3", "0,1/100", "-1/10"}};
    for (size_t i = 0; i < sizeof problem / sizeof *problem; i++) {
        json_t *json = certificate_from(problem[i][0], problem[i][1], problem[i][2], problem[i][3]);
        cr_expect_eq(status_of(json), WANE_OK, "%s | %s", problem[i][0], problem[i][1]);
        json_decref(json);
    }
}

static void set_pair(json_t *json, const char *key, const char *lo, const char *hi)
{
    json_object_set_new(json, key, json_pack("[s,s]", lo, hi));
}

/* The range of a0 drawn down to 0, or beyond, in all that claims it. */
static json_t *drawn_to(const json_t *certificate, const char *lo, const char *hi, const char *claim_lo,
                        const char *claim_hi)
{
    json_t *changed = json_deep_copy(certificate),
           *first = json_array_get(json_object_get(changed, "itinerary"), 0),
           *old = json_deep_copy(json_array_get(json_object_get(first, "a"), 0)),
           *wider = json_pack("[s,s]", claim_lo, claim_hi);
    mutate_everywhere(changed, old, wider);
    set_pair(changed, "a0", lo, hi);
    json_decref(old);
    json_decref(wider);
    return changed;
}

/* What holds for a0 > 0 does not for 0 where P(R0) has the other sign, or none, nor beside R = 0; 0 must be an end. */
Test(wide, a0_from_zero_that_is_another_question)
{
    static const struct {
        const char *student, *teacher, *R0, *claim, *lo, *hi, *claim_lo, *claim_hi;
        wane_status_t status;
    } ranges[] = {
        {"1+h1", "1+2*h1", "1/2", NULL, "0", "1/4", "0", "1*2^-2", WANE_OK},
        {"1+h1", "1+2*h1", "1/2", NULL, "-1/8", "1/4", "-1*2^-3", "1*2^-2", WANE_REJECTED},
        {"1+h1", "1+2*h1", "1/2", NULL, "-1/4", "0", "-1*2^-2", "0", WANE_REJECTED},
        {"1+h1", "1+2*h1", "1/2", NULL, "-1/4", "0", "0", "1*2^-2", WANE_REJECTED},
        {"1+h1", "1+2*h1", "0", NULL, "0", "1/4", "0", "1*2^-2", WANE_OK},
        {"1+h1", "1+2*h1", "0", "0+", "0", "1/4", "0", "1*2^-2", WANE_REJECTED},
        /* P(R0) < 0 */
        {"1+h1", "-1+4*h1", "1/8", NULL, "0", "1/4", "0", "1*2^-2", WANE_REJECTED},
        {"1+h1", "-1+4*h1", "0", NULL, "0", "1/4", "0", "1*2^-2", WANE_REJECTED},
        /* P(R0) = 0 */
        {"1+h1", "-1+4*h1", "1/4", NULL, "0", "1/4", "0", "1*2^-2", WANE_REJECTED},
        {"tanh", "h1+3/10*h3", "0", NULL, "0", "1/4", "0", "1*2^-2", WANE_REJECTED},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        json_t *json = certificate_from(ranges[i].student, ranges[i].teacher, "1/8,1/4", ranges[i].R0),
               *changed = drawn_to(json, ranges[i].lo, ranges[i].hi, ranges[i].claim_lo, ranges[i].claim_hi);
        if (ranges[i].claim != NULL) json_object_set_new(changed, "R0", json_string(ranges[i].claim));
        cr_expect_eq(status_of(json), WANE_OK, "%zu", i);
        cr_expect_eq(status_of(changed), ranges[i].status, "%zu", i);
        json_decref(changed);
        json_decref(json);
    }
}

/* The exit of a0 = 0 is one of those that are claimed. */
Test(wide, exit_without_that_of_zero)
{
    json_t *all = certificate_from("tanh", "h1+0.3*h3", "0,1/2", "3/10"),
           *claim = json_deep_copy(delayed(all));
    for (int how = 0; how < 4; how++) {
        json_t *part = mutate_claim(claim, how), *changed = json_deep_copy(all);
        cr_assert_not_null(part);
        mutate_everywhere(changed, claim, part);
        cr_expect_eq(status_of(changed), WANE_REJECTED, "part %d", how);
        json_decref(part);
        json_decref(changed);
    }
    json_decref(claim);
    json_decref(all);
}

/* N(-1) = 0 for every b, so that the end is the corner; coefficients of high degree, which integrals know less well. */
Test(wide, corner_of_every_teacher_and_room_for_high_degrees)
{
    const wane_parameter_t b = {"b", "[2, 4]"};
    certify_with(&b, 1);
    json_t *corner = certificate_from("3+3/10*h1", "3-3/10*h1+b*h2+2*h4", "-2", "9/10");
    certify_with(NULL, 0);
    json_t *high = certificate_from("leaky_relu(x,-1/2)-13/10", "exp(x/2)+17/10*h4", "-69/50", "169/200"),
           *phases = json_object_get(corner, "itinerary"),
           *last = json_array_get(phases, json_array_size(phases) - 1);
    cr_expect_eq(status_of(high), WANE_OK);
    cr_expect_eq(status_of(corner), WANE_OK);
    json_object_set_new(last, "end", json_string("equilibrium"));
    cr_expect_eq(status_of(corner), WANE_REJECTED);
    json_decref(corner);
    json_decref(high);
}

static json_int_t version_of(const json_t *json)
{
    return json_integer_value(json_object_get(json, "version"));
}

/* Older checkers know no series beyond 1/4, and refuse by the version; what was written before stays true. */
Test(wide, version_of_series_beyond_a_quarter)
{
    json_t *far = certificate_of("tanh", "h1+0.3*h3", "1"), *near = certificate_of("h1+1/2*h2", "h1", "1");
    cr_expect_eq(version_of(far), 4);
    cr_expect_eq(version_of(near), 2);
    for (int version = 0; version < 8; version++) {
        json_object_set_new(far, "version", json_integer(version));
        cr_expect_eq(status_of(far) == WANE_OK, version == 2 || version == 4, "version %d", version);
    }
    json_decref(far);
    json_decref(near);
}

/* N of these has a zero before 7/16. */
Test(wide, series_beyond_a_zero)
{
    json_t *json = certificate_of("tanh", "h1-0.02*h3", "1"), *changed = json_deep_copy(json);
    cr_assert_eq(status_of(json), WANE_OK);
    const json_t *profile = json_object_get(json_array_get(json_object_get(json, "orientations"), 0), "N");
    cr_assert_lt(number(json_object_get(json_object_get(profile, "leading"), "until")), 0.4);
    claim_until(changed, "7*2^-4");
    cr_expect_eq(status_of(changed), WANE_REJECTED);
    json_decref(changed);
    json_decref(json);
}

/* A height that is not finite over the whole box: there is no certificate of it, but of its parts. */
Test(wide, height_that_is_not_known)
{
    wane_message_t message = {{.text = ""}};
    const wane_parameter_t parameter = {"b", "[0.25, 0.375]"};
    certify_with(&parameter, 1);
    char *text = certify("-0.01+0.3*h1-2*h2", "b*h1", "-1/2", "-1/2", message);
    certify_with(NULL, 0);
    if (text == NULL) return; /* said, at least */
    json_t *json = json_loads(text, 0, NULL);
    cr_expect_eq(status_of(json), WANE_OK);
    json_decref(json);
    flint_free(text);
}

/* Some members have their peak at R0 = 2/3, some where they turn, beyond it: the peak is not R0 for all. */
Test(wide, peak_of_the_start_alone)
{
    wane_message_t message = {{.text = ""}};
    const wane_parameter_t parameter = {"b", "[1.98, 2.02]"};
    certify_with(&parameter, 1);
    char *text = certify("1+h1+h2+h3/2", "-2+h2-b*h3", "3/2", "2/3", message);
    certify_with(NULL, 0);
    cr_assert_not_null(text, "%s", message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    cr_assert_eq(status_of(json), WANE_OK);
    json_object_set_new(json, "R_peak",
                        json_pack("[ss]", "6004799503160661*2^-53", "3002399751580331*2^-52"));
    cr_assert_eq(status_of(json), WANE_REJECTED);
    json_decref(json);
}
