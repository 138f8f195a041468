#include "certify.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static const wane_parameter_t *parameters;
static slong parameter_count;

void certify_with(const wane_parameter_t *list, slong count)
{
    parameters = list;
    parameter_count = count;
}

static void parse(wane_function_t f, const char *text)
{
    wane_message_t message;
    cr_assert_eq(wane_function_parse(f, text, parameters, parameter_count, message), WANE_OK, "%s: %s", text,
                 message->text);
}

static void read_interval(wane_interval_t interval, const char *text)
{
    char lower[80];
    const char *comma = strchr(text, ',');
    snprintf(lower, sizeof lower, "%.*s", comma == NULL ? 79 : (int)(comma - text), text);
    cr_assert_eq(fmpq_set_str(interval->lo, lower, 10), 0);
    cr_assert_eq(fmpq_set_str(interval->hi, comma == NULL ? lower : comma + 1, 10), 0);
}

static void read_start(wane_start_t start, const char *R0)
{
    static const char *const kinds[] = {"0", "0+", "0-"};
    static const wane_start_kind_t kind[] = {WANE_START_ZERO, WANE_START_ZERO_PLUS, WANE_START_ZERO_MINUS};
    for (int i = 0; i < 3; i++) {
        if (strcmp(R0, kinds[i]) != 0) continue;
        start->kind = kind[i];
        return;
    }
    start->kind = WANE_START_VALUE;
    read_interval(start->value, R0);
}

static void read_quantifier(quantifier_t quantifier, const char *text)
{
    quantifier->all = strcmp(text, "all") == 0;
    if (!quantifier->all) read_interval(quantifier->value, text);
}

char *certify_flow(const char *student, const char *teacher, const char *eps, const char *a0, const char *R0,
                   const char *drop, wane_message_t message)
{
    return certify_flow_with(NULL, student, teacher, eps, a0, R0, drop, message);
}

char *certify_flow_with(finite_eps_struct *result, const char *student, const char *teacher, const char *eps,
                        const char *a0, const char *R0, const char *drop, wane_message_t message)
{
    wane_function_t sigma, target;
    quantifier_t ratio, scale;
    wane_start_t start;
    wane_effort_t effort;
    fmpq_t fall;
    char *text;
    wane_function_init(sigma);
    wane_function_init(target);
    quantifier_init(ratio);
    quantifier_init(scale);
    wane_start_init(start);
    fmpq_init(fall);
    parse(sigma, student);
    parse(target, teacher);
    read_quantifier(ratio, eps);
    read_quantifier(scale, a0);
    read_start(start, R0);
    cr_assert_eq(fmpq_set_str(fall, drop, 10), 0);
    wane_effort_default(&effort);
    effort.max_prec = 600;
    const flow_subject_t subject = {sigma, target, ratio, scale, start, fall};
    if (result == NULL) flow_certificate_compute(&text, &subject, &effort, message);
    else finite_eps_certify(result, &text, &subject, &effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    quantifier_clear(ratio);
    quantifier_clear(scale);
    wane_start_clear(start);
    fmpq_clear(fall);
    return text;
}

char *certify(const char *student, const char *teacher, const char *a0, const char *R0,
              wane_message_t message)
{
    return certify_verdict(NULL, student, teacher, a0, R0, message);
}

char *certify_verdict(verdict_struct *verdict, const char *student, const char *teacher, const char *a0,
                      const char *R0, wane_message_t message)
{
    wane_function_t sigma, target;
    wane_interval_t scale;
    wane_start_t start;
    wane_effort_t effort;
    char *text;
    wane_function_init(sigma);
    wane_function_init(target);
    wane_interval_init(scale);
    wane_start_init(start);
    parse(sigma, student);
    parse(target, teacher);
    read_interval(scale, a0);
    read_start(start, R0);
    wane_effort_default(&effort);
    if (verdict == NULL) certificate_compute(&text, sigma, target, scale, start, &effort, message);
    else verdict_certify(verdict, &text, sigma, target, scale, start, &effort, message);
    wane_function_clear(sigma);
    wane_function_clear(target);
    wane_interval_clear(scale);
    wane_start_clear(start);
    return text;
}

wane_status_t verify_json(const json_t *certificate, wane_message_t message)
{
    char *text = json_dumps(certificate, JSON_COMPACT);
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    wane_verifier_free(verifier);
    free(text);
    return status;
}

size_t certify_slice(void *problems, size_t size, size_t count)
{
    const char *multiplier = getenv("WANE_TEST_MULTIPLIER");
    size_t kept = 0;
    if (multiplier == NULL || atof(multiplier) >= 1) return count;
    for (size_t i = 0; i < count; i += 3)
        memmove((char *)problems + kept++ * size, (char *)problems + i * size, size);
    return kept;
}
