#include <string.h>

#include "cli/input/key.h"

#define PROBLEM CLI_SECTION_PROBLEM
#define SIMULATION CLI_SECTION_SIMULATION
#define GLOBAL CLI_SECTION_GLOBAL

// clang-format off
const cli_key_row_t cli_key_rows[CLI_KEYS] = {
    [CLI_FUNCTION] = {"function", 0,   PROBLEM,    "F",        NULL,          "the function, an expression in x"},
    [CLI_STUDENT]  = {"student",  0,   PROBLEM,    "F",        NULL,          "the student's activation, an expression in x"},
    [CLI_TEACHER]  = {"teacher",  0,   PROBLEM,    "F",        NULL,          "the teacher's link function, an expression in x"},
    [CLI_SET]      = {"set",      0,   PROBLEM,    "NAME=V",   NULL,          "value of a parameter of the expressions: a number or [lo,hi]; repeatable"},
    [CLI_A0]       = {"a0",       0,   PROBLEM,    "A",        NULL,          "initial second layer: a number or [lo,hi]; with --eps also all"},
    [CLI_R0]       = {"R0",       0,   PROBLEM,    "R",        "0",           "initial alignment: 0, 0+, 0- or a number in (-1,1)"},
    [CLI_EPS]      = {"eps",      0,   PROBLEM,    "E",        NULL,          "learning-rate ratio of second to first layer; verdicts also take [lo,hi], all, or 0 for the limit"},
    [CLI_DROP]     = {"drop",     0,   PROBLEM,    "D",        "0.01",        "with --eps: fall of R from its peak that counts as unlearning"},
    [CLI_COUNT]    = {"count",    0,   PROBLEM,    "K",        "20",          "index of the last coefficient"},
    [CLI_BASIS]    = {"basis",    0,   PROBLEM,    "B",        "orthonormal", "orthonormal, monic, physicist or derivative"},
    [CLI_SIDE]     = {"side",     0,   PROBLEM,    "S",        "1",           "1 for positive, -1 for negative R"},
    [CLI_OVER]     = {"over",     0,   PROBLEM,    "a0",       "a0",          "the quantity to partition: a0"},
    [CLI_PARAM]    = {"param",    0,   PROBLEM,    "NAME",     NULL,          "the parameter that moves: NAME or NAME=LO:HI"},
    [CLI_CERTIFICATE] = {"certificate", 0, PROBLEM,  "FILE",     NULL,          "certificate of a proved verdict: 'verdict' writes it, 'verify' reads it"},
    [CLI_CERTIFICATES] = {"certificates", 0, PROBLEM, "DIR",     NULL,          "folder, not there yet or empty, for the certificates used as evidence"},
    [CLI_QUICK]    = {"quick",    0,   PROBLEM,    NULL,       NULL,          "fewer problems, smaller networks: under a minute"},
    [CLI_POINTS]   = {"points",   0,   PROBLEM,    "N",        "100",         "output times after time 0"},
    [CLI_SPACING]  = {"spacing",  0,   PROBLEM,    "S",        "linear",      "output times: linear, or log over four decades"},
    [CLI_WIDTH]    = {"width",    0,   SIMULATION, "N",        NULL,          "number of neurons"},
    [CLI_DIM]      = {"dim",      0,   SIMULATION, "d",        NULL,          "dimension of the input"},
    [CLI_BATCH]    = {"batch",    0,   SIMULATION, "B",        NULL,          "samples in each step"},
    [CLI_LR]       = {"lr",       0,   SIMULATION, "ETA",      NULL,          "step of the first layer in time units"},
    [CLI_TIME]     = {"time",     0,   SIMULATION, "T",        NULL,          "final time"},
    [CLI_SEEDS]    = {"seeds",    0,   SIMULATION, "M",        "1",           "independent runs"},
    [CLI_NOISE]    = {"noise",    0,   SIMULATION, "TAU",      "0",           "standard deviation of the label noise"},
    [CLI_INIT]     = {"init",     0,   SIMULATION, "I",        "iid",         "start of the first layer: iid or orthonormal"},
    [CLI_A_INIT]   = {"a-init",   0,   SIMULATION, "I",        "constant",    "start of the second layer: constant (a0), signs (a0 or -a0) or gaussian (sd |a0|)"},
    [CLI_SEED]     = {"seed",     0,   SIMULATION, "S",        "1",           "seed of the random streams"},
    [CLI_METHOD]   = {"method",   0,   SIMULATION, "M",        "direct",      "overlap (SGD on the overlaps, exact in law), direct (SGD on d-dimensional inputs) or population (flow of N neurons)"},
    [CLI_ARITHMETIC] = {"arithmetic", 0, SIMULATION, "A",      "single",      "of --method direct and overlap: single or double"},
    [CLI_PER_DECADE] = {"points-per-decade", 0, SIMULATION, "N", "20",        "logged times per factor ten of time"},
    [CLI_RESUME]   = {"resume",   0,   SIMULATION, "FILE",     NULL,          "keep the simulation in FILE while it runs, and go on from there if FILE exists"},
    [CLI_SAVE_EVERY] = {"save-every", 0, SIMULATION, "S",      "10",          "with --resume: seconds between two saves"},
    [CLI_HISTOGRAM] = {"histogram", 0, SIMULATION, "FILE",     NULL,          "write histograms of R and a over neurons and seeds at each logged time (CSV)"},
    [CLI_BINS]     = {"bins",     0,   SIMULATION, "N",        "100",         "with --histogram: bins over [-1,1] for R, over [-|a0|,|a0|] and on for a"},
    [CLI_SIMULATED_TEACHER] = {"simulated-teacher", 0, SIMULATION, "F", NULL, "the teacher that the simulation has instead, to see the check fail"},
    [CLI_SCALING]  = {"scaling",  0,   PROBLEM,    NULL,       NULL,          "also fit the power laws in N and t, with simulations down to an eighth of the width"},
    [CLI_FORMAT]   = {"format",   0,   GLOBAL,     "FORMAT",   NULL,          "text, json, csv or latex"},
    [CLI_OUTPUT]   = {"output",   'o', GLOBAL,     "FILE",     NULL,          "write the result to FILE, all of it or nothing"},
    [CLI_DIGITS]   = {"digits",   0,   GLOBAL,     "D",        "30",          "correct digits wanted"},
    [CLI_PREC]     = {"prec",     0,   GLOBAL,     "BITS",     "8192",        "largest working precision before giving up"},
    [CLI_THREADS]  = {"threads",  0,   GLOBAL,     "T",        NULL,          "threads to use (default: all processors)"},
    [CLI_QUIET]    = {"quiet",    'q', GLOBAL,     NULL,       NULL,          "no progress and no warnings"},
    [CLI_HELP]     = {"help",     'h', GLOBAL,     NULL,       NULL,          "show this help"},
    [CLI_VERSION]  = {"version",  0,   GLOBAL,     NULL,       NULL,          "show the version"},
};
// clang-format on

cli_key_t cli_key_find(const char *name, cli_section_t section)
{
    for (int key = 0; key < CLI_KEYS; key++) {
        int nested = cli_key_rows[key].section == SIMULATION;
        if (nested == (section == SIMULATION) && strcmp(name, cli_key_rows[key].name) == 0) return key;
    }
    return CLI_KEYS;
}
