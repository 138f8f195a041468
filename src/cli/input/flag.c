#include "cli/input/flag.h"

#include <stddef.h>

// clang-format off
const cli_flag_row_t cli_flag_rows[CLI_FLAGS] = {
    [ANSWER_FUNCTION]          = {0, "F", "the function, an expression in x"},
    [ANSWER_STUDENT]           = {0, "F", "the student's activation, an expression in x"},
    [ANSWER_TEACHER]           = {0, "F", "the teacher's link function, an expression in x"},
    [ANSWER_SET]               = {0, "NAME=V", "value of a parameter of the expressions: a number or [lo,hi]; repeatable"},
    [ANSWER_DECAY]             = {0, "L", "weight decay of the second layer, a ridge L >= 0: a number or [lo,hi]; verdict also takes all"},
    [ANSWER_A0]                = {0, "A", "initial second layer: a number or [lo,hi]; with --eps also all"},
    [ANSWER_R0]                = {0, "R", "initial alignment: 0, 0+, 0- or a number in (-1,1)"},
    [ANSWER_EPS]               = {0, "E", "learning-rate ratio of second to first layer; verdicts also take [lo,hi], all, or 0 for the limit; simulate takes 0: a frozen second layer"},
    [ANSWER_DROP]              = {0, "D", "with --eps: fall of R from its peak that counts as unlearning"},
    [ANSWER_COUNT]             = {0, "K", "index of the last coefficient: c_0 ... c_K, K + 1 of them"},
    [ANSWER_BASIS]             = {0, "B", "orthonormal, monic, physicist or derivative"},
    [ANSWER_SIDE]              = {0, "S", "1 for positive, -1 for negative R"},
    [ANSWER_OVER]              = {0, "NAME", "the quantity to partition: a0, R0, eps, decay or a parameter of the expressions"},
    [ANSWER_RANGE]             = {0, "LO:HI", "the values of that quantity; a parameter needs them"},
    [ANSWER_PARAM]             = {0, "NAME", "the parameter that moves: NAME or NAME=LO:HI"},
    [ANSWER_CERTIFICATE]       = {0, "FILE", "certificate of a proved verdict: 'verdict' writes it, 'verify' and 'explain' read it; of 'map' a folder, not there yet or empty"},
    [ANSWER_CERTIFICATES]      = {0, "DIR", "folder, not there yet or empty, for the certificates used as evidence"},
    [ANSWER_QUICK]             = {0, NULL, "fewer problems, smaller networks: under a minute"},
    [ANSWER_POINTS]            = {0, "N", "orbit: output times after time 0; manifold: values of R at which the kernels and their shapes are told"},
    [ANSWER_SPACING]           = {0, "S", "output times: linear, or log over four decades"},
    [ANSWER_AT]                = {0, "R", "correlations in [-1,1]: numbers and intervals [lo,hi], with commas between them"},
    [ANSWER_X]                 = {0, "NAME=LO:HI", "first axis: a parameter of the expressions, a0, R0, eps or decay, and its range"},
    [ANSWER_Y]                 = {0, "NAME=LO:HI", "second axis, likewise"},
    [ANSWER_LOG]               = {0, "AXES", "axes cut in equal ratios: x, y or xy"},
    [ANSWER_DEPTH]             = {0, "D", "how often each axis is halved at most, up to 20"},
    [ANSWER_QUANTITY]          = {0, "Q", "what the cells tell: verdict, R_final, R_peak, Q (the law R -> 0), slow_time or floor"},
    [ANSWER_STORE]             = {0, "FILE", "keep what is computed in FILE (SQLite) while it runs"},
    [ANSWER_GO_ON]             = {0, NULL, "with --store: go on from what FILE holds, if it exists"},
    [ANSWER_WIDTH]             = {0, "N", "number of neurons"},
    [ANSWER_DIM]               = {0, "d", "dimension of the input"},
    [ANSWER_BATCH]             = {0, "B", "samples in each step"},
    [ANSWER_LR]                = {0, "ETA", "step of the first layer in time units"},
    [ANSWER_TIME]              = {0, "T", "final time"},
    [ANSWER_SEEDS]             = {0, "M", "independent runs"},
    [ANSWER_NOISE]             = {0, "TAU", "standard deviation of the label noise"},
    [ANSWER_INIT]              = {0, "I", "start of the first layer: iid or orthonormal"},
    [ANSWER_A_INIT]            = {0, "I", "start of the second layer: constant (a0), signs (a0 or -a0) or gaussian (sd |a0|)"},
    [ANSWER_SEED]              = {0, "S", "seed of the random streams"},
    [ANSWER_METHOD]            = {0, "M", "overlap (SGD on the overlaps, exact in law), direct (SGD on d-dimensional inputs) or population (flow of N neurons)"},
    [ANSWER_ARITHMETIC]        = {0, "A", "of --method direct and overlap: single or double"},
    [ANSWER_PER_DECADE]        = {0, "N", "logged times per factor ten of time"},
    [ANSWER_RESUME]            = {0, "FILE", "keep the simulation in FILE while it runs, and go on from there if FILE exists"},
    [ANSWER_SAVE_EVERY]        = {0, "S", "with --resume: seconds between two saves"},
    [ANSWER_HISTOGRAM]         = {0, "FILE", "write histograms of R and a over neurons and seeds at each logged time (CSV)"},
    [ANSWER_BINS]              = {0, "N", "with --histogram: bins over [-1,1] for R, over [-|a0|,|a0|] and on for a"},
    [ANSWER_SIMULATED_TEACHER] = {0, "F", "the teacher that the simulation has instead, to see the check fail"},
    [ANSWER_SCALING]           = {0, NULL, "also fit the power laws in N and t, with simulations down to an eighth of the width"},
    [ANSWER_FORMAT]            = {0, "FORMAT", "text, json, csv, latex or markdown: each command has some of them"},
    [ANSWER_OUTPUT]            = {'o', "FILE", "write the result to FILE, all of it or nothing"},
    [ANSWER_DIGITS]            = {0, "D", "correct digits wanted"},
    [ANSWER_PREC]              = {0, "BITS", "largest working precision before giving up"},
    [ANSWER_THREADS]           = {0, "T", "threads to use (default: all processors)"},
    [ANSWER_TIMEOUT]           = {0, "S", "give up after S seconds (exit status 1); what --resume or --store keeps is kept"},
    [ANSWER_QUIET]             = {'q', NULL, "no progress and no warnings"},
    [CLI_HELP]                 = {'h', NULL, "show this help"},
    [CLI_VERSION]              = {0, NULL, "show the version"},
};
// clang-format on

const char *cli_flag_name(int flag)
{
    return flag == CLI_HELP ? "help" : flag == CLI_VERSION ? "version" : answer_key_rows[flag].name;
}

int cli_flag_is_global(int flag)
{
    return flag >= ANSWER_KEYS || answer_key_rows[flag].section == ANSWER_SECTION_EFFORT ||
           answer_key_rows[flag].section == ANSWER_SECTION_COMMAND;
}
