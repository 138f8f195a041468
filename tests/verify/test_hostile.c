/* Texts that are no certificates, or try to exhaust the verifier. */
#include "certify.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <jansson.h>

static wane_status_t verify(const char *text, size_t length)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    wane_status_t status = wane_verify(text, length, verifier, NULL, NULL, message);
    wane_verifier_free(verifier);
    cr_assert_neq(message->text[0], 0);
    return status;
}

Test(hostile, no_certificate)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "null",
                                        "7",
                                        "[]",
                                        "{}",
                                        "\"wane certificate\"",
                                        "{\"format\": \"wane certificate\"}",
                                        "{\"format\": \"wane certificate\", \"version\": 3}",
                                        "{\"format\": \"wane flow certificate\"}",
                                        "{\"format\": \"wane flow certificate\", \"version\": 3}",
                                        "{\"format\": \"wane certificate\", \"version\": 1, \"version\": 1}",
                                        "{\"format\": \"wane certificate\", \"version\": 1} x",
                                        "{\"format\": \"wane certificate\", \"version\": 1.0}",
                                        "{\"format\": NaN}",
                                        "{\"student\": \"tanh\"}",
                                        "\xff\xfe"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert_eq(verify(texts[i], strlen(texts[i])), WANE_BAD_INPUT, "%s", texts[i]);
    static const char head[] = "{\"format\": \"wane certificate\", \"version\": 1}";
    cr_assert_eq(verify(head, strlen(head)), WANE_REJECTED);
    cr_assert_eq(verify("{\0}", 3), WANE_BAD_INPUT);
}

Test(hostile, deep_nesting)
{
    size_t depth = 1000000;
    char *text = malloc(2 * depth + 1);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    cr_assert_eq(verify(text, 2 * depth), WANE_BAD_INPUT);
    cr_assert_eq(verify(text, depth), WANE_BAD_INPUT);
    free(text);
}

/* The certificate with one top-level field replaced by a text. */
static wane_status_t with(const char *certificate, const char *key, json_t *value)
{
    json_t *root = json_loads(certificate, 0, NULL);
    json_object_set_new(root, key, value);
    char *text = json_dumps(root, 0);
    wane_status_t status = verify(text, strlen(text));
    free(text);
    json_decref(root);
    return status;
}

static char *repeat(const char *head, char c, size_t count, const char *end)
{
    char *text = malloc(strlen(head) + count + strlen(end) + 1);
    strcpy(text, head);
    memset(text + strlen(head), c, count);
    strcpy(text + strlen(head) + count, end);
    return text;
}

Test(hostile, huge_numbers_and_functions)
{
    wane_message_t message = {{.text = ""}};
    char *certificate = certify("h1+h2", "h1", "1/2", "0", message);
    cr_assert_not_null(certificate, "%s", message->text);
    cr_assert_eq(with(certificate, "R_peak", json_pack("[s,s]", "0", "1*2^99999999999999999999")),
                 WANE_REJECTED);
    cr_assert_eq(with(certificate, "R_peak", json_pack("[s,s]", "0", "1*2^20001")), WANE_REJECTED);
    char *digits = repeat("1", '0', 1000000, "1");
    cr_assert_eq(with(certificate, "R_peak", json_pack("[s,s]", "0", digits)), WANE_REJECTED);
    cr_assert_eq(with(certificate, "a0", json_pack("[s,s]", digits, digits)), WANE_REJECTED);
    cr_assert_eq(with(certificate, "student", json_string(digits)), WANE_REJECTED);
    free(digits);
    char *function = repeat("", '(', 9000, "x");
    cr_assert_eq(with(certificate, "teacher", json_string(function)), WANE_REJECTED);
    free(function);
    static const char *const functions[] = {"",
                                            "x^1000000",
                                            "exp(x^2)",
                                            "1/x",
                                            "tanh(",
                                            "x\n",
                                            "exp(exp(x))",
                                            "h99999999999(x)",
                                            "tanh(1000000000*x)",
                                            "sin(1000000000*x)"};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        cr_assert_eq(with(certificate, "teacher", json_string(functions[i])), WANE_REJECTED, "%s",
                     functions[i]);
    json_t *many = json_array();
    for (int i = 0; i < 100000; i++) json_array_append_new(many, json_string("0"));
    cr_assert_eq(with(certificate, "coefficients", json_pack("{s:O,s:o}", "student", many, "teacher", many)),
                 WANE_REJECTED);
    json_t *phases = json_array();
    for (int i = 0; i < 100000; i++) json_array_append_new(phases, json_object());
    cr_assert_eq(with(certificate, "itinerary", phases), WANE_REJECTED);
    flint_free(certificate);
}

/* The certificate with one field of its only rise replaced. */
static wane_status_t with_rise(const char *certificate, const char *key, json_t *value)
{
    json_t *root = json_loads(certificate, 0, NULL), *rises = json_object_get(root, "rises");
    json_object_set_new(json_array_get(rises, 0), key, value);
    wane_status_t status = with(certificate, "rises", json_incref(rises));
    json_decref(root);
    return status;
}

Test(hostile, huge_rises)
{
    wane_message_t message = {{.text = ""}};
    char *certificate = certify_flow("h1+h3", "h1-1/10*h3", "1/1000", "1/2", "0", "1/100", message);
    cr_assert_not_null(certificate, "%s", message->text);
    static const char *const fields[] = {"eps",       "a0",    "R0",     "drop",
                                         "landscape", "rises", "R_peak", "a_final"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        cr_assert_eq(with(certificate, fields[i], json_null()), WANE_REJECTED, "%s", fields[i]);
        cr_assert_eq(with(certificate, fields[i], json_array()), WANE_REJECTED, "%s", fields[i]);
        cr_assert_eq(with(certificate, fields[i], json_object()), WANE_REJECTED, "%s", fields[i]);
        cr_assert_eq(with(certificate, fields[i], json_string("all")), WANE_REJECTED, "%s", fields[i]);
        cr_assert_eq(with(certificate, fields[i], json_pack("[s,s]", "-7", "-6")), WANE_REJECTED, "%s",
                     fields[i]);
    }
    json_t *cells = json_array(), *many = json_array();
    for (int i = 0; i < 100000; i++) json_array_append_new(cells, json_pack("[s,n,n]", "0"));
    cr_assert_eq(with_rise(certificate, "cells", cells), WANE_REJECTED);
    for (int i = 0; i < 100000; i++) json_array_append_new(many, json_object());
    cr_assert_eq(with(certificate, "rises", many), WANE_REJECTED);
    /* one that asks for the deepest cuts everywhere, beside bounds that are far away from any orbit */
    static const char *const strange[] = {"1*2^20000", "1*2^-20000", "-1*2^20000",
                                          "1*2^100",   "1*2^-100",   "0"};
    for (int i = 0; i < 6 * 6 * 6; i++) {
        cells = json_array();
        for (int k = 0; k < 40; k++)
            json_array_append_new(
                cells,
                json_pack("[o,[s,s,s],[s,s,s]]",
                          k == 0 ? json_string("0") : json_sprintf("%d*2^-%d", 2 * k + 1, k % 2 ? 7 : 19999),
                          strange[i % 6], strange[i / 6 % 6], strange[i / 36], strange[i / 36],
                          strange[i % 6], strange[i / 6 % 6]));
        cr_assert_eq(with_rise(certificate, "cells", cells), WANE_REJECTED);
    }
    flint_free(certificate);
}
