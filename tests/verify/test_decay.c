/* Certificates of flows with weight decay: accepted as written, rejected with another decay or other functions. */
#include "certify.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/interval.h"
#include "function/tree/expression.h"

/* The certificate of the flow with decay lo to hi, in the limit where eps is NULL. */
static json_t *certificate_of(const char *student, const char *teacher, const char *lo, const char *hi,
                              const char *eps)
{
    wane_function_t f, g, h, k;
    wane_interval_t decay;
    wane_message_t message;
    char range[80];
    wane_function_struct *all[] = {f, g, h, k};
    for (int i = 0; i < 4; i++) wane_function_init(all[i]);
    wane_interval_init(decay);
    fmpq_set_str(decay->lo, lo, 10);
    fmpq_set_str(decay->hi, hi, 10);
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, teacher, NULL, 0, message), WANE_OK);
    wane_shifted_pair(h, k, f, g, decay);
    snprintf(range, sizeof range, "[%s, %s]", lo, hi);
    const wane_parameter_t unknown = {"decay", range};
    certify_with(&unknown, 1);
    char *shifted[] = {function_print_named(h), function_print_named(k)};
    char *text = eps == NULL ? certify(shifted[0], shifted[1], "1/2", "0", message)
                             : certify_flow(shifted[0], shifted[1], eps, "1/2", "0", "1/100", message);
    cr_assert_not_null(text, "%s | %s with decay %s: %s", student, teacher, lo, message->text);
    text = certificate_with_decay(text, f, g, decay);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    for (int i = 0; i < 2; i++) flint_free(shifted[i]);
    for (int i = 0; i < 4; i++) wane_function_clear(all[i]);
    wane_interval_clear(decay);
    certify_with(NULL, 0);
    return json;
}

static const struct {
    const char *student, *teacher, *lo, *hi, *eps;
} problems[] = {
    {"tanh", "h1+0.3*h3", "1/100", "1/100", NULL},    {"tanh", "h1+0.3*h3", "1/5", "1/5", NULL},
    {"tanh", "h1+0.3*h3", "1/100", "1/100", "1/10"},  {"tanh", "h1+0.3*h3", "1/100", "1/50", NULL},
    {"tanh", "h1+0.3*h3", "3/10", "30", "all"},       {"tanh", "tanh+1", "1/7", "1/7", NULL},
    {"relu", "relu", "1/20", "1/20", NULL},           {"relu", "relu", "1/20", "1/20", "all"},
    {"gelu", "h1+0.2*h2", "3/10", "3/10", NULL},      {"softplus", "h1+0.3*h3", "1/10", "1", "all"},
    {"h1+h3", "h1+0.2*h3+1", "1/10", "1/10", NULL},   {"center(relu)", "h1+0.3*h3", "1/100", "1/100", NULL},
    {"relu", "relu", "1/100", "11/1000", NULL},       {"softplus", "gelu", "1/100", "11/1000", "all"},
    {"1/2+tanh(x)", "3/10+h1", "1/10", "1/5", "all"},
};

Test(decay, accepted)
{
    wane_message_t message;
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
        json_t *json = certificate_of(problems[i].student, problems[i].teacher, problems[i].lo,
                                      problems[i].hi, problems[i].eps);
        cr_assert_eq(verify_json(json, message), WANE_OK, "%s | %s with decay %s: %s", problems[i].student,
                     problems[i].teacher, problems[i].lo, message->text);
        json_decref(json);
    }
}

static void expect_rejected(const json_t *json, const char *key, json_t *value)
{
    wane_message_t message;
    json_t *changed = json_deep_copy(json);
    json_object_set_new(json_object_get(changed, "decay"), key, value);
    cr_assert_eq(verify_json(changed, message), WANE_REJECTED, "%s", key);
    json_decref(changed);
}

Test(decay, of_something_else_is_rejected)
{
    static const char *const decays[] = {"1/101", "1/99", "0",    "-1/100",  "decay",
                                         "",      "x",    "0.01", "1/100+0", "2/200"};
    static const char *const functions[] = {"tanh(x) + 1",     "2*tanh(x)",    "erf(x)", "x",
                                            "tanh(x) + decay", "tanh(x)+1/10", "",       "x + 1/3*h3(x)"};
    json_t *json = certificate_of("tanh", "h1+0.3*h3+1", "1/100", "1/100", NULL);
    wane_message_t message;
    cr_assert_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    for (size_t i = 0; i < sizeof decays / sizeof *decays; i++)
        expect_rejected(json, "lambda", json_string(decays[i]));
    /* A constant more: the same flow if c*_0 is another, and another if c_0 is. */
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        expect_rejected(json, "student", json_string(functions[i]));
        expect_rejected(json, "teacher", json_string(functions[i]));
    }
    expect_rejected(json, "lambda", json_integer(1));
    expect_rejected(json, "more", json_integer(1));
    json_decref(json);
}

/* A range of decays speaks of no other range, and the unknown is that of the ridge alone. */
Test(decay, of_another_range_is_rejected)
{
    wane_message_t message;
    json_t *json = certificate_of("relu", "relu", "1/20", "1/20", NULL), *changed = json_deep_copy(json);
    json_object_set_new(changed, "version", json_integer(2));
    cr_assert_neq(verify_json(changed, message), WANE_OK, "the decay of a version that knows of none");
    json_decref(changed);
    changed = json_deep_copy(json);
    json_object_del(changed, "decay");
    cr_assert_neq(verify_json(changed, message), WANE_OK, "no decay in a version that has one");
    json_decref(changed);
    json_decref(json);
    json = certificate_of("tanh", "h1+0.3*h3", "3/10", "30", "all");
    cr_assert_eq(verify_json(json, message), WANE_OK, "%s", message->text);
    expect_rejected(json, "lambda", json_string("3/10"));
    expect_rejected(json, "lambda", json_string("30"));
    expect_rejected(json, "student", json_string("decay*tanh(x)"));
    json_decref(json);
}

/* p_0 is one number for all decays of an interval, and no other one. */
Test(decay, of_both_means_is_rejected_if_altered)
{
    static const char *const teachers[] = {"relu(x) + 1", "relu(x) + 1/1000", "2*relu(x)", "abs(x)"};
    wane_message_t message;
    json_t *json = certificate_of("relu", "relu", "1/100", "11/1000", NULL), *changed;
    cr_assert_eq(verify(json, message), WANE_OK, "%s", message->text);
    for (size_t i = 0; i < sizeof teachers / sizeof *teachers; i++) {
        expect_rejected(json, "teacher", json_string(teachers[i]));
        expect_rejected(json, "student", json_string(teachers[i]));
    }
    expect_rejected(json, "lambda", json_string("1/100"));
    static const char *const ends[] = {"1/200", "1/50"};
    for (size_t i = 0; i < 2; i++) { /* more decays than the claims hold for */
        changed = json_deep_copy(json);
        json_t *range = json_object_get(json_object_get(changed, "parameters"), "decay");
        json_array_set_new(range, i, json_string(ends[i]));
        cr_assert_eq(verify(changed, message), WANE_REJECTED, "%s", ends[i]);
        json_decref(changed);
    }
    /* a claim of P(1), which holds p_0 */
    json_t *one = json_object_get(json_array_get(json_object_get(json, "orientations"), 0), "at_one");
    changed = json_copy(json_object_get(one, "P"));
    json_array_set(changed, 0, json_array_get(changed, 1));
    json_object_set_new(one, "P", changed);
    cr_assert_eq(verify(json, message), WANE_REJECTED);
    json_decref(json);
}
