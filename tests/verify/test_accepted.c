/* Every verdict that the prover decides comes with a certificate that the verifier accepts. */
#include "certify.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

typedef struct {
    char student[32], teacher[40], a0[16], R0[12];
} problem_t;

static problem_t problems[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "3", "0"},
    {"tanh", "h1-1/10*h3", "2/5,3/5", "0"},
    {"tanh", "h1", "1/10", "0"},
    {"tanh", "tanh", "1/2", "0"},
    {"tanh", "2*tanh(x)", "1/2", "0"},
    {"gelu", "gelu", "1/2", "0"},
    {"tanh", "sin(2*x)", "3", "0"},
    {"tanh", "sin(2*x)", "1/2", "0"},
    {"tanh", "h1+0.2*h5", "1/2", "0"},
    {"tanh", "h1-0.3*h7", "1/2", "0"},
    {"erf", "h1+0.2*h3+1.5*h5", "1/2", "0"},
    {"erf", "h1+0.2*h3+1.5*h5", "5", "0"},
    {"gelu", "h1+0.2*h2", "1/2", "0"},
    {"gelu", "h2", "1/2", "3/10"},
    {"tanh", "h3", "1/2", "0"},
    {"tanh", "-h1-0.3*h3", "1/2", "0"},
    {"tanh", "h1+0.3*h3", "-1/2", "-3/10"},
    {"tanh", "h1+0.3*h3", "0", "3/10"},
    {"h1", "h1+0.5*h3", "1/2", "0"},
    {"h1", "h1+0.5*h3", "3", "0"},
    {"h1+sqrt(2)*h2+h3", "h1+h3", "3", "0"},
    {"h1+0.5*h2+0.3*h3", "h1+0.2*h3", "1/2", "0"},
    {"1+h1+2*h2", "2+h2", "5", "0+"},
    {"1+h1+2*h2", "2+h2", "9/2", "0+"},
    {"1+h1+2*h2", "h2-1/2", "6", "0+"},
    {"h2+h3", "-h2+0.8*h3", "1/20", "97/100"},
    {"tanh+h2", "sin(x)+x^2", "-1", "9/10"},
    {"silu", "tanh(x)+0.3*cos(x)", "-1", "9/10"},
    {"silu", "h1+0.2*h2-0.3*h3", "2", "0"},
    {"softplus", "tanh", "1", "0"},
    {"center(gelu)", "h1+0.3*h3", "1/2", "0"},
    {"center(relu)", "h1+0.3*h3", "1/2", "0"},
    {"tanh", "sign", "1/2", "0"},
    {"gelu", "relu", "1/2", "0"},
    {"elu", "tanh", "1/2", "0"},
    {"abs", "h2", "1/2", "0+"},
    {"relu", "relu", "1/2", "0"},
    {"relu(x-1)", "h1+h4", "1/2", "0"},
    {"relu(x-sqrt(3))", "h1+h5", "1/2", "0"},
    {"tanh", "relu(x-1)", "1/2", "0"},
    {"tanh", "abs(sin(x))+x", "1/2", "0"},
    {"1/(1+exp(-x))", "h1+0.3*h3", "1/2", "0"},
    {"2*atan(exp(x))-pi/2", "h1+0.3*h3", "1/2", "0"},
    {"max(0,min(1,x/6+1/2))", "hardsigmoid", "1/2", "0"},
    {"hardsigmoid", "h1+0.3*h3", "1/2", "0"},
    {"x/2*(1+erf(x/sqrt(2)))", "gelu", "1/2", "0"},
    {"relu", "h1+0.3*h3", "1/2", "0"},
    {"relu", "h1", "1/2", "0"},
    {"relu", "abs", "1/2", "0"},
    {"relu", "tanh", "1/2", "0"},
    {"relu", "relu+0.1*x", "1", "-1/2"},
    {"leaky_relu(x,1/10)", "relu", "1/2", "0"},
    {"hardtanh", "h1+0.3*h3", "1/2", "0"},
    {"hardtanh", "hardtanh", "1/2", "0"},
    {"hardtanh", "sin(2*x)", "1/2", "0"},
    {"abs", "abs", "1/2", "-1/5"},
    {"relu", "gelu", "1/2", "0"},
    {"relu", "x^2+x", "1/2", "0"},
    {"abs", "tanh(x)+tanh(x)^2", "1/2", "0"},
    {"elu", "relu", "1/2", "0"},
    {"hardtanh", "tanh", "1/2", "0"},
    {"relu", "softplus", "1/2", "0"},
    {"relu", "elu", "3", "0"},
    {"abs", "elu", "1/2", "0"},
    {"relu(x)+0.3*tanh(x)", "hardtanh", "1/2", "0"},
    {"hardtanh", "sign", "1/2", "0"},
    {"abs(x)+x^2", "relu", "1/2", "0"},
    {"softsign", "step", "1/2", "0"},
    {"softsign", "sign", "1/2", "0"},
    {"relu", "step(x-1)", "1/2", "0"},
    {"relu(x-1)", "step(x-1)", "1/2", "0"},
    {"softsign", "softsign", "-1/2", "0"},
    {"relu(x)^2", "relu(x)^2", "-1/2", "0"},
    {"1+h1+h2", "2+h2", "3", "0+"},
    {"relu-h1", "1+0.01*h1-0.2*h2", "-3", "-9/10"},
    {"h1+h50", "h1-h50", "2/5", "0"},
    {"h1+1.4142135623*h2+h3", "h1+h3", "2/5", "0"},
    {"h1+h3", "h1+1.00000000000000000001*h3", "2/5", "0"},
    {"h1+1e-20*h2", "h1+h2", "2/5", "0"},
    {"tanh", "h1+[0,1/2]*h3", "1/2", "0"},
    {"h1+h2", "h1+h2+[-1/10,0]*h1", "1/2", "0"},
};

ParameterizedTestParameters(accepted, every_problem)
{
    return cr_make_param_array(problem_t, problems,
                               certify_slice(problems, sizeof *problems, sizeof problems / sizeof *problems));
}

ParameterizedTest(problem_t *p, accepted, every_problem)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify(p->student, p->teacher, p->a0, p->R0, message);
    cr_assert_not_null(text, "%s | %s from a0 = %s, R0 = %s: %s", p->student, p->teacher, p->a0, p->R0,
                       message->text);
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    cr_assert_eq(status, WANE_OK, "%s | %s from a0 = %s, R0 = %s: %s", p->student, p->teacher, p->a0, p->R0,
                 message->text);
    wane_verifier_free(verifier);
    flint_free(text);
}

/* Proved once for both, verdict and certificate are those that are proved one by one. */
ParameterizedTestParameters(accepted, verdict_and_certificate)
{
    return cr_make_param_array(problem_t, problems, 24);
}

ParameterizedTest(problem_t *p, accepted, verdict_and_certificate)
{
    wane_message_t message = {{.text = ""}};
    verdict_t verdict;
    char word[64];
    verdict_init(verdict);
    char *text = certify(p->student, p->teacher, p->a0, p->R0, message);
    char *both = certify_verdict(verdict, p->student, p->teacher, p->a0, p->R0, message);
    cr_assert(text != NULL && both != NULL);
    cr_expect_str_eq(text, both);
    snprintf(word, sizeof word, "\"verdict\": \"%s\"", wane_outcome_name(verdict->outcome));
    cr_expect(verdict->proved && strstr(both, word) != NULL);
    verdict_clear(verdict);
    flint_free(text);
    flint_free(both);
}
