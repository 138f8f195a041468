#include <stdlib.h>
#include <string.h>

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

void cli_coeffs_csv(FILE *out, const json_t *answer)
{
    static const char *const columns[] = {"lo", "hi", "exact"};
    size_t k;
    json_t *row;
    fputs("k,lo,hi,exact\n", out);
    json_array_foreach(cli_at(answer, "coefficients"), k, row)
    {
        fprintf(out, "%zu", k);
        for (int i = 0; i < 3; i++) {
            const char *text = cli_string_at(row, columns[i]);
            fprintf(out, ",%s", text != NULL ? text : "");
        }
        fputc('\n', out);
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

static void print_latex_value(FILE *out, const json_t *row, int polynomial, slong digits)
{
    char *text = NULL;
    size_t length;
    if (polynomial) {
        print_latex_exact(out, cli_string_at(row, "exact"));
    } else if (cli_at(row, "lo") == NULL) {
        fputs("\\mbox{not determined}", out);
    } else {
        FILE *real = open_memstream(&text, &length);
        if (real == NULL) flint_abort();
        cli_print_real(real, row, digits);
        fclose(real);
        print_latex(out, text);
        free(text);
    }
}

void cli_coeffs_latex(FILE *out, const json_t *answer)
{
    size_t k;
    json_t *rows = cli_at(answer, "coefficients"), *row;
    const int polynomial = is_polynomial(rows);
    fputs("% needs \\usepackage{booktabs}\n\\begin{tabular}{rl}\n  \\toprule\n", out);
    fprintf(out, "  $k$ & $%s$ \\\\\n  \\midrule\n", headings[basis_of(answer)].latex);
    json_array_foreach(rows, k, row)
    {
        fprintf(out, "  $%zu$ & $", k);
        print_latex_value(out, row, polynomial, cli_digits(answer));
        fputs("$ \\\\\n", out);
    }
    fputs("  \\bottomrule\n\\end{tabular}\n", out);
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

void cli_coeffs_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{"function", "function", cli_print_text},
                                         {"parity", "parity", cli_print_text},
                                         {"information exponent", "information_exponent", print_index},
                                         {"E f^2", "norm2", cli_print_real},
                                         {"E f'^2", "dnorm2", cli_print_real},
                                         {NULL, "", print_rows},
                                         {0}};
    cli_table_print(out, fields, 21, answer);
}
