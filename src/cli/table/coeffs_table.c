#include <stdlib.h>
#include <string.h>

#include "cli/print/certified.h"
#include "cli/table/coeffs_table.h"
#include "base/decimal.h"
#include "cli/print/memory.h"
#include "cli/table/scaling.h"

static const char *const parity_names[] = {[WANE_PARITY_NONE] = "none",
                                           [WANE_PARITY_EVEN] = "even",
                                           [WANE_PARITY_ODD] = "odd",
                                           [WANE_PARITY_ZERO] = "even"};
static const char *const basis_names[] = {"orthonormal", "monic", "physicist", "derivative"};
static const char *const column_names[] = {"c_k", "c_k/sqrt(k!)", "c_k/sqrt(2^k k!)", "E f^(k)"};
static const char *const latex_names[] = {"c_k", "c_k/\\sqrt{k!}", "c_k/\\sqrt{2^k\\,k!}",
                                          "\\mathrm{E} f^{(k)}"};

void cli_coeffs_table_init(cli_coeffs_table_t table, slong length, cli_basis_t basis, slong digits)
{
    table->length = length;
    table->basis = basis;
    table->digits = digits;
    table->value = _arb_vec_init(length);
    table->exact = cli_realloc(NULL, (size_t)length * sizeof *table->exact);
    memset(table->exact, 0, (size_t)length * sizeof *table->exact);
}

void cli_coeffs_table_clear(cli_coeffs_table_t table)
{
    if (table->length == 0) return;
    for (slong k = 0; k < table->length; k++) flint_free(table->exact[k]);
    free(table->exact);
    _arb_vec_clear(table->value, table->length);
}

json_t *cli_coeffs_json(json_t *answer, const cli_coeffs_table_t table, const wane_coefficients_t known,
                        const char *typed)
{
    slong digits = table->digits + CLI_GUARD_DIGITS, exponent = known->information_exponent;
    json_t *rows = json_array();
    for (slong k = 0; k < table->length; k++) {
        json_t *row = json_pack("{s:I}", "k", (json_int_t)k),
               *value = cli_certified_json(table->value + k, table->exact[k], digits);
        if (json_is_object(value)) json_object_update(row, value);
        json_decref(value);
        json_array_append_new(rows, row);
    }
    json_t *own =
        json_pack("{s:s,s:s,s:s,s:o,s:o,s:o,s:o}", "function", typed, "basis", basis_names[table->basis],
                  "parity", parity_names[known->parity], "information_exponent", cli_index_json(exponent),
                  "norm2", cli_certified_json(known->norm2, NULL, digits), "dnorm2",
                  cli_certified_json(known->dnorm2, NULL, digits), "coefficients", rows);
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

void cli_coeffs_csv(FILE *out, const cli_coeffs_table_t table)
{
    fputs("k,lo,hi,exact\n", out);
    for (slong k = 0; k < table->length; k++) {
        char *lower, *upper, *dyadic = cli_certified_exact(table->value + k);
        const char *exact = table->exact[k] != NULL ? table->exact[k] : dyadic != NULL ? dyadic : "";
        if (arb_is_finite(table->value + k)) {
            base_decimal_bounds(&lower, &upper, table->value + k, table->digits + CLI_GUARD_DIGITS);
            fprintf(out, "%ld,%s,%s,%s\n", (long)k, lower, upper, exact);
            flint_free(lower);
            flint_free(upper);
        } else {
            fprintf(out, "%ld,,,\n", (long)k);
        }
        flint_free(dyadic);
    }
}

/* "1/6*sqrt(6)" as 1/6\,\sqrt{6}. */
static void print_latex_exact(FILE *out, const char *text)
{
    int in_root = 0;
    for (; *text != 0; text++) {
        if (strncmp(text, "sqrt(", 5) == 0) {
            fputs("\\sqrt{", out);
            text += 4;
            in_root = 1;
        } else if (*text == ')' && in_root) {
            fputc('}', out);
            in_root = 0;
        } else if (*text == '*') {
            fputs("\\,", out);
        } else {
            fputc(*text, out);
        }
    }
}

/* "0.25…e-7" as 0.25\ldots\cdot 10^{-7}; the same for both ends of "[lo, hi]". */
static void print_latex(FILE *out, const char *text)
{
    static const char dots[] = "…";
    int in_exponent = 0;
    for (; *text != 0; text++) {
        if (in_exponent && (*text == ',' || *text == ']')) {
            fputc('}', out);
            in_exponent = 0;
        }
        if (strncmp(text, dots, strlen(dots)) == 0) {
            fputs("\\ldots{}", out);
            text += strlen(dots) - 1;
        } else if (*text == 'e') {
            fputs(" \\cdot 10^{", out);
            in_exponent = 1;
        } else {
            fputc(*text, out);
        }
    }
    if (in_exponent) fputc('}', out);
}

static void print_latex_value(FILE *out, const cli_coeffs_table_t table, slong k)
{
    if (table->exact[k] != NULL) {
        print_latex_exact(out, table->exact[k]);
    } else if (!arb_is_finite(table->value + k)) {
        fputs("\\mbox{not determined}", out);
    } else {
        char *text = base_decimal_text(table->value + k, table->digits);
        print_latex(out, text);
        flint_free(text);
    }
}

void cli_coeffs_latex(FILE *out, const cli_coeffs_table_t table, const wane_coefficients_t known)
{
    fputs("% needs \\usepackage{booktabs}\n\\begin{tabular}{rl}\n  \\toprule\n", out);
    fprintf(out, "  $k$ & $%s$ \\\\\n  \\midrule\n", latex_names[table->basis]);
    for (slong k = 0; k < table->length; k++) {
        fprintf(out, "  $%ld$ & $", (long)k);
        print_latex_value(out, table, k);
        fputs("$ \\\\\n", out);
    }
    fputs("  \\bottomrule\n\\end{tabular}\n", out);
}

static void print_named(FILE *out, const char *name, const arb_t value, slong digits)
{
    fprintf(out, "%-21s ", name);
    cli_certified_print(out, value, digits);
    fputc('\n', out);
}

void cli_coeffs_text(FILE *out, const cli_coeffs_table_t table, const wane_coefficients_t known,
                     const char *typed)
{
    fprintf(out, "%-21s %s\n%-21s %s\n", "function", typed, "parity", parity_names[known->parity]);
    if (known->information_exponent >= 0)
        fprintf(out, "%-21s %ld\n", "information exponent", (long)known->information_exponent);
    else
        fprintf(out, "%-21s %s\n", "information exponent",
                known->information_exponent == WANE_NONE ? "none" : "not determined");
    print_named(out, "E f^2", known->norm2, table->digits);
    print_named(out, "E f'^2", known->dnorm2, table->digits);
    fprintf(out, "\n%6s  %s\n", "k", column_names[table->basis]);
    for (slong k = 0; k < table->length; k++) {
        fprintf(out, "%6ld  ", (long)k);
        cli_certified_print(out, table->value + k, table->digits);
        if (table->exact[k] != NULL && strpbrk(table->exact[k], "/*") != NULL)
            fprintf(out, "  = %s", table->exact[k]);
        fputc('\n', out);
    }
}
