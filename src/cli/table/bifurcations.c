#include "base/number.h"
#include "base/decimal.h"
#include "base/scoped.h"
#include "cli/table/formats.h"
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
