#include <string.h>

#include "answer/problem/key.h"

#define PROBLEM ANSWER_SECTION_PROBLEM
#define SIMULATION ANSWER_SECTION_SIMULATION
#define EFFORT ANSWER_SECTION_EFFORT
#define COMMAND ANSWER_SECTION_COMMAND

// clang-format off
const answer_key_row_t answer_key_rows[ANSWER_KEYS] = {
    [ANSWER_FUNCTION]          = {"function", PROBLEM, 0, NULL},
    [ANSWER_STUDENT]           = {"student", PROBLEM, 0, NULL},
    [ANSWER_TEACHER]           = {"teacher", PROBLEM, 0, NULL},
    [ANSWER_SET]               = {"set", PROBLEM, 0, NULL},
    [ANSWER_DECAY]             = {"decay", PROBLEM, 0, NULL},
    [ANSWER_A0]                = {"a0", PROBLEM, 0, NULL},
    [ANSWER_R0]                = {"R0", PROBLEM, 0, "0"},
    [ANSWER_EPS]               = {"eps", PROBLEM, 0, NULL},
    [ANSWER_DROP]              = {"drop", PROBLEM, 0, "0.01"},
    [ANSWER_COUNT]             = {"count", PROBLEM, 0, "20"},
    [ANSWER_BASIS]             = {"basis", PROBLEM, 0, "orthonormal"},
    [ANSWER_SIDE]              = {"side", PROBLEM, 0, "1"},
    [ANSWER_OVER]              = {"over", PROBLEM, 0, "a0"},
    [ANSWER_RANGE]             = {"range", PROBLEM, 0, NULL},
    [ANSWER_PARAM]             = {"param", PROBLEM, 0, NULL},
    [ANSWER_CERTIFICATE]       = {"certificate", PROBLEM, 0, NULL},
    [ANSWER_CERTIFICATES]      = {"certificates", PROBLEM, 0, NULL},
    [ANSWER_QUICK]             = {"quick", PROBLEM, 1, NULL},
    [ANSWER_POINTS]            = {"points", PROBLEM, 0, NULL},
    [ANSWER_SPACING]           = {"spacing", PROBLEM, 0, "linear"},
    [ANSWER_AT]                = {"at", PROBLEM, 0, NULL},
    [ANSWER_X]                 = {"x", PROBLEM, 0, NULL},
    [ANSWER_Y]                 = {"y", PROBLEM, 0, NULL},
    [ANSWER_LOG]               = {"log", PROBLEM, 0, NULL},
    [ANSWER_DEPTH]             = {"depth", PROBLEM, 0, "7"},
    [ANSWER_QUANTITY]          = {"quantity", PROBLEM, 0, "verdict"},
    [ANSWER_STORE]             = {"store", PROBLEM, 0, NULL},
    [ANSWER_GO_ON]             = {"resume", PROBLEM, 1, NULL},
    [ANSWER_WIDTH]             = {"width", SIMULATION, 0, NULL},
    [ANSWER_DIM]               = {"dim", SIMULATION, 0, NULL},
    [ANSWER_BATCH]             = {"batch", SIMULATION, 0, NULL},
    [ANSWER_LR]                = {"lr", SIMULATION, 0, NULL},
    [ANSWER_TIME]              = {"time", SIMULATION, 0, NULL},
    [ANSWER_SEEDS]             = {"seeds", SIMULATION, 0, "1"},
    [ANSWER_NOISE]             = {"noise", SIMULATION, 0, "0"},
    [ANSWER_INIT]              = {"init", SIMULATION, 0, "iid"},
    [ANSWER_A_INIT]            = {"a-init", SIMULATION, 0, "constant"},
    [ANSWER_SEED]              = {"seed", SIMULATION, 0, "1"},
    [ANSWER_METHOD]            = {"method", SIMULATION, 0, "direct"},
    [ANSWER_ARITHMETIC]        = {"arithmetic", SIMULATION, 0, "single"},
    [ANSWER_PER_DECADE]        = {"points-per-decade", SIMULATION, 0, "20"},
    [ANSWER_RESUME]            = {"resume", SIMULATION, 0, NULL},
    [ANSWER_SAVE_EVERY]        = {"save-every", SIMULATION, 0, "10"},
    [ANSWER_HISTOGRAM]         = {"histogram", SIMULATION, 0, NULL},
    [ANSWER_BINS]              = {"bins", SIMULATION, 0, "100"},
    [ANSWER_SIMULATED_TEACHER] = {"simulated-teacher", SIMULATION, 0, NULL},
    [ANSWER_SCALING]           = {"scaling", PROBLEM, 1, NULL},
    [ANSWER_FORMAT]            = {"format", COMMAND, 0, NULL},
    [ANSWER_OUTPUT]            = {"output", COMMAND, 0, NULL},
    [ANSWER_DIGITS]            = {"digits", EFFORT, 0, "30"},
    [ANSWER_PREC]              = {"prec", EFFORT, 0, "8192"},
    [ANSWER_THREADS]           = {"threads", EFFORT, 0, NULL},
    [ANSWER_TIMEOUT]           = {"timeout", COMMAND, 0, NULL},
    [ANSWER_QUIET]             = {"quiet", COMMAND, 1, NULL},
};
// clang-format on

answer_key_t answer_key_find(const char *name, int in_simulation)
{
    for (int key = 0; key < ANSWER_KEYS; key++)
        if ((answer_key_rows[key].section == SIMULATION) == in_simulation &&
            strcmp(name, answer_key_rows[key].name) == 0)
            return (answer_key_t)key;
    return ANSWER_KEYS;
}
