#include "cli/table/formats.h"

#include "answer/problem/decimal.h"
#include "base/scoped.h"
#include "cli/table/table.h"

static const char *const kernels[] = {"P", "S", "K"};
static const char marks[] = "'''";

/* R as a decimal or fraction where it is one number. */
static void print_R(FILE *out, const json_t *R, slong digits)
{
    const char *exact = cli_string_at(R, "exact");
    SCOPED(fmpq, value);
    if (exact == NULL || fmpq_set_str(value, exact, 10) != 0) {
        cli_print_real(out, R, digits);
    } else if (!answer_is_decimal(value)) {
        fputs(exact, out);
    } else {
        const int negative = fmpq_sgn(value) < 0;
        fmpq_abs(value, value);
        char *text = answer_exact_decimal(value);
        fprintf(out, "%s%s", negative ? "-" : "", text);
        flint_free(text);
    }
}

/* Up to an infinite derivative: behind it there is none. */
static void print_derivatives(FILE *out, const char *name, const json_t *values, slong digits)
{
    size_t j;
    json_t *value;
    json_array_foreach(values, j, value)
    {
        fprintf(out, "  %s%-3.*s  ", name, (int)j, marks);
        cli_print_real(out, value, digits);
        fputc('\n', out);
        if (json_is_string(value)) return;
    }
}

void cli_kernel_text(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *point;
    const slong digits = cli_digits(answer);
    json_array_foreach(cli_at(answer, "at"), i, point)
    {
        fputs(i > 0 ? "\nR = " : "R = ", out);
        print_R(out, cli_at(point, "R"), digits);
        fputc('\n', out);
        for (int k = 0; k < 3; k++) print_derivatives(out, kernels[k], cli_at(point, kernels[k]), digits);
    }
}

void cli_kernel_csv(FILE *out, const json_t *answer)
{
    size_t i, j;
    json_t *point, *value;
    fputs("R_lo,R_hi", out);
    for (int k = 0; k < 3; k++)
        for (int order = 0; order < 4; order++)
            fprintf(out, ",%s%.*s_lo,%s%.*s_hi", kernels[k], order, marks, kernels[k], order, marks);
    fputc('\n', out);
    json_array_foreach(cli_at(answer, "at"), i, point)
    {
        cli_print_bounds(out, cli_at(point, "R"));
        for (int k = 0; k < 3; k++) json_array_foreach(cli_at(point, kernels[k]), j, value)
            {
                fputc(',', out);
                cli_print_bounds(out, value);
            }
        fputc('\n', out);
    }
}
