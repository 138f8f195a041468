#include "cli/command/finite_eps.h"

#include <stdlib.h>
#include <string.h>

#include "cli/input/certificate_file.h"
#include "cli/print/certified.h"
#include "cli/print/correlation.h"
#include "cli/input/number.h"
#include "cli/input/problem.h"
#include "cli/table/scaling.h"
#include "wane/certificate.h"

int cli_asks_for_finite_eps(const cli_settings_t settings)
{
    fmpq_t eps;
    fmpq_init(eps);
    int limit = cli_given(settings, CLI_EPS) && cli_number_read(eps, cli_text(settings, CLI_EPS)) &&
                fmpq_is_zero(eps);
    fmpq_clear(eps);
    return cli_given(settings, CLI_EPS) && !limit;
}

/* A number, an interval, or "all". */
static wane_status_t get_quantifier(wane_quantifier_t quantifier, const cli_settings_t settings,
                                    cli_key_t key, wane_message_t message)
{
    const char *text = cli_text(settings, key);
    quantifier->all = text != NULL && strcmp(text, "all") == 0;
    if (quantifier->all) return WANE_OK;
    return cli_get_interval(quantifier->value->lo, quantifier->value->hi, settings, key, message);
}

static wane_status_t get_eps(wane_quantifier_t eps, const cli_settings_t settings, wane_message_t message)
{
    wane_status_t status = get_quantifier(eps, settings, CLI_EPS, message);
    if (status == WANE_OK && !eps->all && fmpq_sgn(eps->value->lo) <= 0)
        return cli_expected(settings, CLI_EPS,
                            "a positive number, an interval [lo,hi] of such, all, or 0 for the limit",
                            message);
    return status;
}

static wane_status_t get_drop(fmpq_t drop, const cli_settings_t settings, wane_message_t message)
{
    wane_status_t status = cli_get_rational(drop, settings, CLI_DROP, message);
    if (status == WANE_OK && (fmpq_sgn(drop) <= 0 || fmpq_cmp_si(drop, 1) >= 0))
        return cli_expected(settings, CLI_DROP, "a number between 0 and 1", message);
    return status;
}

static wane_status_t compute(wane_finite_eps_t result, slong *digits, const cli_settings_t settings,
                             wane_message_t message)
{
    cli_pair_t pair;
    wane_quantifier_t eps, a0;
    wane_start_t start;
    fmpq_t drop;
    cli_pair_init(pair);
    wane_quantifier_init(eps);
    wane_quantifier_init(a0);
    wane_start_init(start);
    fmpq_init(drop);
    wane_status_t status = cli_certificate_possible(settings, message);
    if (status == WANE_OK) status = cli_get_pair(pair, settings, message);
    if (status == WANE_OK) status = get_eps(eps, settings, message);
    if (status == WANE_OK) status = get_quantifier(a0, settings, CLI_A0, message);
    if (status == WANE_OK) status = cli_get_start(start, settings, message);
    if (status == WANE_OK) status = get_drop(drop, settings, message);
    *digits = pair->effort.digits;
    if (status == WANE_OK && cli_given(settings, CLI_CERTIFICATE)) {
        char *text;
        status = wane_finite_eps_certify(result, &text, pair->student, pair->teacher, eps, a0, start, drop,
                                         &pair->effort, message);
        if (status == WANE_OK) status = cli_certificate_write(settings, text, message);
    } else if (status == WANE_OK) {
        status = wane_finite_eps_compute(result, pair->student, pair->teacher, eps, a0, start, drop,
                                         &pair->effort, message);
    }
    cli_pair_clear(pair);
    wane_quantifier_clear(eps);
    wane_quantifier_clear(a0);
    wane_start_clear(start);
    fmpq_clear(drop);
    return status;
}

static json_t *text_json(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

/* Peak and limit of R lie on the side to which R went last. */
static cli_side_t side(const wane_finite_eps_t result)
{
    return result->proof.R_sign > 0 ? CLI_FROM_ZERO_TO_ONE : CLI_FROM_MINUS_ONE_TO_ZERO;
}

static json_t *add_result(json_t *answer, const wane_finite_eps_t result, slong digits)
{
    json_t *reasons = json_array();
    for (slong i = 0; i < result->reason_count; i++)
        json_array_append_new(reasons, json_string(result->reasons[i]));
    json_t *own = json_pack(
        "{s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "verdict", wane_outcome_name(result->outcome),
        "proved", result->proved, "regime", "finite-eps", "theorem", text_json(result->theorem), "region",
        text_json(result->region), "entered", text_json(result->entered), "R_peak",
        cli_correlation_json(result->R_peak, side(result), digits), "R_final",
        cli_correlation_json(result->R_final, side(result), digits), "a_final",
        cli_certified_json(result->a_final, NULL, digits), "scaling",
        result->has_scaling ? cli_scaling_json(result->scaling, digits) : json_null(), "reasons", reasons);
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

static void print_value(FILE *out, const char *name, const arb_t value, slong digits)
{
    fprintf(out, "%-18s ", name);
    cli_certified_print(out, value, digits);
    fputc('\n', out);
}

static void print_correlation(FILE *out, const char *name, const arb_t R, cli_side_t side, slong digits)
{
    fprintf(out, "%-18s ", name);
    cli_correlation_print(out, R, side, digits);
    fputc('\n', out);
}

static void print_text(FILE *out, const char *name, const char *text)
{
    fprintf(out, "%-18s %s\n", name, text != NULL ? text : "not determined");
}

static void print_result(FILE *out, const wane_finite_eps_t result, slong digits)
{
    fprintf(out, "%-18s %s, %s\n", "verdict", wane_outcome_name(result->outcome),
            result->proved ? "proved for the flow at the given eps" : "not proved");
    print_text(out, "theorem", result->theorem);
    print_text(out, "region", result->region);
    print_text(out, "entered", result->entered);
    print_correlation(out, "sup R", result->R_peak, side(result), digits);
    print_correlation(out, "R in the end", result->R_final, side(result), digits);
    print_value(out, "a in the end", result->a_final, digits);
    if (result->has_scaling) cli_scaling_print(out, "scaling law", result->scaling, digits);
    if (result->reason_count > 0) fputs("because:\n", out);
    for (slong i = 0; i < result->reason_count; i++) fprintf(out, "  - %s\n", result->reasons[i]);
}

wane_status_t cli_finite_eps_run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                                 cli_format_id_t format, wane_message_t message)
{
    wane_finite_eps_t result;
    slong digits;
    wane_finite_eps_init(result);
    wane_status_t status = compute(result, &digits, settings, message);
    if (status == WANE_OK || status == WANE_UNDECIDED) {
        if (format == CLI_JSON)
            cli_answer_print(out,
                             add_result(cli_answer(command, settings), result, digits + CLI_GUARD_DIGITS));
        else print_result(out, result, digits);
    }
    wane_finite_eps_clear(result);
    return status;
}
