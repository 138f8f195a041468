#include <string.h>

#include "base/decimal.h"
#include "cli/print/style.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

#define LABEL 18

static void print_outcome(FILE *out, const json_t *answer, slong digits)
{
    const char *eps = cli_string_at(answer, "problem.eps");
    const int is_proved = cli_is_true(answer, "proved");
    cli_print_styled(out, is_proved ? CLI_BOLD : CLI_OPEN, cli_string_at(answer, "verdict"));
    fprintf(out, ", %s ", is_proved ? "proved" : "not proved");
    if (strcmp(cli_string_at(answer, "regime"), "singular-limit") == 0)
        fputs("in the limit eps -> 0 of a slow second layer", out);
    else if (strcmp(eps, "all") == 0) fputs("for the flow at every eps > 0", out);
    else fprintf(out, *eps == '[' ? "for the flow at every eps in %s" : "for the flow at eps = %s", eps);
    if (strcmp(cli_string_at(answer, "command"), "check") == 0) fprintf(out, "; simulated at eps = %s", eps);
}

/* ---- in the limit ---- */

static int has_zero(const json_t *real)
{
    const char *lo = cli_string_at(real, "lo"), *hi = cli_string_at(real, "hi");
    return lo == NULL || ((*lo == '-' || strcmp(lo, "0") == 0) && (*hi != '-'));
}

/* Only on |R| = 1 this height is a_c; on R = 0 it is
   alpha_0, that of the branch there, or on either line 0. */
const char *cli_verdict_height(const json_t *answer)
{
    const json_t *exit = cli_at(answer, "exit");
    if (!json_is_object(exit)) return NULL;
    if (has_zero(cli_at(exit, "a_static"))) return "a_static";
    return strcmp(cli_string_at(exit, "branch"), "uncorrelated") == 0 ? "alpha_0" : "a_c";
}

static void print_exit(FILE *out, const json_t *answer, slong digits)
{
    const char *height = cli_verdict_height(answer);
    if (height == NULL) return;
    const int lands = json_is_object(cli_at(answer, "exit.R_after"));
    const cli_field_t fields[] = {{height, "exit.a_static", cli_print_real},
                                  {"a_out", "exit.a_delayed", cli_print_real},
                                  {"R after the jump", "exit.R_after", lands ? cli_print_real : NULL},
                                  {0}};
    cli_table_print(out, fields, LABEL, answer);
}

#define SEPARATION_DIGITS 4
#define STRETCH_DIGITS 6

static void print_stretches(FILE *out, const json_t *stretches)
{
    size_t i;
    json_t *stretch;
    json_array_foreach(stretches, i, stretch)
    {
        char *lower, *upper;
        base_decimal_inside_of(&lower, &upper, json_string_value(json_array_get(stretch, 0)),
                               json_string_value(json_array_get(stretch, 1)), STRETCH_DIGITS);
        fprintf(out, "%s from %s to %s", i > 0 ? " and" : "", lower, upper);
        flint_free(lower);
        flint_free(upper);
    }
    fputc('\n', out);
}

/* A lower bound, rounded down, and the parts of the phases for which it holds, rounded inward. */
static void print_separation(FILE *out, const json_t *separation, slong digits)
{
    size_t i;
    json_t *part;
    if (!json_is_object(separation)) return;
    char *lower = base_decimal_round(cli_string_at(separation, "at_least"), SEPARATION_DIGITS, -1);
    fprintf(out, "%-*s fast rate >= %s (slow rate / eps) on these parts of the slow phases:\n", LABEL,
            "separation", lower);
    flint_free(lower);
    json_array_foreach(cli_at(separation, "over"), i, part)
    {
        const char *variable = cli_at(part, "R") != NULL ? "R" : "a";
        fprintf(out, "%-*s phase %ld, %s", LABEL, "", (long)cli_integer_at(part, "phase"), variable);
        print_stretches(out, cli_at(part, variable));
    }
}

void cli_verdict_summary(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{"verdict", "", print_outcome},
                                         {"R at its peak", "R_peak", cli_print_real},
                                         {"R in the end", "R_final", cli_print_real},
                                         {"a in the end", "a_final", cli_print_real},
                                         {NULL, "", print_exit},
                                         {NULL, "scaling", cli_print_scaling},
                                         {NULL, "decay", cli_print_decay},
                                         {NULL, "separation", print_separation},
                                         {0}};
    cli_table_print(out, fields, LABEL, answer);
}

#define STORY_DIGITS 10

static void print_change(FILE *out, const char *name, const json_t *ends)
{
    fputs(name, out);
    cli_print_real(out, json_array_get(ends, 0), STORY_DIGITS);
    fputs(" -> ", out);
    cli_print_real(out, json_array_get(ends, 1), STORY_DIGITS);
}

static void print_itinerary(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *itinerary = cli_at(answer, "itinerary"), *phase;
    fprintf(out, "itinerary:%s\n",
            json_is_array(itinerary)        ? ""
            : cli_is_true(answer, "proved") ? " not the same for all members"
                                            : " none proved");
    json_array_foreach(itinerary, i, phase)
    {
        fprintf(out, "  %zu. %s, %s: ", i + 1, cli_string_at(phase, "phase"), cli_string_at(phase, "branch"));
        print_change(out, "R ", cli_at(phase, "R"));
        print_change(out, ", a ", cli_at(phase, "a"));
        if (strcmp(cli_string_at(phase, "phase"), "slow") == 0) {
            fputs(", eps t = ", out);
            cli_real_at(out, phase, "slow_time", STORY_DIGITS);
        }
        fprintf(out, "; ends: %s\n", cli_string_at(phase, "end"));
    }
}

void cli_verdict_story(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {
        {NULL, "", print_itinerary}, {NULL, "reasons", cli_print_reasons}, {0}};
    cli_table_print(out, fields, LABEL, answer);
}

/* ---- at the given eps ---- */

static void print_verdict_of_flow(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{"verdict", "", print_outcome},
                                         {"theorem", "theorem", cli_print_text},
                                         {"region", "region", cli_print_text},
                                         {"entered", "entered", cli_print_text},
                                         {"sup R", "R_peak", cli_print_real},
                                         {"R in the end", "R_final", cli_print_real},
                                         {"a in the end", "a_final", cli_print_real},
                                         {NULL, "scaling", cli_print_scaling},
                                         {NULL, "decay", cli_print_decay},
                                         {NULL, "reasons", cli_print_reasons},
                                         {0}};
    cli_table_print(out, fields, LABEL, answer);
}

void cli_verdict_text(FILE *out, const json_t *answer)
{
    if (strcmp(cli_string_at(answer, "regime"), "finite-eps") == 0) {
        print_verdict_of_flow(out, answer);
    } else {
        cli_verdict_summary(out, answer);
        cli_verdict_story(out, answer);
    }
}
