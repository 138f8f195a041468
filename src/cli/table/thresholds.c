#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "base/text.h"
#include "cli/table/formats.h"
#include "cli/table/latex.h"
#include "cli/table/table.h"

static void print_interval(FILE *out, const json_t *interval, const char *name, slong digits)
{
    cli_print_real(out, json_array_get(cli_at(interval, name), 0), digits);
    fprintf(out, " < %s < ", name);
    cli_print_real(out, json_array_get(cli_at(interval, name), 1), digits);
    fprintf(out, ": %s", cli_string_at(interval, "verdict"));
    if (cli_at(interval, "reason") != NULL) {
        fputs(": ", out);
        cli_print_text(out, cli_at(interval, "reason"), digits);
    }
    fputc('\n', out);
}

/* The point that an interval begins with, or the range ends with. */
static const json_t *point_at(const json_t *points, const json_t *end)
{
    size_t i;
    json_t *point;
    json_array_foreach(points, i, point) if (json_equal(cli_at(point, "value"), end)) return point;
    return NULL;
}

/* Points and intervals in the order of their values. */
static void for_each_part(FILE *out, const json_t *answer, slong digits,
                          void (*put_point)(FILE *, const json_t *, const char *, slong),
                          void (*put_interval)(FILE *, const json_t *, const char *, slong))
{
    size_t i;
    json_t *intervals = cli_at(answer, "intervals"), *points = cli_at(answer, "points"), *interval;
    const char *name = cli_string_at(answer, "over");
    json_array_foreach(intervals, i, interval)
    {
        for (size_t end = 0; end < 2; end++) {
            const json_t *point = point_at(points, json_array_get(cli_at(interval, name), end));
            if (point != NULL && (end == 0 || i + 1 == json_array_size(intervals)))
                put_point(out, point, name, digits);
            if (end == 0) put_interval(out, interval, name, digits);
        }
    }
}

static void print_point(FILE *out, const json_t *point, const char *name, slong digits)
{
    fprintf(out, "%s = ", name);
    cli_print_real(out, cli_at(point, "value"), digits);
    fprintf(out, ": %s\n", cli_string_at(point, "verdict"));
}

static void print_all(FILE *out, const json_t *answer, slong digits)
{
    if (!json_is_array(cli_at(answer, "intervals")))
        fprintf(out, "%s > 0: not determined\n", cli_string_at(answer, "over"));
    for_each_part(out, answer, digits, print_point, print_interval);
}

static void print_ties(FILE *out, const json_t *ties, slong digits)
{
    size_t i;
    json_t *tie;
    json_array_foreach(ties, i, tie)
    {
        fputs(i == 0 ? "the verdict is the same on both sides of the tie a0 = " : "and of a0 = ", out);
        cli_print_real(out, tie, digits);
        fputc('\n', out);
    }
}

void cli_thresholds_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{NULL, "", print_all}, {NULL, "ties", print_ties}, {0}};
    cli_table_print(out, fields, 0, answer);
}

/* A bound of an end; of an infinite one, that. */
static void print_bound(FILE *out, const json_t *end, const char *which)
{
    const char *bound = json_is_string(end) ? json_string_value(end) : cli_string_at(end, which);
    fprintf(out, "%s,", bound != NULL ? bound : "");
}

static void print_row(FILE *out, const json_t *from, const json_t *to, const json_t *piece)
{
    print_bound(out, from, "lo");
    print_bound(out, from, "hi");
    print_bound(out, to, "lo");
    print_bound(out, to, "hi");
    fprintf(out, "%s\n", cli_string_at(piece, "verdict"));
}

void cli_thresholds_csv(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *piece;
    const char *name = cli_string_at(answer, "over");
    fputs("from_lo,from_hi,to_lo,to_hi,verdict\n", out);
    json_array_foreach(cli_at(answer, "intervals"), i, piece)
    {
        const json_t *ends = cli_at(piece, name);
        print_row(out, json_array_get(ends, 0), json_array_get(ends, 1), piece);
    }
    json_array_foreach(cli_at(answer, "points"), i, piece)
        print_row(out, cli_at(piece, "value"), cli_at(piece, "value"), piece);
}

static void put_latex_row(FILE *out, const char *formula, const json_t *part)
{
    cli_latex_cell(out, 1, formula);
    cli_latex_cell(out, 0, cli_string_at(part, "verdict"));
    cli_latex_row_end(out);
}

static void put_latex_point(FILE *out, const json_t *point, const char *name, slong digits)
{
    char *value = cli_real_text(cli_at(point, "value"), digits), *formula = base_text("%s = %s", name, value);
    put_latex_row(out, formula, point);
    free(value);
    flint_free(formula);
}

static void put_latex_interval(FILE *out, const json_t *interval, const char *name, slong digits)
{
    char *from = cli_real_text(json_array_get(cli_at(interval, name), 0), digits),
         *to = cli_real_text(json_array_get(cli_at(interval, name), 1), digits);
    char *formula = strcmp(to, "infinity") == 0 ? base_text("%s > %s", name, from)
                                                : base_text("%s < %s < %s", from, name, to);
    put_latex_row(out, formula, interval);
    free(from);
    free(to);
    flint_free(formula);
}

void cli_thresholds_latex(FILE *out, const json_t *answer)
{
    const char *heads[] = {cli_string_at(answer, "over"), "verdict"};
    cli_latex_begin(out, "ll", heads);
    if (!json_is_array(cli_at(answer, "intervals"))) {
        cli_latex_cell(out, 1, "");
        cli_latex_cell(out, 0, "not determined");
        cli_latex_row_end(out);
    }
    for_each_part(out, answer, cli_digits(answer), put_latex_point, put_latex_interval);
    cli_latex_end(out);
}
