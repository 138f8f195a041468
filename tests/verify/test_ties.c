/* Starts at which the fibre meets the branch where it turns or ends: accepted, and what is not true of them is
   rejected. */
#include "certify.h"
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

typedef struct {
    char student[24], teacher[24], a0[12], R0[12], end[16], verdict[24];
} tie_t;

static tie_t ties[] = {
    {"relu", "h1", "1", "0", "aligned", "learning"},
    {"tanh", "-tanh(x)", "1", "0", "aligned", "learning"},
    {"tanh", "0.1*tanh(x)", "1/10", "0", "aligned", "learning"},
    {"tanh", "0.1*tanh(x)", "1/20,1/2", "0", "aligned", "learning"},
    {"0.1-h1", "-1+3*h1", "3", "99/100", "aligned", "learning"},
    {"hardtanh", "h1", "1", "0", "branch", "unlearning"},
    {"hardtanh", "relu", "1/2", "0", "branch", "unlearning"},
    {"tanh", "h1+0.3*h3", "1/10,5", "0", "branch", "unlearning"},
    {"relu", "relu(-x)", "1", "0", "aligned", "learning"},
    {"1+h1", "1+0.5*h1", "1", "0", "equilibrium", "learning"},
    {"1+h1", "1+0.5*h1", "1", "9/10", "equilibrium", "partial-unlearning"},
    {"h1+h3", "0.1*h1+h3", "136/95", "1/2", "", "learning"},
    {"1+h1", "2+0.5*h2", "0", "1/2", "uncorrelated", "unlearning"},
    {"relu", "relu", "-1/2", "0", "branch", "learning"},
    {"relu", "-2*relu(-x)", "1/2", "0", "branch", "learning"},
};

static json_t *certificate_of(const tie_t *p)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify(p->student, p->teacher, p->a0, p->R0, message);
    cr_assert_not_null(text, "%s | %s from a0 = %s: %s", p->student, p->teacher, p->a0, message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

/* One verifier for all changes of a certificate. */
static wane_verifier_t verifier;

static void begin(void)
{
    verifier = wane_verifier_new();
}

static void end(void)
{
    wane_verifier_free(verifier);
}

TestSuite(ties, .init = begin, .fini = end);

static wane_status_t ask(const json_t *json, wane_message_t message)
{
    char *text = json_dumps(json, JSON_COMPACT);
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    free(text);
    return status;
}

static json_t *first_phase(const json_t *json)
{
    return json_array_get(json_object_get(json, "itinerary"), 0);
}

/* With that in place of the field; json is left as it is. */
static void expect_rejected(const json_t *json, const char *key, json_t *value)
{
    wane_message_t message = {{.text = ""}};
    json_t *changed = json_deep_copy(json);
    json_object_set_new(changed, key, value);
    cr_expect_eq(ask(changed, message), WANE_REJECTED, "another %s is accepted", key);
    json_decref(changed);
}

static void expect_end_rejected(const json_t *json, const char *end)
{
    wane_message_t message = {{.text = ""}};
    json_t *changed = json_deep_copy(json);
    json_object_set_new(first_phase(changed), "end", json_string(end));
    cr_expect_eq(ask(changed, message), WANE_REJECTED, "the end %s is accepted", end);
    json_decref(changed);
}

ParameterizedTestParameters(ties, every_tie)
{
    return cr_make_param_array(tie_t, ties, sizeof ties / sizeof *ties);
}

ParameterizedTest(tie_t *p, ties, every_tie)
{
    static const char *const ends[] = {"aligned", "branch", "equilibrium", "uncorrelated", "corner"},
                             *const verdicts[] = {"learning", "partial-unlearning", "unlearning",
                                                  "not-learned", "neutral"};
    wane_message_t message = {{.text = ""}};
    json_t *json = certificate_of(p);
    cr_assert_eq(ask(json, message), WANE_OK, "%s | %s from a0 = %s: %s", p->student, p->teacher, p->a0,
                 message->text);
    cr_expect_str_eq(json_string_value(json_object_get(json, "verdict")), p->verdict);
    const char *end = json_string_value(json_object_get(first_phase(json), "end"));
    cr_expect(p->end[0] == 0 || strcmp(end, p->end) == 0, "%s", end);
    for (int i = 0; i < 5; i++) {
        if (strcmp(verdicts[i], p->verdict) != 0) expect_rejected(json, "verdict", json_string(verdicts[i]));
        if (strcmp(ends[i], end) != 0) expect_end_rejected(json, ends[i]);
    }
    json_decref(json);
}

/* What the exact start has, one beside it has not: a equal to the height of an equilibrium, or of a point of a
   repelling piece, which is claimed to lie in the same interval. */
Test(ties, exact_starts_only)
{
    static const char *const beside[][2] = {
        {"1", "1000000000000000000000000000001/1000000000000000000000000000000"},
        {"136/95", "136000000000000000000000000000000000000000000000000000000000001"
                   "/95000000000000000000000000000000000000000000000000000000000000"}};
    static const int which[] = {9, 10, 11};
    for (int i = 0; i < 3; i++) {
        json_t *json = certificate_of(ties + which[i]), *a = json_object_get(first_phase(json), "a");
        json_t *old = json_deep_copy(json_array_get(a, 0)), *wide = json_pack("[s,s]", "1", "1048577*2^-20");
        wane_message_t message = {{.text = ""}};
        const char *const *a0 = beside[i == 2];
        if (i < 2) {
            mutate_everywhere(json_object_get(json, "itinerary"), old, wide);
            json_object_set(json, "a_final", wide);
        }
        cr_expect_eq(ask(json, message), WANE_OK, "%s", message->text);
        expect_rejected(json, "a0", json_pack("[s,s]", a0[1], a0[1]));
        expect_rejected(json, "a0", json_pack("[s,s]", a0[0], a0[1]));
        cr_expect_eq(ask(json, message), WANE_OK, "%s", message->text);
        json_decref(old);
        json_decref(wide);
        json_decref(json);
    }
}

/* Beside the corner the claim has to reach from below the landing of the latest exit to R = 1. */
Test(ties, landing_beside_the_corner)
{
    static const char *const ends[][2] = {
        {"1048575*2^-20", "1"}, {"3*2^-2", "1"}, {"0", "1"}, {"1", "1"}, {"1*2^-2", "1048575*2^-20"}};
    json_t *json = certificate_of(ties + 7), *R = json_object_get(first_phase(json), "R");
    json_t *old = json_deep_copy(json_array_get(R, 1));
    for (int k = 0; k < 5; k++) {
        wane_message_t message = {{.text = ""}};
        json_t *new = json_pack("[s,s]", ends[k][0], ends[k][1]), *changed = json_deep_copy(json);
        mutate_everywhere(changed, old, new);
        cr_expect_eq(ask(changed, message), WANE_REJECTED, "%d", k);
        cr_log_info("%s", message->text);
        json_decref(changed);
        json_decref(new);
    }
    json_decref(old);
    json_decref(json);
}
