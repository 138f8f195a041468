#include "cli/command/commands.h"

#include <string.h>

#include "answer/problem/text.h"
#include "cli/table/formats.h"

static const cli_command_t commands[] = {
    {.name = "coeffs",
     .usage = " F [G ...] [FLAGS]",
     .summary = "Hermite coefficients c_0 ... c_K of functions, certified",
     .takes = CLI_TAKES_FUNCTION,
     .print = {[CLI_TEXT] = cli_coeffs_text, [CLI_CSV] = cli_coeffs_csv, [CLI_LATEX] = cli_coeffs_latex}},
    {.name = "manifold",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "Critical manifold: folds, equilibria, slow flow, small-R law",
     .print =
         {[CLI_TEXT] = cli_manifold_text, [CLI_CSV] = cli_manifold_csv, [CLI_LATEX] = cli_manifold_latex}},
    {.name = "verdict",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "Is the feature kept or unlearned?  Proved, step by step",
     .print = {[CLI_TEXT] = cli_verdict_text}},
    {.name = "thresholds",
     .usage = " [--over NAME] [PROBLEM.json] [FLAGS]",
     .summary = "The values of one quantity (a0, R0, eps, decay, a parameter) by verdict, certified",
     .print = {[CLI_TEXT] = cli_thresholds_text,
               [CLI_CSV] = cli_thresholds_csv,
               [CLI_LATEX] = cli_thresholds_latex}},
    {.name = "bifurcations",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "Values of a parameter at which the picture of the manifold changes",
     .print = {[CLI_TEXT] = cli_bifurcations_text,
               [CLI_CSV] = cli_bifurcations_csv,
               [CLI_LATEX] = cli_bifurcations_latex}},
    {.name = "verify",
     .usage = " CERTIFICATE ... | DIR",
     .summary = "Re-proves every claim of certificates, or of the folder of a map, by independent means",
     .takes = CLI_TAKES_CERTIFICATE,
     .print = {[CLI_TEXT] = cli_verify_text}},
    {.name = "formalize",
     .usage = " CERTIFICATE [-o THEOREM.v]",
     .summary = "A certificate at every eps and a0 as a theorem for Coq, whose kernel then proves it",
     .takes = CLI_TAKES_CERTIFICATE,
     .print = {[CLI_TEXT] = cli_formalize_text}},
    {.name = "explain",
     .usage = " [PROBLEM.json | CERTIFICATE] [FLAGS]",
     .summary = "The proof of a verdict in words: a lemma with its steps, for a supplement",
     .takes = CLI_TAKES_PROBLEM_OR_CERTIFICATE,
     .print = {[CLI_TEXT] = cli_explain_text,
               [CLI_MARKDOWN] = cli_explain_markdown,
               [CLI_LATEX] = cli_explain_latex}},
    {.name = "orbit",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "Certified enclosures of R(t), a(t) at a finite ratio of the learning rates",
     .usual_format = CLI_CSV,
     .print = {[CLI_TEXT] = cli_orbit_text, [CLI_CSV] = cli_orbit_csv}},
    {.name = "simulate",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "A network of finite width, trained by stochastic gradient descent",
     .usual_format = CLI_CSV,
     .print = {[CLI_TEXT] = cli_simulate_text, [CLI_CSV] = cli_simulate_csv}},
    {.name = "check",
     .usage = " [PROBLEM.json] [FLAGS]",
     .summary = "Verdict, flows and simulation of one problem against each other",
     .print = {[CLI_TEXT] = cli_check_text}},
    {.name = "claims",
     .usage = " [--quick] [--certificates DIR]",
     .summary = "The abstract's claims C1 to C7, and C8 of weight decay: proved, measured or refuted, with "
                "the evidence",
     .print = {[CLI_TEXT] = cli_claims_text}},
    {.name = "kernel",
     .usage = " --at R[,R...] [PROBLEM.json] [FLAGS]",
     .summary = "The kernels P, S, K (dual activation) and three derivatives at given correlations",
     .print = {[CLI_TEXT] = cli_kernel_text, [CLI_CSV] = cli_kernel_csv}},
    {.name = "sweep",
     .usage = " SWEEP.json [--store FILE] [FLAGS]",
     .summary = "A grid of problems and seeds, simulated on all processors; goes on from FILE",
     .usual_format = CLI_CSV,
     .is_shared = 1,
     .print = {[CLI_TEXT] = cli_sweep_text, [CLI_CSV] = cli_sweep_csv}},
    {.name = "map",
     .usage = " --x NAME=LO:HI --y NAME=LO:HI [PROBLEM.json] [FLAGS]",
     .summary = "The verdict over a rectangle of two quantities, proved on cells",
     .is_shared = 1,
     .writes_folder = 1,
     .print = {[CLI_TEXT] = cli_map_text, [CLI_CSV] = cli_map_csv},
     .print_line = {[CLI_CSV] = cli_map_csv_line}},
    {.name = "plot map",
     .question = "map",
     .usage = " --x NAME=LO:HI --y NAME=LO:HI [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "A picture of a map, through gnuplot: FILE.svg, .pdf, .png, or .gp to be restyled",
     .is_shared = 1,
     .writes_folder = 1,
     .is_picture = 1},
    {.name = "plot phase",
     .usage = " [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "The (R, a) plane: critical manifold, equilibria, proved itinerary, trajectories, simulation",
     .is_picture = 1},
    {.name = "plot orbit",
     .usage = " [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "R(t) and a(t): certified trajectory, proved law, simulation and its floor",
     .is_picture = 1},
    {.name = "plot potential",
     .usage = " [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "Phi along the critical manifold, which the slow flow climbs, with its equilibria",
     .is_picture = 1},
    {.name = "plot coefficients",
     .usage = " [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "How fast the Hermite coefficients of student and teacher decay",
     .is_picture = 1},
    {.name = "plot check",
     .usage = " [PROBLEM.json] -o FILE [FLAGS]",
     .summary = "Prediction, planar flow and simulation of one problem against each other, over time",
     .is_picture = 1},
    {.name = "report",
     .usage = " [PROBLEM.json] -o FILE.html [FLAGS]",
     .summary = "One page of a problem: verdict, numbers, pictures, proof, simulation, commands",
     .is_page = 1},
    {.name = NULL},
};

#define COUNT (sizeof commands / sizeof *commands - 1)

const cli_command_t *cli_commands(void)
{
    return commands;
}

const cli_command_t *cli_command_find(const char *name)
{
    for (const cli_command_t *command = cli_commands(); command->name != NULL; command++)
        if (strcmp(command->name, name) == 0) return command;
    return NULL;
}

/* What a name in the list of expected ones could have been; prefix: what stands before the names in the commands. */
static wane_status_t unknown(const char *name, const char *prefix, const char *is, const char *wanted,
                             wane_message_t message)
{
    const char *names[COUNT + 1] = {NULL};
    char all[400] = "";
    answer_quote_t quoted;
    const size_t length = strlen(prefix);
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (strncmp(commands[i].name, prefix, length) != 0) continue;
        names[count] = commands[i].name + length;
        strcat(strcat(all, count > 0 ? ", " : ""), names[count]);
        count++;
    }
    if (name == NULL) return wane_message_set(message, WANE_BAD_INPUT, 0, wanted, all);
    const char *nearest = answer_nearest(name, names);
    if (nearest != NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: %s; did you mean '%s'?",
                                answer_quote(quoted, name), is, nearest);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: %s; expected one of %s",
                            answer_quote(quoted, name), is, all);
}

wane_status_t cli_command_unknown(const char *name, wane_message_t message)
{
    return unknown(name, "", "unknown command", "expected a command: %s; see 'wane --help'", message);
}

wane_status_t cli_command_unknown_picture(const char *name, wane_message_t message)
{
    return unknown(name, "plot ", "unknown picture", "plot: expected what to plot: %s", message);
}
