/* Verdicts at given eps come with certificates that the verifier accepts. */
#include "certify.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>

typedef struct {
    char student[32], teacher[40], eps[24], a0[20], R0[12], drop[12], verdict[20];
} problem_t;

static problem_t problems[] = {
    {"tanh", "h1+0.3*h3", "all", "all", "0", "1/100", "unlearning"},
    {"tanh", "h1+0.3*h3", "10", "1/2", "0", "1/100", "unlearning"},
    {"tanh", "h1-0.1*h3", "1/10", "1/2", "0", "1/100", "partial-unlearning"},
    {"tanh", "h1-0.1*h3", "1/1000000", "1/2", "0+", "1/100", "partial-unlearning"},
    {"erf", "h1+0.25*h3", "1", "1/2", "0", "1/100", "unlearning"},
    {"center(gelu)", "h1-0.2*h2", "1/1000", "1/2", "0", "1/100", "unlearning"},
    {"relu", "relu", "1/10", "1/2", "0", "1/100", "learning"},
    {"center(relu)", "h1-0.2*h2", "1", "1/2", "0", "1/100", "unlearning"},
    {"hardtanh", "h1-0.1*h3", "10", "1/2", "0", "1/100", "partial-unlearning"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "901/256", "0", "1/100", "learning"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "3605/1024", "0", "1/100", "unlearning"},
    {"tanh", "2*tanh(x)", "all", "all", "0", "1/100", "learning"},
    {"gelu", "h1+0.2*h2", "all", "all", "0", "1/100", "learning"},
    {"tanh", "h1-0.1*h3", "all", "133/50,7", "0", "1/100", "learning"},
    {"tanh", "h1-0.1*h3", "1/5,1", "2/5,1/2", "0", "1/100", "partial-unlearning"},
    {"tanh", "h1-0.1*h3", "10", "1/2", "0", "442/10000", "learning"},
    {"tanh", "h1+[29/100,31/100]*h3", "1/10,1/5", "2/5,1/2", "0", "1/100", "unlearning"},
    {"h1+h2+h3", "h1-4*h2+18/5*h3", "all", "all", "0", "1/100", "unlearning"},
    {"tanh", "h2", "all", "all", "0", "1/100", "not-learned"},
    {"tanh", "h1-0.1*h3", "1/10", "0", "0", "1/100", "not-learned"},
    {"tanh", "h1+0.3*h3", "1/10", "1", "1/3", "1/100", "unlearning"},
    {"tanh", "h1+0.3*h3", "1/10", "2/5,1/2", "1/5,1/4", "1/100", "unlearning"},
    {"tanh", "h1-0.1*h3", "1/10", "3/2", "24/25", "1/100", "partial-unlearning"},
    {"tanh", "h1-0.1*h3", "1/10", "27/10", "31/50", "1/100", "learning"},
    {"tanh", "-h1+0.1*h3", "1/10", "-3/2", "24/25", "1/100", "partial-unlearning"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "2", "1/2", "1/100", "learning"},
    {"erf", "h1+0.2*h3+3*h5-30*h9", "1/10", "4,5", "0", "1/100", "learning"},
    {"1+h1", "1+2*h1", "1/10", "0", "0", "1/100", "learning"},
    {"silu", "1+h1", "1/2", "0", "0", "1/100", "partial-unlearning"},
    {"silu", "-1/5+2/5*h1-9/5*h3", "2", "1/2", "0", "1/100", "learning"},
    {"tanh+0.2*h2", "-h1+0.1*h3-0.05*h2", "1/2", "-1/2", "0", "1/100", "partial-unlearning"},
    {"tanh+0.2*h2", "-h1+0.1*h3+0.05*h2", "1/2", "1/2", "0", "1/100", "partial-unlearning"},
    {"h1", "h1+0.5*h3", "1/2", "1/2", "0", "1/100", "neutral"},
    {"h2", "h2", "1/2", "1/2", "1/10,1/5", "1/100", "neutral"},
    {"1+h1", "1-h1", "1/2", "1/2", "0", "1/100", "learning"},
    {"1/2+h1+h3/5", "-1/2+h1+h3/3", "3/10", "2/5", "0", "1/100", "learning"},
    {"tanh", "sign", "1/10", "1/2", "0", "1/100", "learning"},
    {"relu", "relu", "all", "-2,1", "-9/10,1/2", "1/100", "learning"},
    {"relu", "-2*relu(-x)", "1/10", "-1/2", "0", "1/100", "learning"},
    {"relu(x)^2", "relu(x)^2", "1/10", "-1/2", "0", "1/100", "learning"},
    {"softplus", "relu", "all", "-1", "1/2", "1/100", "learning"},
    {"1/2+h1+h3", "1+h1-3/10*h3", "1", "0,1", "0", "1/100", "partial-unlearning"},
    {"1/2+h1+h3", "-1-h1+3/10*h3", "1/2,1", "-1/10,0", "0", "1/100", "partial-unlearning"},
    {"hardtanh", "h1-0.3*h3+[121/1000,18/100]*h2", "329/1000,87/200", "663/1000", "774/1000", "1/100",
     "partial-unlearning"},
    {"hardtanh+0.25*h4", "-0.2*h1+0.01*h2+0.25*h3", "1/100", "-1/2", "99/100", "1/100", "learning"},
    {"leaky_relu(x,-1/2)-0.2*h2", "1+3*h1+0.3*h2", "1/1000", "1/2", "-9/10", "1/100", "learning"},
    {"h1+h2", "h1+h2+[-1/10,0]*h1", "all", "all", "0", "1/100", "learning"},
    {"tanh", "tanh(x)+[-1/10,0]*h3(x)", "all", "all", "0", "1/100", "learning"},
    {"tanh", "h1+[0,1/2]*h3", "all", "all", "0", "1/100", "unlearning"},
    {"tanh", "-h1-[0,1/2]*h3", "all", "1/10,2", "0", "1/100", "unlearning"},
    {"1+h1", "2+0.5*h2", "all", "all", "1/5,1/2", "1/100", "unlearning"},
    {"tanh", "cos", "1/10", "-1/2", "-1/2", "1/100", "unlearning"},
    {"abs", "tanh", "1/10", "1/2", "1/2", "1/100", "partial-unlearning"},
    {"3+0.1*h1", "h2", "1", "-1/100,1/100", "-1/2", "1/100", "learning"},
    {"3+0.1*h1", "h2", "all", "0", "1/3,1/2", "1/100", "learning"},
    {"h1", "h1", "all", "2", "1/2", "1/100", "neutral"},
    {"h1", "-2*h1", "1/10", "1/2", "9/10", "1/100", "neutral"},
    {"h2", "h2", "1/10", "-2", "1/2", "1/100", "unlearning"},
    {"1+sqrt(2)*h1+h2", "-1-h2", "1", "-1,2", "1/2", "1/100", "neutral"},
};

ParameterizedTestParameters(flow_accepted, every_problem)
{
    return cr_make_param_array(problem_t, problems,
                               certify_slice(problems, sizeof *problems, sizeof problems / sizeof *problems));
}

ParameterizedTest(problem_t *p, flow_accepted, every_problem)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify_flow(p->student, p->teacher, p->eps, p->a0, p->R0, p->drop, message);
    cr_assert_not_null(text, "%s | %s, eps %s, a0 %s: %s", p->student, p->teacher, p->eps, p->a0,
                       message->text);
    json_t *json = json_loads(text, 0, NULL);
    cr_expect_str_eq(json_string_value(json_object_get(json, "verdict")), p->verdict,
                     "%s | %s, eps %s, a0 %s", p->student, p->teacher, p->eps, p->a0);
    json_decref(json);
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    cr_assert_eq(status, WANE_OK, "%s | %s, eps %s, a0 %s: %s", p->student, p->teacher, p->eps, p->a0,
                 message->text);
    wane_verifier_free(verifier);
    flint_free(text);
}

/* Proved once for both, verdict and certificate are those that are proved one by one; of intervals, which are cut into
   boxes one by one, the verdict. */
ParameterizedTestParameters(flow_accepted, verdict_and_certificate)
{
    return cr_make_param_array(problem_t, problems, 26);
}

ParameterizedTest(problem_t *p, flow_accepted, verdict_and_certificate)
{
    wane_message_t message = {{.text = ""}};
    finite_eps_t result;
    finite_eps_init(result);
    char *text = certify_flow(p->student, p->teacher, p->eps, p->a0, p->R0, p->drop, message);
    char *both = certify_flow_with(result, p->student, p->teacher, p->eps, p->a0, p->R0, p->drop, message);
    cr_assert(text != NULL && both != NULL);
    const char *given[] = {p->teacher, p->eps, p->a0, p->R0};
    int is_family = 0;
    for (int i = 0; i < 4; i++) is_family |= strchr(given[i], ',') != NULL;
    cr_expect(is_family || strcmp(text, both) == 0, "%s | %s", p->student, p->teacher);
    cr_expect(result->proved);
    cr_expect_str_eq(wane_outcome_name(result->outcome), p->verdict);
    finite_eps_clear(result);
    flint_free(text);
    flint_free(both);
}
