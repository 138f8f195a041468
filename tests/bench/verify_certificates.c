/* Seconds to verify the certificate of one problem, everything computed afresh: expected below 5. */
#include <stdio.h>
#include <string.h>

#include <wane/certificate.h>
#include <wane/verify.h>

#include "measure.h"

static void verify(void *text)
{
    wane_message_t message;
    wane_verifier_t verifier = wane_verifier_new();
    if (wane_verify(text, strlen(text), verifier, NULL, message) != WANE_OK) puts(message->text);
    wane_verifier_free(verifier);
}

static char *certify(const char *student, const char *teacher)
{
    wane_function_t sigma, target;
    wane_interval_t a0;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    char *text = NULL;
    wane_function_init(sigma);
    wane_function_init(target);
    wane_interval_init(a0);
    wane_start_init(start);
    fmpq_set_si(a0->lo, 1, 2);
    fmpq_set(a0->hi, a0->lo);
    wane_effort_default(&effort);
    if (wane_function_parse(sigma, student, NULL, 0, message) == WANE_OK &&
        wane_function_parse(target, teacher, NULL, 0, message) == WANE_OK)
        wane_certificate_compute(&text, sigma, target, a0, start, &effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    wane_interval_clear(a0);
    wane_start_clear(start);
    return text;
}

int main(void)
{
    static const char *const pairs[][2] = {
        {"tanh", "h1+0.3*h3"}, {"tanh", "sin(2*x)"}, {"gelu", "gelu"}, {"relu", "h1+0.3*h3"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char name[80], *text = certify(pairs[i][0], pairs[i][1]);
        if (text == NULL) return 1;
        snprintf(name, sizeof name, "verify %s | %s", pairs[i][0], pairs[i][1]);
        print_benchmark(name, measure(verify, text, 3), "the limit", 5);
        flint_free(text);
    }
    return 0;
}
