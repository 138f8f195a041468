#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

/* The heading of the coefficients in a basis. */
static const struct {
    const char *basis, *text, *latex;
} headings[] = {{"orthonormal", "c_k", "c_k"},
                {"monic", "c_k/sqrt(k!)", "c_k/\\sqrt{k!}"},
                {"physicist", "c_k/sqrt(2^k k!)", "c_k/\\sqrt{2^k\\,k!}"},
                {"derivative", "E f^(k)", "\\mathrm{E} f^{(k)}"}};

static int basis_of(const json_t *answer)
{
    int i = 0;
    while (strcmp(headings[i].basis, cli_string_at(answer, "basis")) != 0) i++;
    return i;
}

/* Of a polynomial every coefficient is exact; an exact value among others is a number with few digits. */
static int is_polynomial(const json_t *rows)
{
    for (size_t k = 0; k < json_array_size(rows); k++)
        if (cli_at(json_array_get(rows, k), "exact") == NULL) return 0;
    return 1;
}

/* "name" or, where a comma or a quote stands in it, between quotes. */
static void print_csv_text(FILE *out, const char *text)
{
    const int quoted = strpbrk(text, ",\"") != NULL;
    if (quoted) fputc('"', out);
    for (; *text != 0; text++) fprintf(out, *text == '"' ? "\"\"" : "%c", *text);
    if (quoted) fputc('"', out);
}

static void print_csv_rows(FILE *out, const json_t *answer, const char *function)
{
    static const char *const columns[] = {"lo", "hi", "exact"};
    size_t k;
    json_t *row;
    json_array_foreach(cli_at(answer, "coefficients"), k, row)
    {
        if (function != NULL) {
            print_csv_text(out, function);
            fputc(',', out);
        }
        fprintf(out, "%zu", k);
        for (int i = 0; i < 3; i++) {
            const char *text = cli_string_at(row, columns[i]);
            fprintf(out, ",%s", text != NULL ? text : "");
        }
        fputc('\n', out);
    }
}

void cli_coeffs_csv(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *functions = cli_at(answer, "functions"), *one;
    fputs(functions != NULL ? "function,k,lo,hi,exact\n" : "k,lo,hi,exact\n", out);
    if (functions == NULL) print_csv_rows(out, answer, NULL);
    json_array_foreach(functions, i, one) print_csv_rows(out, one, cli_string_at(one, "function"));
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

static void print_latex_value(FILE *out, const json_t *row, int polynomial, slong digits)
{
    if (polynomial) {
        print_latex_exact(out, cli_string_at(row, "exact"));
    } else if (cli_at(row, "lo") == NULL) {
        fputs("\\mbox{not determined}", out);
    } else {
        char *text = cli_real_text(row, digits);
        print_latex(out, text);
        free(text);
    }
}

/* What is special to LaTeX in an expression. */
static void print_latex_name(FILE *out, const char *text)
{
    for (; *text != 0; text++) {
        if (strchr("_%&#$", *text) != NULL) fputc('\\', out);
        if (*text == '^') fputs("\\textasciicircum{}", out);
        else fputc(*text, out);
    }
}

/* One column of coefficients for each function. */
void cli_coeffs_latex(FILE *out, const json_t *answer)
{
    json_t *functions = cli_at(answer, "functions"),
           *tables = functions != NULL ? json_incref(functions) : json_pack("[O]", answer);
    const size_t count = json_array_size(tables),
                 length = json_array_size(cli_at(json_array_get(tables, 0), "coefficients"));
    const char *heading = headings[basis_of(json_array_get(tables, 0))].latex;
    fputs("% needs \\usepackage{booktabs}\n\\begin{tabular}{r", out);
    for (size_t i = 0; i < count; i++) fputc('l', out);
    fputs("}\n  \\toprule\n  $k$", out);
    for (size_t i = 0; i < count && functions != NULL; i++) {
        fputs(" & ", out);
        print_latex_name(out, cli_string_at(json_array_get(tables, i), "function"));
    }
    if (functions == NULL) fprintf(out, " & $%s$", heading);
    fputs(" \\\\\n  \\midrule\n", out);
    for (size_t k = 0; k < length; k++) {
        fprintf(out, "  $%zu$", k);
        for (size_t i = 0; i < count; i++) {
            const json_t *rows = cli_at(json_array_get(tables, i), "coefficients");
            fputs(" & $", out);
            print_latex_value(out, json_array_get(rows, k), is_polynomial(rows), cli_digits(answer));
            fputc('$', out);
        }
        fputs(" \\\\\n", out);
    }
    fputs("  \\bottomrule\n\\end{tabular}\n", out);
    json_decref(tables);
}

static void print_index(FILE *out, const json_t *index, slong digits)
{
    if (json_is_integer(index)) fprintf(out, "%ld", (long)json_integer_value(index));
    else cli_print_text(out, index, digits);
}

static void print_rows(FILE *out, const json_t *answer, slong digits)
{
    size_t k;
    json_t *rows = cli_at(answer, "coefficients"), *row;
    const int polynomial = is_polynomial(rows);
    fprintf(out, "\n%6s  %s\n", "k", headings[basis_of(answer)].text);
    json_array_foreach(rows, k, row)
    {
        fprintf(out, "%6zu  ", k);
        cli_print_real(out, row, digits);
        if (polynomial && strpbrk(cli_string_at(row, "exact"), "/*") != NULL)
            fprintf(out, "  = %s", cli_string_at(row, "exact"));
        fputc('\n', out);
    }
}

/* ---- several functions side by side ---- */

static void print_side_by_side(FILE *out, const json_t *tables, slong digits)
{
    static const cli_field_t fields[] = {{"function", "function", cli_print_text},
                                         {"parity", "parity", cli_print_text},
                                         {"information exponent", "information_exponent", print_index},
                                         {"E f^2", "norm2", cli_print_real},
                                         {"E f'^2", "dnorm2", cli_print_real}};
    const size_t heads = sizeof fields / sizeof *fields, count = json_array_size(tables),
                 rows = heads + json_array_size(cli_at(json_array_get(tables, 0), "coefficients"));
    char **text = malloc(count * rows * sizeof *text);
    if (text == NULL) flint_abort();
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; row < rows; row++) {
            const json_t *table = json_array_get(tables, i);
            const json_t *value = row < heads ? cli_at(table, fields[row].path)
                                              : json_array_get(cli_at(table, "coefficients"), row - heads);
            text[i * rows + row] =
                cli_text_of(row < heads ? fields[row].print : cli_print_real, value, digits);
        }
    for (size_t row = 0; row < rows; row++) {
        if (row < heads) fprintf(out, "%-21s", fields[row].label);
        else fprintf(out, "k = %-17zu", row - heads);
        for (size_t i = 0; i < count; i++) {
            int width = 0;
            for (size_t other = 0; other < rows; other++)
                width = FLINT_MAX(width, base_text_characters(text[i * rows + other]));
            fprintf(out, " %s%*s", text[i * rows + row],
                    i + 1 < count ? width - base_text_characters(text[i * rows + row]) + 1 : 0, "");
        }
        fputc('\n', out);
    }
    for (size_t i = 0; i < count * rows; i++) free(text[i]);
    free(text);
}

void cli_coeffs_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{"function", "function", cli_print_text},
                                         {"parity", "parity", cli_print_text},
                                         {"information exponent", "information_exponent", print_index},
                                         {"E f^2", "norm2", cli_print_real},
                                         {"E f'^2", "dnorm2", cli_print_real},
                                         {NULL, "", print_rows},
                                         {0}};
    const json_t *functions = cli_at(answer, "functions");
    if (functions != NULL) print_side_by_side(out, functions, cli_digits(answer));
    else cli_table_print(out, fields, 21, answer);
}
