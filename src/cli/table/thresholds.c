#include <string.h>

#include "cli/table/formats.h"
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

/* In the order of their values. */
static void print_all(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *intervals = cli_at(answer, "intervals"), *points = cli_at(answer, "points"), *interval;
    const char *name = cli_string_at(answer, "over");
    if (!json_is_array(intervals)) fprintf(out, "%s > 0: not determined\n", name);
    json_array_foreach(intervals, i, interval)
    {
        for (size_t end = 0; end < 2; end++) {
            const json_t *point = point_at(points, json_array_get(cli_at(interval, name), end));
            if (point != NULL && (end == 0 || i + 1 == json_array_size(intervals))) {
                fprintf(out, "%s = ", name);
                cli_print_real(out, cli_at(point, "value"), digits);
                fprintf(out, ": %s\n", cli_string_at(point, "verdict"));
            }
            if (end == 0) print_interval(out, interval, name, digits);
        }
    }
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
