/* Every field of certificates at given eps is changed in many
   ways: each change is rejected, or what it says is true. */
#include "flow_still_true.h"
#include "mutate.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

typedef struct {
    char student[32], teacher[40], eps[16], a0[16], R0[12];
    double share;
} problem_t;

static problem_t problems[] = {
    {"tanh", "h1+3/10*h3", "all", "all", "0", 0.5},               /* unlearning by structure */
    {"tanh", "h1-1/10*h3", "1/1000", "1/2", "0", 0.2},            /* partial unlearning */
    {"h1+1/2*h3", "h1+1/5*h2-3/10*h3", "2", "1/4,1/2", "0", 0.1}, /* both bounds until it turns */
    {"tanh", "h1-1/10*h3", "all", "3", "0", 0.3},                 /* settles without passing the sink */
    {"h1+1/2*h3", "h1-1/10*h3", "1/10,1/5", "3/2", "9/10", 0.3},  /* falls first, or rises */
    {"tanh", "h1-1/10*h3", "1/10", "27/10", "31/50", 0.3},        /* barred by V */
    {"1+h1", "1+2*h1", "1/2", "0", "0", 0.5},                     /* from a0 = 0 */
    {"h1", "h1+1/2*h3", "1/2", "1/2", "0", 0.1},                  /* neutral */
    {"h1+h2", "h2", "all", "1/2", "0", 0.5},                      /* not learned */
    {"relu", "relu", "1/10", "-1/2", "0", 0.5},                   /* from everywhere */
    {"tanh", "h1+[0,1/2]*h3", "all", "all", "0", 0.2},            /* a family by its corners */
    {"3+1/10*h1", "h2", "1", "1/10", "1/2", 0.5},                 /* P = 0 */
    {"h1+h2+h3", "-h1+4*h2-18/5*h3", "1/2", "-1/2", "0", 0.3},    /* with both signs turned */
};

ParameterizedTestParameters(flow_mutations, every_field)
{
    return cr_make_param_array(problem_t, problems, sizeof problems / sizeof *problems);
}

ParameterizedTest(problem_t *p, flow_mutations, every_field)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify_flow(p->student, p->teacher, p->eps, p->a0, p->R0, "1/100", message);
    cr_assert_not_null(text, "%s | %s: %s", p->student, p->teacher, message->text);
    json_t *original = json_loads(text, 0, NULL);
    trial_t trial = {original, wane_verifier_new(), flow_still_true, p->share, 0, 0};
    cr_assert_eq(wane_verify(text, strlen(text), trial.verifier, NULL, NULL, message), WANE_OK, "%s | %s: %s",
                 p->student, p->teacher, message->text);
    cr_assert(flow_still_true(original, original));
    trial_all(&trial);
    cr_log_info("%s | %s: %ld changes, %ld of them still true", p->student, p->teacher, (long)trial.changes,
                (long)trial.accepted);
    cr_expect_gt(trial.changes, 20);
    wane_verifier_free(trial.verifier);
    json_decref(original);
    flint_free(text);
}
