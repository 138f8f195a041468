#include <stdlib.h>

#include "base/decimal.h"
#include "base/number.h"
#include "base/scoped.h"
#include "base/text.h"
#include "cli/table/formats.h"
#include "cli/table/latex.h"
#include "cli/table/table.h"

#define RANGE_DIGITS 10

/* The threshold whose bound is that end of a range, or the end itself. */
static const json_t *threshold_at(const json_t *answer, const json_t *end, int is_lower)
{
    size_t i;
    json_t *threshold;
    json_array_foreach(cli_at(answer, "thresholds"), i, threshold)
    {
        const json_t *b = cli_at(threshold, "b");
        if (json_equal(cli_at(b, is_lower ? "hi" : "lo"), end)) return b;
    }
    return end;
}

static void print_range(FILE *out, const json_t *answer, const json_t *range)
{
    fprintf(out, "  %s from ", cli_string_at(answer, "param"));
    cli_print_real(out, threshold_at(answer, json_array_get(range, 0), 1), RANGE_DIGITS);
    fputs(" to ", out);
    cli_print_real(out, threshold_at(answer, json_array_get(range, 1), 0), RANGE_DIGITS);
}

static void print_thresholds(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *thresholds = cli_at(answer, "thresholds"), *threshold;
    const int is_open = json_array_size(cli_at(answer, "unresolved")) > 0 ||
                        json_array_size(cli_at(answer, "intervals")) == 0;
    fprintf(out, "thresholds (%s):%s\n",
            cli_is_true(answer, "exact") ? "exact, none missing" : "certified, found by cutting the range",
            json_array_size(thresholds) > 0 ? ""
            : is_open                       ? " not determined"
                                            : " none");
    json_array_foreach(thresholds, i, threshold)
    {
        const char *polynomial = cli_string_at(threshold, "exact.minimal_polynomial");
        const char *rational = polynomial != NULL ? cli_string_at(threshold, "b.exact") : NULL;
        fprintf(out, "  %s = ", cli_string_at(answer, "param"));
        if (rational != NULL) fputs(rational, out);
        else cli_real_at(out, threshold, "b", digits);
        fprintf(out, "  %s: %s\n", cli_string_at(threshold, "event"),
                cli_string_at(threshold, "description"));
        if (polynomial != NULL && rational == NULL) fprintf(out, "      a root of %s\n", polynomial);
    }
}

static void print_picture(FILE *out, const json_t *picture)
{
    size_t i;
    json_t *points = cli_at(picture, "points"), *point;
    if (cli_is_true(picture, "neutral")) fputs("every point of the branch is an equilibrium", out);
    else if (json_array_size(points) == 0) fputs("no equilibria, no folds", out);
    json_array_foreach(points, i, point) fprintf(out, "%s%s", i > 0 ? " < " : "", json_string_value(point));
    if (cli_is_true(picture, "small_R.tends_to_zero"))
        fprintf(out, "; R = 0 attracts, Q = %ld", (long)cli_integer_at(picture, "small_R.Q"));
    if (cli_is_true(picture, "near_one.stable_as_point")) fputs("; |R| = 1 attracts", out);
}

static void print_ranges(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *range;
    fputs("between them, by increasing |R|:\n", out);
    json_array_foreach(cli_at(answer, "intervals"), i, range)
    {
        print_range(out, answer, cli_at(range, "b"));
        fputs(": ", out);
        print_picture(out, cli_at(range, "picture"));
        fputc('\n', out);
        if (cli_string_at(range, "verdict") != NULL)
            fprintf(out, "      verdict at %s = %s: %s\n", cli_string_at(answer, "param"),
                    cli_string_at(range, "sample"), cli_string_at(range, "verdict"));
    }
}

static void print_rational(FILE *out, const json_t *value)
{
    SCOPED(fmpq, x);
    if (base_number_read(x, json_string_value(value))) {
        char *lower = base_decimal_rational(x, 2 * RANGE_DIGITS, -1),
             *upper = base_decimal_rational(x, 2 * RANGE_DIGITS, 1);
        char *text = base_decimal_text_of(lower, upper, RANGE_DIGITS);
        fputs(text, out);
        flint_free(text);
        flint_free(lower);
        flint_free(upper);
    }
}

static void print_verdicts(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *range;
    json_array_foreach(cli_at(answer, "verdicts"), i, range)
    {
        if (i == 0) fputs("verdicts, each proved for every value in its closed interval:\n", out);
        fprintf(out, "  %s from ", cli_string_at(answer, "param"));
        print_rational(out, json_array_get(cli_at(range, "b"), 0));
        fputs(" to ", out);
        print_rational(out, json_array_get(cli_at(range, "b"), 1));
        fprintf(out, ": %s\n", cli_string_at(range, "verdict"));
    }
}

static void print_unresolved(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *range;
    json_array_foreach(cli_at(answer, "unresolved"), i, range)
    {
        if (i == 0) fputs("unresolved:\n", out);
        print_range(out, answer, range);
        fputc('\n', out);
    }
}

void cli_bifurcations_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{NULL, "", print_thresholds},
                                         {NULL, "", print_ranges},
                                         {NULL, "", print_verdicts},
                                         {NULL, "", print_unresolved},
                                         {0}};
    cli_table_print(out, fields, 0, answer);
}

/* ---- as tables ---- */

static void put_csv(FILE *out, const char *what, const char *lo, const char *hi, const char *says,
                    const char *polynomial)
{
    fprintf(out, "%s,%s,%s,%s,%s\n", what, lo != NULL ? lo : "", hi != NULL ? hi : "",
            says != NULL ? says : "", polynomial != NULL ? polynomial : "");
}

static void put_csv_range(FILE *out, const char *what, const json_t *range, const char *says)
{
    put_csv(out, what, json_string_value(json_array_get(range, 0)),
            json_string_value(json_array_get(range, 1)), says, NULL);
}

void cli_bifurcations_csv(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *one;
    fputs("what,lo,hi,says,minimal_polynomial\n", out);
    json_array_foreach(cli_at(answer, "thresholds"), i, one)
        put_csv(out, "threshold", cli_string_at(one, "b.lo"), cli_string_at(one, "b.hi"),
                cli_string_at(one, "event"), cli_string_at(one, "exact.minimal_polynomial"));
    json_array_foreach(cli_at(answer, "intervals"), i, one)
        put_csv_range(out, "interval", cli_at(one, "b"), cli_string_at(one, "verdict"));
    json_array_foreach(cli_at(answer, "verdicts"), i, one)
        put_csv_range(out, "verdict", cli_at(one, "b"), cli_string_at(one, "verdict"));
    json_array_foreach(cli_at(answer, "unresolved"), i, one) put_csv_range(out, "unresolved", one, NULL);
}

static char *range_text(const json_t *answer, const json_t *range)
{
    char *from = cli_real_text(threshold_at(answer, json_array_get(range, 0), 1), RANGE_DIGITS),
         *to = cli_real_text(threshold_at(answer, json_array_get(range, 1), 0), RANGE_DIGITS);
    char *text = base_text("%s from %s to %s", cli_string_at(answer, "param"), from, to);
    free(from);
    free(to);
    return text;
}

static char *rational_range_text(const json_t *answer, const json_t *range)
{
    char *ends, *text;
    size_t size;
    FILE *out = open_memstream(&ends, &size);
    if (out == NULL) flint_abort();
    print_rational(out, json_array_get(range, 0));
    fputs(" to ", out);
    print_rational(out, json_array_get(range, 1));
    fclose(out);
    text = base_text("all %s from %s", cli_string_at(answer, "param"), ends);
    free(ends);
    return text;
}

static void put_latex(FILE *out, char *where, const char *says, const char *polynomial)
{
    cli_latex_cell(out, 1, where);
    cli_latex_cell(out, 0, says != NULL ? says : "");
    cli_latex_cell(out, 0, polynomial != NULL ? polynomial : "");
    cli_latex_row_end(out);
    flint_free(where);
}

/* Thresholds; then ranges between them with the verdict at a sample, or on all of a closed interval. */
void cli_bifurcations_latex(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *one;
    const char *param = cli_string_at(answer, "param");
    const char *heads[] = {param, "what happens", "root of"};
    cli_latex_begin(out, "lll", heads);
    json_array_foreach(cli_at(answer, "thresholds"), i, one)
    {
        char *value = cli_real_text(cli_at(one, "b"), cli_digits(answer));
        put_latex(out, base_text("%s %s %s", param, *value == '[' ? "in" : "=", value),
                  cli_string_at(one, "event"), cli_string_at(one, "exact.minimal_polynomial"));
        free(value);
    }
    json_array_foreach(cli_at(answer, "intervals"), i, one)
    {
        const char *verdict = cli_string_at(one, "verdict");
        char *says =
            verdict == NULL ? NULL : base_text("%s at %s = %s", verdict, param, cli_string_at(one, "sample"));
        if (i == 0) cli_latex_rule(out);
        if (verdict != NULL) put_latex(out, range_text(answer, cli_at(one, "b")), says, NULL);
        flint_free(says);
    }
    json_array_foreach(cli_at(answer, "verdicts"), i, one)
    {
        if (i == 0) cli_latex_rule(out);
        put_latex(out, rational_range_text(answer, cli_at(one, "b")), cli_string_at(one, "verdict"), NULL);
    }
    json_array_foreach(cli_at(answer, "unresolved"), i, one)
        put_latex(out, range_text(answer, one), "unresolved", NULL);
    cli_latex_end(out);
}
