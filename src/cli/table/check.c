#include <math.h>
#include <string.h>

#include "cli/print/style.h"
#include "cli/table/formats.h"
#include "cli/table/table.h"

static void print_outcome(FILE *out, const json_t *value, const char *path)
{
    const int passed = cli_decided_at(value, path);
    cli_print_styled(out,
                     passed < 0 ? CLI_OPEN
                     : passed   ? CLI_GOOD
                                : CLI_BAD,
                     passed < 0 ? "cannot tell"
                     : passed   ? "passed"
                                : "FAILED");
}

static void print_aligned(FILE *out, const json_t *answer, slong digits)
{
    /* Whether the summary has it already. */
    const char *height = cli_verdict_height(answer);
    if (height != NULL && strcmp(height, "a_c") == 0) return;
    fprintf(out, "%-18s ", "a_c");
    cli_real_at(out, answer, "aligned.a_c", digits);
    fputc('\n', out);
}

static int follows(const json_t *row)
{
    return fabs(cli_number_at(row, "R_simulated") - cli_number_at(row, "R_planar")) <=
               cli_number_at(row, "allowed_R") &&
           fabs(cli_number_at(row, "a_simulated") - cli_number_at(row, "a_planar")) <=
               cli_number_at(row, "allowed_a");
}

/* About twenty of the logged times, the last one and all at which the network strays included. */
#define SHOWN_TIMES 20

static void print_times(FILE *out, const json_t *times, slong digits)
{
    size_t i, length = json_array_size(times), step = length / SHOWN_TIMES + 1, within = 0;
    json_t *row;
    fprintf(out, "\n%10s %10s %10s %10s   %10s %10s %10s\n", "t", "R network", "R flow", "allowed",
            "a network", "a flow", "allowed");
    json_array_foreach(times, i, row)
    {
        within += (size_t)follows(row);
        if ((length - 1 - i) % step != 0 && follows(row)) continue;
        fprintf(out, "%10.4g %10.5f %10.5f %10.2g   %10.5f %10.5f %10.2g%s\n", cli_number_at(row, "t"),
                cli_number_at(row, "R_simulated"), cli_number_at(row, "R_planar"),
                cli_number_at(row, "allowed_R"), cli_number_at(row, "a_simulated"),
                cli_number_at(row, "a_planar"), cli_number_at(row, "allowed_a"),
                follows(row) ? "" : "  strays");
    }
    fprintf(out, "the finite network follows the flow within the allowance at %zu of %zu logged times\n\n",
            within, length);
}

static void print_levels(FILE *out, const json_t *levels, slong digits)
{
    size_t i;
    json_t *level;
    fprintf(out, "%-46s   %8s %8s %8s\n", "where deviation/allowance is largest", "deviates", "expected",
            "allowed");
    json_array_foreach(levels, i, level)
    {
        fprintf(out, "%-46s R %8.2g %8.2g %8.2g  ", cli_string_at(level, "name"),
                cli_number_at(level, "max_dev_R"), cli_number_at(level, "expected_R"),
                cli_number_at(level, "allowed_R"));
        print_outcome(out, level, "passed");
        fputc('\n', out);
        fprintf(out, "  %-44s a %8.2g %8.2g %8.2g\n", cli_string_at(level, "order"),
                cli_number_at(level, "max_dev_a"), cli_number_at(level, "expected_a"),
                cli_number_at(level, "allowed_a"));
    }
    json_array_foreach(levels, i, level)
    {
        if (cli_at(level, "reason") == NULL) continue;
        fprintf(out, "%s cannot tell: ", cli_string_at(level, "name"));
        cli_print_text(out, cli_at(level, "reason"), digits);
        fputc('\n', out);
    }
}

static void print_power_laws(FILE *out, const json_t *laws, slong digits)
{
    size_t i;
    json_t *law;
    if (laws != NULL)
        fprintf(out, "\n%-40s %10s %10s %10s %10s\n", "power law", "exponent", "+- (95 %)", "expected",
                "allowed +-");
    json_array_foreach(laws, i, law)
    {
        const double slope = cli_number_at(law, "slope");
        const json_t *end = json_array_get(cli_at(law, "confidence_95"), 1);
        if (cli_is_true(law, "resolved")) {
            fprintf(out, "%-40s %10.4f %10.2g %10.4f %10.2g  ", cli_string_at(law, "name"), slope,
                    json_number_value(end) - slope, cli_number_at(law, "expected"),
                    cli_number_at(law, "allowed"));
            print_outcome(out, law, "passed");
            fputc('\n', out);
        } else
            fprintf(
                out,
                "%-40s not resolved: within its error at most widths; more --seeds or a larger --batch are "
                "needed\n",
                cli_string_at(law, "name"));
    }
}

static void print_floor(FILE *out, const json_t *answer, slong digits)
{
    const json_t *floor = cli_at(answer, "floor"), *R = cli_at(floor, "R");
    const int attracts = cli_decided_at(floor, "attracts");
    /* Where there is something to compare, and more than one neuron. */
    const int is_sought =
        json_array_size(cli_at(answer, "times")) > 0 && cli_input_at(answer, "problem.simulation.width") > 1;
    if (json_is_object(R)) {
        fputs(attracts == 1 ? "at this width R stops at " : "at this width there is an equilibrium at R = ",
              out);
        cli_print_real(out, R, digits);
        fputs(attracts == 1 ? ", a at " : ", a = ", out);
        cli_real_at(out, floor, "a", digits);
        fputs(attracts < 0 ? ", not determined whether it attracts\n" : "\n", out);
    } else if (json_is_null(R) && is_sought) {
        fputs("where R stops at this width is not determined\n", out);
    }
    if (json_is_number(cli_at(floor, "noise.R")))
        fprintf(out, "with the noise of these batches near %.4g, a near %.4g\n",
                cli_number_at(floor, "noise.R"), cli_number_at(floor, "noise.a"));
    if (cli_at(floor, "warning") == NULL) return;
    fputs("warning: ", out);
    cli_print_text(out, cli_at(floor, "warning"), digits);
    fputc('\n', out);
}

static void print_noise_number(FILE *out, const json_t *answer, slong digits)
{
    fprintf(out, "noise number lr d/B = %.3g\n", cli_number_at(answer, "noise_number"));
}

void cli_check_text(FILE *out, const json_t *answer)
{
    static const cli_field_t after_the_summary[] = {{NULL, "", print_aligned}, {0}};
    static const cli_field_t after_the_story[] = {{NULL, "times", print_times},
                                                  {NULL, "levels", print_levels},
                                                  {NULL, "scaling_laws", print_power_laws},
                                                  {NULL, "", print_noise_number},
                                                  {NULL, "", print_floor},
                                                  {0}};
    cli_verdict_summary(out, answer);
    cli_table_print(out, after_the_summary, 0, answer);
    cli_verdict_story(out, answer);
    cli_table_print(out, after_the_story, 0, answer);
    fputs("check ", out);
    print_outcome(out, answer, "passed");
    fputc('\n', out);
}
