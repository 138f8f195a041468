/* Claims that do not follow are rejected, whoever wrote them: the start, parameters that are not tied, the
   outcome, the peak and the limit; and the verdict derived from claims alone. */
#include "certify.h"

#include "verify/derive.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>

static wane_status_t derive(const char **verdict, const json_t *json, wane_message_t message)
{
    char *text = json_dumps(json, JSON_COMPACT);
    wane_status_t status = verify_derive(verdict, text, strlen(text), message);
    free(text);
    return status;
}

static json_t *load(char *text, const wane_message_t message)
{
    cr_assert_not_null(text, "%s", message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

static void set_text(json_t *json, const char *key, const char *text)
{
    json_object_set_new(json, key, json_string(text));
}

static void set_zero(json_t *json, const char *key)
{
    json_object_set_new(json, key, json_pack("[s,s]", "0", "0"));
}

/* ---- the start ---- */

typedef struct {
    char student[24], teacher[24], R0[12], kind[4];
    int holds; /* from 0+ and 0-, however they come about */
} start_t;

/* a(0) = 0; from the small R0 the prover has a certificate,
   of which all but the start is that of 0+ or 0-. */
static start_t starts[] = {
    {"tanh", "h1+0.3*h3", "1/1000", "0+", 1},      {"h1+0.5*h3", "h1-0.2*h3", "1/1000", "0+", 1},
    {"h2+0.5*h4", "h2+0.3*h4", "1/1000", "0+", 1}, {"h1-h2", "0.3+2*h2", "1/1000", "0+", 1},
    {"h1+h4", "h4-0.1*h1", "-1/1000", "0-", 1},    {"1+h1+h3", "h3", "1/1000", "0+", 1},
    {"1+h1+h3", "1+h3", "1/1000", "0+", 0},        {"sigmoid", "1-h3", "1/1000", "0+", 0},
};

ParameterizedTestParameters(claims, from_zero_plus)
{
    return cr_make_param_array(start_t, starts, sizeof starts / sizeof *starts);
}

ParameterizedTest(start_t *p, claims, from_zero_plus)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(certify(p->student, p->teacher, "0", p->R0, message), message);
    json_t *R = json_object_get(json_array_get(json_object_get(json, "itinerary"), 0), "R");
    cr_assert_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    set_text(json, "R0", p->kind);
    json_array_set_new(R, 0, json_pack("[s,s]", "0", "0"));
    wane_status_t status = verify_json(json, message);
    cr_expect_eq(status, p->holds ? WANE_OK : WANE_REJECTED, "%s | %s from %s: %s", p->student, p->teacher,
                 p->kind, message->text);
    if (!p->holds) cr_expect_not_null(strstr(message->text, "tends to 0 first"), "%s", message->text);
    json_decref(json);
}

/* (0, 0) is a saddle or less: only from R0 = 0 exactly nothing moves. */
Test(claims, standing_still_at_the_origin)
{
    static const char *const pairs[][2] = {
        {"tanh", "h1+0.3*h3"}, {"h1+0.5*h3", "h1-0.2*h3"}, {"h2+0.5*h4", "h2+0.3*h4"}, {"h1-h2", "0.3+2*h2"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        wane_message_t message = {{.text = ""}};
        json_t *json = load(certify(pairs[i][0], pairs[i][1], "0", "0", message), message);
        cr_expect_eq(verify_json(json, message), WANE_OK, "%s", message->text);
        cr_expect_str_eq(json_string_value(json_object_get(json, "verdict")), "not-learned");
        for (int k = 0; k < 2; k++) {
            const char *verdict;
            set_text(json, "R0", k == 0 ? "0+" : "0-");
            cr_expect_eq(verify_json(json, message), WANE_REJECTED, "%s | %s", pairs[i][0], pairs[i][1]);
            cr_expect_eq(derive(&verdict, json, message), WANE_REJECTED);
        }
        json_decref(json);
    }
}

/* ---- parameters ---- */

static const wane_parameter_t wide = {"b", "[1, 1.1]"};

static void expect_rejected(json_t *json, const char *what)
{
    wane_message_t message = {{.text = ""}};
    cr_expect_eq(verify_json(json, message), WANE_REJECTED, "accepted: %s", what);
    json_decref(json);
}

static void check_ties(json_t *json)
{
    wane_message_t message = {{.text = ""}};
    json_t *changed;
    cr_assert_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    changed = json_deep_copy(json); /* two intervals are two unknowns */
    set_text(changed, "student", "[1, 11/10]*x + h3(x)");
    set_text(changed, "teacher", "[1, 11/10]*x + h3(x)");
    json_object_set_new(changed, "parameters", json_object());
    expect_rejected(changed, "two intervals");
    changed = json_deep_copy(json);
    set_text(changed, "teacher", "c*x + h3(x)");
    json_object_set_new(changed, "parameters",
                        json_pack("{s:[s,s],s:[s,s]}", "b", "1", "11/10", "c", "1", "11/10"));
    expect_rejected(changed, "two parameters");
    changed = json_deep_copy(json);
    set_text(changed, "teacher", "c*x + h3(x)");
    expect_rejected(changed, "a parameter without an interval");
    changed = json_deep_copy(json);
    set_text(changed, "teacher", "[1, 11/10]*x + h3(x)");
    expect_rejected(changed, "a parameter and an interval");
    static const char *const ends[][2] = {
        {"1", "6/5"}, {"1", "1"}, {"11/10", "1"}, {"0", "11/10"}, {"1.0", "11/10"}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        changed = json_deep_copy(json);
        json_object_set_new(changed, "parameters", json_pack("{s:[s,s]}", "b", ends[i][0], ends[i][1]));
        expect_rejected(changed, "other ends");
    }
    changed = json_deep_copy(json);
    json_object_set_new(json_object_get(changed, "parameters"), "c", json_pack("[s,s]", "0", "1"));
    expect_rejected(changed, "a parameter that stands nowhere");
    changed = json_deep_copy(json);
    json_object_del(changed, "parameters");
    expect_rejected(changed, "no parameters");
    changed = json_deep_copy(json); /* version 1, with and without names */
    json_object_del(changed, "parameters");
    json_object_del(changed, "wane");
    json_object_set_new(changed, "version", json_integer(1));
    expect_rejected(json_deep_copy(changed), "version 1 with a name");
    set_text(changed, "student", "[1, 11/10]*x + h3(x)");
    set_text(changed, "teacher", "[1, 11/10]*x + h3(x)");
    cr_expect_eq(verify_json(changed, message), WANE_REJECTED);
    cr_expect_not_null(strstr(message->text, "version 1"), "%s", message->text);
    json_decref(changed);
    json_decref(json);
}

Test(claims, one_name_is_one_unknown)
{
    wane_message_t message = {{.text = ""}};
    certify_with(&wide, 1);
    check_ties(load(certify("b*h1+h3", "b*h1+h3", "1/2", "0", message), message));
    check_ties(load(certify("b*h1+h3", "b*h1+h3", "1/2", "3/10", message), message));
    check_ties(load(certify_flow("b*h1+h3", "b*h1+h3", "1/100", "1/2", "0", "1/100", message), message));
}

Test(claims, a_name_with_a_kink)
{
    static const wane_parameter_t narrow = {"b", "[0.3, 0.32]"};
    wane_message_t message = {{.text = ""}};
    certify_with(&narrow, 1);
    json_t *json =
        load(certify_flow("b*relu+h2", "b*relu+h2", "1/10", "1/2", "0", "1/100", message), message);
    cr_expect_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    json_decref(json);
}

/* Several intervals, or one in several places, are cut by name. */
Test(claims, families_of_boxes)
{
    static const wane_parameter_t both[] = {{"b", "[0.1, 0.2]"}, {"c", "[0, 0.1]"}};
    static const char *const teachers[] = {"h1+b*h3+c*h5", "h1+b*h3+b*h5", "h1+[0.1,0.2]*h3+[0,0.1]*h5"};
    for (size_t i = 0; i < sizeof teachers / sizeof *teachers; i++) {
        wane_message_t message = {{.text = ""}};
        const char *verdict;
        certify_with(both, 2);
        json_t *json = load(certify("tanh", teachers[i], "1/2", "0", message), message);
        cr_expect_eq(verify_json(json, message), WANE_OK, "%s: %s", teachers[i], message->text);
        cr_expect_eq(derive(&verdict, json, message), WANE_OK, "%s: %s", teachers[i], message->text);
        cr_expect_eq(json_object_size(json_object_get(json, "parameters")), i == 1 ? 1 : 2);
        json_t *members = json_object_get(json, "members");
        for (size_t k = 0; k < json_array_size(members); k++) {
            json_t *changed = json_deep_copy(json);
            json_array_remove(json_object_get(changed, "members"), k);
            expect_rejected(changed, "a box is missing");
        }
        json_decref(json);
    }
}

/* Certificates without intervals are read as they were. */
Test(claims, of_version_1)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(certify("tanh", "h1+0.3*h3", "1/2", "0", message), message);
    json_object_set_new(json, "version", json_integer(1));
    expect_rejected(json_deep_copy(json), "version 1 with fields of version 2");
    json_object_del(json, "parameters");
    json_object_del(json, "wane");
    cr_expect_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    json_object_set_new(json, "version", json_integer(2));
    expect_rejected(json, "version 2 without its fields");
}

/* ---- outcome, peak, limit ---- */

typedef struct {
    char student[24], teacher[32], eps[12], a0[12], R0[12];
} flow_t;

/* R falls during integration and rises again, not as far; or it falls to a sink; or settles. */
static flow_t flows[] = {
    {"1-3*h1-h2", "0.5+h1", "1", "4", "-9/10"},
    {"h1+0.5*h3+1.5*h5", "h1-0.5*h3+0.9*h5", "381/100", "357/100", "451/500"},
    {"relu", "-h1-3*h2+h3", "1/100", "1", "-9/10"},
    {"tanh", "h1-0.1*h3", "1/1000", "1/2", "0"},
    {"tanh", "h1+0.3*h3", "1/10", "1/2", "0"},
};

ParameterizedTestParameters(claims, forged)
{
    return cr_make_param_array(flow_t, flows, sizeof flows / sizeof *flows);
}

static const char *const outcomes[] = {"learning", "partial-unlearning", "unlearning", "not-learned",
                                       "neutral"};

ParameterizedTest(flow_t *p, claims, forged)
{
    wane_message_t message = {{.text = ""}};
    const char *verdict;
    json_t *json =
        load(certify_flow(p->student, p->teacher, p->eps, p->a0, p->R0, "1/100", message), message);
    derive(&verdict, json, message);
    cr_assert_not_null(verdict, "%s", message->text);
    set_text(json, "verdict", verdict);
    cr_expect_eq(derive(&verdict, json, message), WANE_OK, "%s", message->text);
    cr_expect_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    const int passed_a_peak =
        strcmp(verdict, "partial-unlearning") == 0 || strcmp(verdict, "unlearning") == 0;
    cr_expect(passed_a_peak);
    for (int i = 0; i < 5; i++) {
        const char *other;
        if (strcmp(outcomes[i], verdict) == 0) continue;
        json_t *changed = json_deep_copy(json);
        set_text(changed, "verdict", outcomes[i]);
        cr_expect_eq(derive(&other, changed, message), WANE_REJECTED, "%s", outcomes[i]);
        cr_expect_str_eq(other, verdict);
        expect_rejected(changed, outcomes[i]);
    }
    json_t *changed = json_deep_copy(json); /* the peak is forgotten */
    json_object_set(changed, "R_peak", json_object_get(json, "R_final"));
    set_text(changed, "verdict", "learning");
    expect_rejected(changed, "the peak");
    changed = json_deep_copy(json);
    json_object_set_new(changed, "R_final", json_pack("[s,s]", "1", "1"));
    expect_rejected(changed, "the limit 1");
    changed = json_deep_copy(json);
    set_zero(changed, "R_final");
    if (json_equal(json_object_get(changed, "R_final"), json_object_get(json, "R_final")))
        json_decref(changed);
    else expect_rejected(changed, "the limit 0");
    json_t *levels = json_object_get(json_object_get(json, "landscape"), "levels");
    for (size_t i = 0; i < json_array_size(levels); i++) { /* a level is forgotten */
        changed = json_deep_copy(json);
        json_array_remove(json_object_get(json_object_get(changed, "landscape"), "levels"), i);
        expect_rejected(changed, "a level");
    }
    json_decref(json);
}

/* The limit 1 for all of a range of b, of which it holds nowhere: the signs of a single b do not serve. */
Test(claims, a_landscape_of_another_range)
{
    wane_message_t message = {{.text = ""}};
    static const wane_parameter_t one = {"b", "[0.09, 0.09000000000000000000000001]"};
    certify_with(&one, 1);
    json_t *json = load(
        certify_flow("0.01+h1+0.01*h2", "100*(b-0.405)+0.9*h1-50*h2", "1", "1/50", "17/20", "1/100", message),
        message);
    cr_expect_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    json_t *changed = json_deep_copy(json);
    json_object_set_new(changed, "parameters", json_pack("{s:[s,s]}", "b", "61/10000", "12/125"));
    expect_rejected(changed, "a wider range");
    changed = json_deep_copy(json);
    json_object_set_new(changed, "R_final", json_pack("[s,s]", "1", "1"));
    json_object_set_new(changed, "R_peak", json_pack("[s,s]", "1", "1"));
    expect_rejected(changed, "another limit");
    json_decref(json);
}

/* ---- derived from claims alone ---- */

typedef struct {
    char student[24], teacher[32], a0[12], R0[12];
} limit_t;

static limit_t limits[] = {
    {"tanh", "h1+0.3*h3", "1/2", "0"},
    {"tanh", "h1-0.1*h3", "1/2", "0"},
    {"relu", "relu", "1/2", "0"},
    {"1+h1+2*h2", "2+h2", "5", "0+"},
    {"abs", "h2", "1/2", "0+"},
    {"h1", "h1+0.5*h3", "3", "0"},
    {"center(gelu)", "h1+0.3*h3", "1/2", "0"},
};

ParameterizedTestParameters(claims, derived)
{
    return cr_make_param_array(limit_t, limits, sizeof limits / sizeof *limits);
}

ParameterizedTest(limit_t *p, claims, derived)
{
    wane_message_t message = {{.text = ""}};
    const char *verdict;
    json_t *json = load(certify(p->student, p->teacher, p->a0, p->R0, message), message);
    char *own = strdup(json_string_value(json_object_get(json, "verdict")));
    cr_expect_eq(derive(&verdict, json, message), WANE_OK, "%s | %s: %s", p->student, p->teacher,
                 message->text);
    cr_expect_str_eq(verdict, own);
    for (int i = 0; i < 5; i++) {
        if (strcmp(outcomes[i], own) == 0) continue;
        set_text(json, "verdict", outcomes[i]);
        cr_expect_eq(derive(&verdict, json, message), WANE_REJECTED);
        cr_expect_str_eq(verdict, own);
    }
    free(own);
    json_decref(json);
}
