#include "cli/table/claims_format.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "cli/print/certified.h"

/* ---- JSON ---- */

static json_t *number_json(const wane_claim_number_t *number, slong digits)
{
    if (number->is_lower_bound) return cli_at_least_json(number->ball, digits);
    if (number->is_certified) return cli_certified_json(number->ball, NULL, digits);
    return isfinite(number->value) ? json_real(number->value) : json_null();
}

/* A certificate is worth a file only if what it says is proved. */
static const char *certificate_name(const wane_claim_evidence_t *evidence)
{
    return evidence->status == WANE_CLAIM_PROVED ? evidence->certificate_name : NULL;
}

static json_t *evidence_json(const wane_claim_evidence_t *evidence, slong digits)
{
    json_t *numbers = json_object();
    for (slong i = 0; i < evidence->number_count; i++)
        json_object_set_new(numbers, evidence->numbers[i].name, number_json(evidence->numbers + i, digits));
    json_t *object = json_pack("{s:s,s:b,s:s,s:o}", "status", wane_claim_status_name(evidence->status),
                               "supports", evidence->supports, "text", evidence->text, "numbers", numbers);
    if (certificate_name(evidence) != NULL)
        json_object_set_new(object, "certificate", json_string(certificate_name(evidence)));
    return object;
}

static json_t *claim_json(const wane_claim_t *claim, slong digits)
{
    json_t *evidence = json_array();
    for (slong i = 0; i < claim->evidence_count; i++)
        json_array_append_new(evidence, evidence_json(claim->evidence + i, digits));
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o}", "id", claim->id, "title", claim->title, "status",
                     wane_claim_status_name(claim->status), "statement", claim->statement, "symbols",
                     claim->symbols, "source", claim->source, "comparison", claim->comparison, "evidence",
                     evidence);
}

json_t *cli_claims_json(json_t *answer, const wane_claims_t claims, slong digits)
{
    json_t *list = json_array();
    for (int i = 0; i < WANE_CLAIM_COUNT; i++)
        json_array_append_new(list, claim_json(claims->claim + i, digits));
    json_object_set_new(answer, "scope", json_string(wane_claims_scope()));
    json_object_set_new(answer, "claims", list);
    return answer;
}

/* ---- text ---- */

#define LINE 104

/* The text in lines of at most LINE characters, the first after `label`, all others indented as far. */
static void print_wrapped(FILE *out, const char *label, const char *text)
{
    size_t indent = strlen(label), column = indent;
    fputs(label, out);
    while (*text != 0) {
        size_t word = strcspn(text, " ");
        if (column > indent && column + 1 + word > LINE) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, word, out);
        column += word;
        text += word;
        while (*text == ' ') text++;
    }
    fputc('\n', out);
}

static void print_lower_end(FILE *out, const arb_t bound, slong digits)
{
    arf_t lower;
    arf_init(lower);
    arb_get_lbound_arf(lower, bound, 4 * digits + 64);
    char *text = arb_is_finite(bound) ? base_decimal(lower, digits, -1) : base_decimal_text(bound, digits);
    fputs(text, out);
    flint_free(text);
    arf_clear(lower);
}

static void print_number(FILE *out, const wane_claim_number_t *number, slong digits)
{
    fprintf(out, "        %s %s ", number->name, number->is_lower_bound ? ">=" : "=");
    if (number->is_lower_bound) print_lower_end(out, number->ball, digits);
    else if (number->is_certified) cli_certified_print(out, number->ball, digits);
    else fprintf(out, "%.4g", number->value);
    fputc('\n', out);
}

static void print_evidence(FILE *out, const wane_claim_evidence_t *evidence, slong digits)
{
    char label[40];
    snprintf(label, sizeof label, "  %c %s: ", evidence->supports ? '-' : '+',
             wane_claim_status_name(evidence->status));
    print_wrapped(out, label, evidence->text);
    for (slong i = 0; i < evidence->number_count; i++) print_number(out, evidence->numbers + i, digits);
    if (certificate_name(evidence) != NULL)
        fprintf(out, "        certificate: %s\n", certificate_name(evidence));
}

static void print_claim(FILE *out, const wane_claim_t *claim, slong digits)
{
    fprintf(out, "\n%s  %s: %s\n", claim->id, claim->title, wane_claim_status_name(claim->status));
    print_wrapped(out, "  claim       ", claim->statement);
    print_wrapped(out, "  in symbols  ", claim->symbols);
    print_wrapped(out, "  derived in  ", claim->source);
    print_wrapped(out, "  the paper   ", claim->comparison);
    fputs("  evidence (- the claim rests on it, + a further check):\n", out);
    for (slong i = 0; i < claim->evidence_count; i++) print_evidence(out, claim->evidence + i, digits);
}

void cli_claims_text(FILE *out, const wane_claims_t claims, slong digits)
{
    print_wrapped(out, "", wane_claims_scope());
    fputc('\n', out);
    for (int i = 0; i < WANE_CLAIM_COUNT; i++)
        fprintf(out, "%s  %-10s %s\n", claims->claim[i].id, wane_claim_status_name(claims->claim[i].status),
                claims->claim[i].title);
    for (int i = 0; i < WANE_CLAIM_COUNT; i++) print_claim(out, claims->claim + i, digits);
}
