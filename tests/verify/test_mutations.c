/* Every field of several certificates is changed in many ways:
   each change is rejected, or what it says is still true. */
#include "mutate.h"
#include "still_true.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

static const char *text_of(const json_t *root, const char *key)
{
    return json_string_value(json_object_get(root, key));
}

/* A changed function or kind of start is another problem, to which the prover knows the answer. */
static int true_of_another_problem(const json_t *changed)
{
    wane_message_t message;
    const json_t *a0 = json_object_get(changed, "a0");
    char range[200];
    if (text_of(changed, "R0") == NULL) return 0;
    snprintf(range, sizeof range, "%s,%s", json_string_value(json_array_get(a0, 0)),
             json_string_value(json_array_get(a0, 1)));
    char *text = certify(text_of(changed, "student"), text_of(changed, "teacher"), range,
                         text_of(changed, "R0"), message);
    json_t *other = text == NULL ? NULL : json_loads(text, 0, NULL);
    int same = other != NULL && still_true(other, changed);
    json_decref(other);
    flint_free(text);
    return same;
}

static int is_true(const json_t *original, const json_t *changed)
{
    return still_true(original, changed) || true_of_another_problem(changed);
}

/* The claims at the ends of the phases, changed wherever they stand: only their proofs can tell. */
static void try_consistent(trial_t *trial)
{
    const json_t *phases = json_object_get(trial->original, "itinerary");
    for (size_t i = 0; i < json_array_size(phases); i++) {
        for (int coordinate = 0; coordinate < 2; coordinate++) {
            const json_t *pair = json_object_get(json_array_get(phases, i), coordinate ? "a" : "R");
            const json_t *old = json_array_get(pair, 1);
            for (int how = 0; how < 4; how++) {
                json_t *new = mutate_claim(old, how), *changed = json_deep_copy(trial->original);
                if (new != NULL) {
                    mutate_everywhere(changed, old, new);
                    trial_change(trial, changed, coordinate ? "a of a phase" : "R of a phase", how);
                }
                json_decref(new);
                json_decref(changed);
            }
        }
    }
}

typedef struct {
    char student[32], teacher[40], a0[16], R0[12];
} problem_t;

static problem_t problems[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"},        /* delayed exit, unlearning */
    {"tanh", "h1-1/10*h3", "2/5,3/5", "0"},    /* partial unlearning from an interval */
    {"tanh", "sin(2*x)", "3", "0"},            /* jump at a fold */
    {"tanh", "tanh", "1/2", "0"},              /* corner */
    {"1+h1+2*h2", "2+h2", "5", "0+"},          /* leaves R = 0 late */
    {"h1", "h1+0.5*h3", "3", "0"},             /* neutral */
    {"tanh", "h3", "1/2", "0"},                /* not learned */
    {"tanh", "-h1-0.3*h3", "1/2", "0"},        /* towards negative R */
    {"h2+h3", "-h2+0.8*h3", "1/20", "97/100"}, /* a falls through 0 */
    {"center(relu)", "h1+0.3*h3", "1/2", "0"}, /* kinks */
    {"h1+h9", "h1-h9", "2/5", "0"},            /* exact, terms that cancel */
    {"elu", "relu", "1/2", "0"},               /* kinks, bent in between */
    {"relu(x-1)", "step(x-1)", "1/2", "0"},    /* a jump at a kink */
    {"x^3", "sign", "3", "0"},                 /* P'(1) = 0 */
};

ParameterizedTestParameters(mutations, every_field)
{
    return cr_make_param_array(problem_t, problems, sizeof problems / sizeof *problems);
}

ParameterizedTest(problem_t *p, mutations, every_field)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify(p->student, p->teacher, p->a0, p->R0, message);
    cr_assert_not_null(text, "%s | %s: %s", p->student, p->teacher, message->text);
    json_t *original = json_loads(text, 0, NULL);
    trial_t trial = {original, wane_verifier_new(), is_true, 1, 0, 0};
    cr_assert_eq(wane_verify(text, strlen(text), trial.verifier, NULL, NULL, message), WANE_OK, "%s",
                 message->text);
    cr_assert(still_true(original, original));
    trial_all(&trial);
    try_consistent(&trial);
    cr_assert_gt(trial.changes, 100);
    cr_log_info("%s | %s: %ld changes, %ld of them still true", p->student, p->teacher, (long)trial.changes,
                (long)trial.accepted);
    wane_verifier_free(trial.verifier);
    json_decref(original);
    flint_free(text);
}
