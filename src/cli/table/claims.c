#include <string.h>

#include "base/decimal.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

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

static void print_number(FILE *out, const char *name, const json_t *number, slong digits)
{
    const char *at_least = cli_string_at(number, "at_least");
    fprintf(out, "        %s %s ", name, at_least != NULL ? ">=" : "=");
    if (at_least != NULL) {
        char *lower = base_decimal_round(at_least, digits, -1);
        fputs(lower, out);
        flint_free(lower);
    } else if (json_is_real(number)) {
        fprintf(out, "%.4g", json_real_value(number));
    } else {
        cli_print_real(out, number, digits);
    }
    fputc('\n', out);
}

static void print_evidence(FILE *out, const json_t *evidence, slong digits)
{
    char label[40];
    const char *name;
    json_t *number;
    snprintf(label, sizeof label, "  %c %s: ", cli_is_true(evidence, "supports") ? '-' : '+',
             cli_string_at(evidence, "status"));
    print_wrapped(out, label, cli_string_at(evidence, "text"));
    json_object_foreach(cli_at(evidence, "numbers"), name, number) print_number(out, name, number, digits);
    if (cli_at(evidence, "certificate") != NULL)
        fprintf(out, "        certificate: %s\n", cli_string_at(evidence, "certificate"));
}

static void print_claim(FILE *out, const json_t *claim, slong digits)
{
    size_t i;
    json_t *evidence;
    fprintf(out, "\n%s  %s: %s\n", cli_string_at(claim, "id"), cli_string_at(claim, "title"),
            cli_string_at(claim, "status"));
    print_wrapped(out, "  claim       ", cli_string_at(claim, "statement"));
    print_wrapped(out, "  in symbols  ", cli_string_at(claim, "symbols"));
    print_wrapped(out, "  derived in  ", cli_string_at(claim, "source"));
    print_wrapped(out, "  the paper   ", cli_string_at(claim, "comparison"));
    fputs("  evidence (- the claim rests on it, + a further check):\n", out);
    json_array_foreach(cli_at(claim, "evidence"), i, evidence) print_evidence(out, evidence, digits);
}

void cli_claims_text(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *claims = cli_at(answer, "claims"), *claim;
    print_wrapped(out, "", cli_string_at(answer, "scope"));
    fputc('\n', out);
    json_array_foreach(claims, i, claim)
        fprintf(out, "%s  %-10s %s\n", cli_string_at(claim, "id"), cli_string_at(claim, "status"),
                cli_string_at(claim, "title"));
    json_array_foreach(claims, i, claim) print_claim(out, claim, cli_digits(answer));
}
