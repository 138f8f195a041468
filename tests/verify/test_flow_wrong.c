/* A verifier with another right-hand side, certificates of another
   problem, and claims that do not follow: all rejected. */
#include "certify.h"

#include "verify/shape/verifier.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>

static json_t *load(const char *student, const char *teacher, const char *eps, const char *a0, const char *R0)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify_flow(student, teacher, eps, a0, R0, "1/100", message);
    cr_assert_not_null(text, "%s | %s: %s", student, teacher, message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

static wane_status_t ask(const json_t *json, wane_verifier_t verifier, wane_message_t message)
{
    char *text = json_dumps(json, JSON_COMPACT);
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    free(text);
    return status;
}

/* The same, seen to be accepted as it is. */
static json_t *load_accepted(wane_verifier_t verifier, const char *student, const char *teacher,
                             const char *eps, const char *a0, const char *R0)
{
    wane_message_t message;
    json_t *json = load(student, teacher, eps, a0, R0);
    cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s | %s: %s", student, teacher, message->text);
    return json;
}

typedef struct {
    char student[20], teacher[40], eps[16], a0[16];
    slong degree[4]; /* p_k whose signs are turned; 0 ends */
} problem_t;

static problem_t problems[] = {
    {"tanh", "h1+0.3*h3", "1/10", "1/2", {1, 3}},
    {"tanh", "h1-0.1*h3", "10", "1/2", {1, 3}},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "7/2", {1, 3, 5}},
    {"silu", "h1+0.1*h2", "1/2", "1", {1, 2}},
    {"tanh+0.2*h2", "h1-0.1*h3+0.05*h2", "1/2", "1/2", {1, 2, 3}},
    {"center(gelu)", "h1-0.2*h2", "1/1000", "1/2", {1, 2}},
};

/* The verifier's own kernels, which it keeps from the first run on, are spoilt. */
static void turn_sign(wane_verifier_t verifier, slong k)
{
    cr_assert_eq(verifier->pair_count, 1);
    pair_struct *pair = verifier->pair[0]->pair;
    arb_neg(pair->p + k, pair->p + k);
    for (int j = 0; j < DERIVATIVES; j++) arb_neg(pair->p_row[j] + k, pair->p_row[j] + k);
}

ParameterizedTestParameters(flow_wrong, right_hand_side)
{
    return cr_make_param_array(problem_t, problems, sizeof problems / sizeof *problems);
}

ParameterizedTest(problem_t *p, flow_wrong, right_hand_side)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(p->student, p->teacher, p->eps, p->a0, "0");
    wane_verifier_t verifier = wane_verifier_new();
    cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s", message->text);
    for (int i = 0; i < 4 && p->degree[i] > 0; i++) {
        turn_sign(verifier, p->degree[i]);
        cr_expect_eq(ask(json, verifier, message), WANE_REJECTED, "%s | %s with p_%ld turned: accepted",
                     p->student, p->teacher, (long)p->degree[i]);
        turn_sign(verifier, p->degree[i]);
    }
    cr_expect_eq(ask(json, verifier, message), WANE_OK);
    wane_verifier_free(verifier);
    json_decref(json);
}

typedef struct {
    char student[20], teacher[40], other[40], eps[16], a0[16];
} exchange_t;

static exchange_t exchanges[] = {
    {"tanh", "h1+0.3*h3+0.05*h5", "h1+0.3*h3-0.05*h5", "1/10", "1/2"},
    {"tanh", "h1-0.1*h3+0.01*h5", "h1-0.1*h3-0.01*h5", "1", "1/2"},
    {"tanh", "h1+0.3*h3+0.01*h7", "h1+0.3*h3-0.01*h7", "1", "2"},
    {"silu", "h1+0.02*h2-0.1*h4", "h1-0.02*h2-0.1*h4", "1/2", "1/2"},
    {"tanh+0.2*h2", "h1-0.1*h3+0.02*h2", "h1-0.1*h3-0.02*h2", "1", "1/2"},
};

ParameterizedTestParameters(flow_wrong, bounds_of_another_problem)
{
    return cr_make_param_array(exchange_t, exchanges, sizeof exchanges / sizeof *exchanges);
}

/* All is true of the one problem, but the bounds of the rise are
   those of the other, of which one p_k has the other sign. */
ParameterizedTest(exchange_t *p, flow_wrong, bounds_of_another_problem)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json[2] = {load(p->student, p->teacher, p->eps, p->a0, "0"),
                       load(p->student, p->other, p->eps, p->a0, "0")};
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(ask(json[i], verifier, message), WANE_OK, "%s", message->text);
        json_t *mixed = json_deep_copy(json[i]);
        json_object_set(mixed, "rises", json_object_get(json[!i], "rises"));
        json_object_set(mixed, "R_peak", json_object_get(json[!i], "R_peak"));
        cr_expect_eq(ask(mixed, verifier, message), WANE_REJECTED, "%s | %s: accepted", p->student,
                     p->teacher);
        cr_expect_not_null(strstr(message->text, "bound of the orbit"), "%s", message->text);
        json_decref(mixed);
    }
    json_decref(json[0]);
    json_decref(json[1]);
    wane_verifier_free(verifier);
}

static json_t *range(const char *lo, const char *hi)
{
    return json_pack("[s,s]", lo, hi);
}

static void set_range(json_t *json, const char *key, const char *lo, const char *hi)
{
    json_object_set_new(json, key, range(lo, hi));
}

static json_t *first_rise(json_t *json)
{
    return json_array_get(json_object_get(json, "rises"), 0);
}

static void expect_rejected(json_t *json, wane_verifier_t verifier, const char *what)
{
    wane_message_t message;
    cr_expect_eq(ask(json, verifier, message), WANE_REJECTED, "accepted: %s", what);
    json_decref(json);
}

/* With another value of the field. */
static void expect_other_rejected(const json_t *json, wane_verifier_t verifier, const char *key,
                                  json_t *value, const char *what)
{
    json_t *changed = json_deep_copy(json);
    json_object_set_new(changed, key, value);
    expect_rejected(changed, verifier, what);
}

/* The same bounds for another ratio or scale. */
Test(flow_wrong, other_ranges)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "tanh", "h1-0.1*h3", "1/10", "1/2", "0"), *changed;
    static const char *const values[] = {"1/20", "9/100", "99/1000", "101/1000", "11/100", "1/5"};
    for (int i = 0; i < 6; i++) {
        changed = json_deep_copy(json);
        set_range(changed, "eps", values[i], values[i]);
        set_range(first_rise(changed), "eps", values[i], values[i]);
        expect_rejected(changed, verifier, "another eps");
    }
    for (int i = 0; i < 2; i++) {
        changed = json_deep_copy(json);
        set_range(changed, "eps", i ? "1/10" : "1/20", i ? "1/5" : "1/10");
        set_range(first_rise(changed), "eps", i ? "1/10" : "1/20", i ? "1/5" : "1/10");
        expect_rejected(changed, verifier, "a wider range of eps");
    }
    expect_other_rejected(json, verifier, "eps", range("99/1000", "1/10"),
                          "a wider range of eps than the rise's");
    expect_other_rejected(json, verifier, "eps", range("1/10", "11/100"),
                          "a wider range of eps than the rises'");
    set_range(first_rise(changed = json_deep_copy(json)), "eps", "99/1000", "1/10");
    expect_rejected(changed, verifier, "a rise for more than the range of eps");
    for (int i = 0; i < 6; i++) {
        expect_other_rejected(json, verifier, "a0",
                              range(i < 3 ? values[i] : "1/2", i < 3 ? "1/2" : "51/100"),
                              "a wider range of a0");
    }
    expect_other_rejected(json, verifier, "eps", json_string("all"), "every eps");
    json_object_set_new(first_rise(changed = json_deep_copy(json)), "eps", json_string("all"));
    expect_rejected(changed, verifier, "a rise for every eps");
    changed = json_deep_copy(json);
    json_object_set_new(changed, "eps", json_string("all"));
    json_object_set_new(first_rise(changed), "eps", json_string("all"));
    expect_rejected(changed, verifier, "cells for every eps");
    expect_other_rejected(json, verifier, "a0", json_string("all"), "every a0");
    expect_other_rejected(json, verifier, "drop", json_string("19/50"), "a larger drop than there is");
    expect_other_rejected(json, verifier, "R0", range("1/100", "1/100"), "another start");
    json_decref(json);
    wane_verifier_free(verifier);
}

static void drop_bounds(json_t *rise, size_t side, size_t from)
{
    json_t *cells = json_object_get(rise, "cells");
    for (size_t i = from; i < json_array_size(cells); i++)
        json_array_set_new(json_array_get(cells, i), side, json_null());
}

Test(flow_wrong, other_starts)
{
    static const char *const ranges[][2] = {{"1/5", "1/3"}, {"1/6", "1/4"}, {"1/3", "1/3"}, {"1/6", "1/6"}};
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "tanh", "h1-0.1*h3", "1", "1/2", "1/5,1/4");
    for (int i = 0; i < 4; i++) {
        expect_other_rejected(json, verifier, "R0", range(ranges[i][0], ranges[i][1]), "another range of R0");
    }
    json_decref(json);
    wane_verifier_free(verifier);
}

/* R falls from above the branch: what bars the saddle for one a0 does not for a larger one. */
Test(flow_wrong, falling_beyond_a_barrier)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "erf", "h1+0.2*h3+1.5*h5", "1/10", "5/2", "7/10");
    cr_assert_eq(json_array_size(json_object_get(json, "rises")), 0);
    set_range(json, "a0", "50", "50");
    expect_rejected(json, verifier, "a fall past a saddle");
    wane_verifier_free(verifier);
}

/* sup R - lim R is only known to lie between 0.0439 and 0.0442. */
Test(flow_wrong, drop_between_the_bounds)
{
    static const char *const verdicts[] = {"partial-unlearning", "learning", "unlearning"};
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "tanh", "h1-0.1*h3", "10", "1/2", "0");
    for (int i = 0; i < 3; i++) {
        json_t *changed = json_deep_copy(json);
        json_object_set_new(changed, "drop", json_string("11/250"));
        json_object_set_new(changed, "verdict", json_string(verdicts[i]));
        expect_rejected(changed, verifier, "a drop between the bounds");
    }
    json_decref(json);
    wane_verifier_free(verifier);
}

/* From a0 = 4 R settles at the sink beyond a saddle, from a0 = 6 it turns before: the lower bound alone must
   not carry the one claim to the other. */
Test(flow_wrong, settling_behind_a_saddle)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "erf", "h1+0.2*h3+3*h5-30*h9", "1/10", "4", "0");
    cr_assert(json_is_true(json_object_get(first_rise(json), "settles")));
    set_range(json, "a0", "4", "6");
    drop_bounds(first_rise(json), 1, 0);
    expect_rejected(json, verifier, "settling by a lower bound alone");
    wane_verifier_free(verifier);
}

/* While P < 0 a may come to 0 unless a lower bound keeps it positive. */
Test(flow_wrong, rising_while_P_is_negative)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "silu", "-1/5+2/5*h1-9/5*h3", "2", "1/2", "0");
    json_t *changed = json_deep_copy(json);
    drop_bounds(first_rise(changed), 2, 0);
    expect_rejected(changed, verifier, "no lower bound while P < 0");
    changed = json_deep_copy(json);
    json_object_set_new(first_rise(changed), "cells", json_array());
    json_object_set_new(first_rise(changed), "end", json_null());
    json_object_set_new(first_rise(changed), "settles", json_false());
    expect_rejected(changed, verifier, "no bounds while P < 0");
    json_decref(json);
    wane_verifier_free(verifier);
}

/* A certificate at given eps is no member of a family in the limit. */
Test(flow_wrong, member_of_a_family)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *flow = load("tanh", "h1+[1/10,1/5]*h3", "1/10", "1/2", "0");
    json_t *family =
        json_pack("{s:s,s:i,s:O,s:O,s:O,s:O,s:O,s:[O]}", "format", "wane certificate family", "version", 1,
                  "student", json_object_get(flow, "student"), "teacher", json_object_get(flow, "teacher"),
                  "a0", json_object_get(flow, "a0"), "R0", json_object_get(flow, "R0"), "verdict",
                  json_object_get(flow, "verdict"), "members", flow);
    expect_rejected(family, verifier, "a flow in a family");
    json_decref(flow);
    wane_verifier_free(verifier);
}

/* Of what a^2 - eps H(R) says: other limits, words and ranges. */
Test(flow_wrong, invariants)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "1+h1", "h2", "1", "1/2", "1/2"), *changed;
    static const char *const limits[][2] = {{"1*2^-2", "3*2^-3"}, {"15*2^-5", "1*2^-1"}, {"0", "1*2^-4"}};
    for (int i = 0; i < 3; i++) {
        expect_other_rejected(json, verifier, "R_final", range(limits[i][0], limits[i][1]), "another limit");
    }
    static const char *const words[] = {"partial-unlearning", "unlearning", "not-learned", "neutral"};
    const char *own = json_string_value(json_object_get(json, "verdict"));
    for (int i = 0; i < 4; i++) {
        if (strcmp(own, words[i]) == 0) continue;
        expect_other_rejected(json, verifier, "verdict", json_string(words[i]), "another verdict");
    }
    static const char *const structures[] = {"constant", "neutral", "rising"};
    for (int i = 0; i < 3; i++) {
        changed = json_deep_copy(json);
        json_object_set_new(json_object_get(changed, "landscape"), "structure", json_string(structures[i]));
        expect_rejected(changed, verifier, "another structure");
    }
    expect_other_rejected(json, verifier, "eps", range("1/10", "1"), "a wider range of eps");
    expect_other_rejected(json, verifier, "eps", json_string("all"), "every eps");
    json_decref(json);
    wane_verifier_free(verifier);
}

/* What holds of every start by the structure of the pair: nothing else ends there. */
Test(flow_wrong, structure)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "relu", "relu", "1/10", "-1/2", "0"),
           *other = load("relu", "abs", "1/10", "1/2", "0");
    json_t *landscape = json_object_get(json, "landscape");
    cr_expect_str_eq(json_string_value(json_object_get(landscape, "structure")), "rising");
    static const char *const signs[] = {"a", "R"};
    for (int i = 0; i < 2; i++) {
        json_t *changed = json_deep_copy(json);
        json_object_set_new(json_object_get(changed, "landscape"), signs[i], json_integer(-1));
        expect_rejected(changed, verifier, "another side");
    }
    json_t *changed = json_deep_copy(json);
    set_range(changed, "R_final", "-1", "-1");
    expect_rejected(changed, verifier, "another end");
    expect_other_rejected(json, verifier, "verdict", json_string("unlearning"), "another verdict");
    /* |x| does not rise everywhere */
    json_object_set(other, "landscape", landscape);
    json_object_set(other, "rises", json_object_get(json, "rises"));
    expect_rejected(other, verifier, "a teacher that falls somewhere");
    json_decref(json);
    wane_verifier_free(verifier);
}

/* What holds at the corners of one box does not at those of another. */
Test(flow_wrong, corners)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "tanh", "h1+[0,1/2]*h3", "all", "all", "0"), *changed;
    json_t *N = json_object_get(json_object_get(json, "landscape"), "N"),
           *corners = json_object_get(N, "corners");
    cr_assert_eq(json_array_size(corners), 2);
    changed = json_deep_copy(json);
    json_t *list = json_object_get(json_object_get(json_object_get(changed, "landscape"), "N"), "corners");
    json_array_set(list, 0, json_array_get(corners, 1));
    expect_rejected(changed, verifier, "one corner for the other");
    changed = json_deep_copy(json);
    list = json_object_get(json_object_get(json_object_get(changed, "landscape"), "N"), "corners");
    json_array_remove(list, 0);
    expect_rejected(changed, verifier, "a corner is missing");
    changed = json_deep_copy(json);
    json_object_set(json_object_get(changed, "landscape"), "N", json_array_get(corners, 1));
    expect_rejected(changed, verifier, "one corner for all");
    json_t *parameters = json_object_get(changed = json_deep_copy(json), "parameters");
    json_object_set_new(parameters, json_object_iter_key(json_object_iter(parameters)),
                        range("-1/10", "1/2"));
    expect_rejected(changed, verifier, "a wider box");
    json_decref(json);
    wane_verifier_free(verifier);
}

/* From 0 on: the range does not reach to the other side, and there is no lower bound. */
Test(flow_wrong, scales_from_zero)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *json = load_accepted(verifier, "1/2+h1+h3", "1+h1-3/10*h3", "1", "0,1", "0"), *changed;
    static const char *const ranges[][2] = {{"-1/10", "1"}, {"0", "11/10"}, {"-1", "0"}, {"-1", "1"}};
    for (int i = 0; i < 4; i++) {
        expect_other_rejected(json, verifier, "a0", range(ranges[i][0], ranges[i][1]), "another range of a0");
    }
    changed = json_deep_copy(json);
    json_t *cells = json_object_get(first_rise(changed), "cells");
    for (size_t i = 0; i < json_array_size(cells); i++)
        json_array_set_new(json_array_get(cells, i), 2, json_pack("[s,s,s]", "1*2^-60", "0", "0"));
    expect_rejected(changed, verifier, "lower bounds from above 0");
    json_decref(json);
    wane_verifier_free(verifier);
}
