#include "cli/table/formats.h"
#include "cli/table/table.h"

static void print_intervals(FILE *out, const json_t *intervals, slong digits)
{
    size_t i;
    json_t *interval;
    if (!json_is_array(intervals)) fputs("a0 > 0: not determined\n", out);
    json_array_foreach(intervals, i, interval)
    {
        cli_print_real(out, json_array_get(cli_at(interval, "a0"), 0), digits);
        fputs(" < a0 < ", out);
        cli_print_real(out, json_array_get(cli_at(interval, "a0"), 1), digits);
        fprintf(out, ": %s", cli_string_at(interval, "verdict"));
        if (cli_at(interval, "reason") != NULL) {
            fputs(": ", out);
            cli_print_text(out, cli_at(interval, "reason"), digits);
        }
        fputc('\n', out);
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
    static const cli_field_t fields[] = {
        {NULL, "intervals", print_intervals}, {NULL, "ties", print_ties}, {0}};
    cli_table_print(out, fields, 0, answer);
}
