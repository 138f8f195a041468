/* Seconds to verify the certificate of one problem, everything computed afresh: expected below 5. */
#include <stdio.h>
#include <string.h>

#include "manifold/certificate/certify.h"
#include "wane/verify.h"

#include "measure.h"

static void verify(void *text)
{
    wane_message_t message;
    wane_verifier_t verifier = wane_verifier_new();
    if (wane_verify(text, strlen(text), verifier, NULL, NULL, message) != WANE_OK) puts(message->text);
    wane_verifier_free(verifier);
}

/* In the limit, or at eps if that is not NULL. */
static char *certify(const char *student, const char *teacher, const char *eps)
{
    wane_function_t sigma, target;
    quantifier_t a0, ratio;
    wane_start_t start;
    fmpq_t drop;
    wane_effort_t effort;
    wane_message_t message;
    char *text = NULL;
    wane_function_init(sigma);
    wane_function_init(target);
    quantifier_init(a0);
    quantifier_init(ratio);
    wane_start_init(start);
    fmpq_init(drop);
    fmpq_set_si(drop, 1, 100);
    fmpq_set_si(a0->value->lo, 1, 2);
    fmpq_set(a0->value->hi, a0->value->lo);
    fmpq_set_str(ratio->value->lo, eps == NULL ? "0" : eps, 10);
    fmpq_set(ratio->value->hi, ratio->value->lo);
    wane_effort_default(&effort);
    const flow_subject_t subject = {sigma, target, ratio, a0, start, drop};
    if (wane_function_parse(sigma, student, NULL, 0, message) == WANE_OK &&
        wane_function_parse(target, teacher, NULL, 0, message) == WANE_OK)
        eps == NULL ? certificate_compute(&text, sigma, target, a0->value, start, &effort, message)
                    : flow_certificate_compute(&text, &subject, &effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    quantifier_clear(a0);
    quantifier_clear(ratio);
    wane_start_clear(start);
    fmpq_clear(drop);
    return text;
}

int main(void)
{
    static const struct {
        const char *student, *teacher, *eps;
    } jobs[] = {{"tanh", "h1+0.3*h3", NULL},
                {"tanh", "sin(2*x)", NULL},
                {"gelu", "gelu", NULL},
                {"relu", "h1+0.3*h3", NULL},
                {"tanh", "h1+0.3*h3", "1/10"},
                {"tanh", "h1-0.1*h3", "10"},
                {"erf", "h1+0.25*h3", "1/1000"},
                {"center(gelu)", "h1-0.2*h2", "1"},
                {"center(relu)", "h1-0.2*h2", "1"},
                {"relu", "relu", "1/1000000"}};
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        char name[100], *text = certify(jobs[i].student, jobs[i].teacher, jobs[i].eps);
        if (text == NULL) return 1;
        snprintf(name, sizeof name, "verify %s | %s%s%s", jobs[i].student, jobs[i].teacher,
                 jobs[i].eps == NULL ? "" : ", eps = ", jobs[i].eps == NULL ? "" : jobs[i].eps);
        print_benchmark(name, measure(verify, text, 3), "the limit", 5);
        flint_free(text);
    }
    return 0;
}
