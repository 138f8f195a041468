/* What is known about each elementary function (derivations/11 (1)). */
#include <math.h>

#include "function/tree/unary.h"

#define NONE WANE_SYMMETRY_NONE
#define ODD WANE_SYMMETRY_ODD
#define EVEN WANE_SYMMETRY_EVEN

/* 1.5708 > pi/2, 0.6932 > log 2. */
const wane_unary_facts_t wane_unary_facts[WANE_UNARY_COUNT] = {
    /*                        name        symmetry  increasing, kinked, partial, range, slope, offset */
    [WANE_UNARY_EXP] = {"exp", NONE, 1, 0, 0, 0, INFINITY, 0, -1},
    [WANE_UNARY_LOG] = {"log", NONE, 1, 0, 1, -INFINITY, INFINITY, 0, -1},
    [WANE_UNARY_SQRT] = {"sqrt", NONE, 1, 0, 1, 0, INFINITY, 1, 1},
    [WANE_UNARY_SIN] = {"sin", ODD, 0, 0, 0, -1, 1, 0, 1},
    [WANE_UNARY_COS] = {"cos", EVEN, 0, 0, 0, -1, 1, 0, 1},
    [WANE_UNARY_TAN] = {"tan", ODD, 0, 0, 1, -INFINITY, INFINITY, 0, -1},
    [WANE_UNARY_SINH] = {"sinh", ODD, 1, 0, 0, -INFINITY, INFINITY, 0, -1},
    [WANE_UNARY_COSH] = {"cosh", EVEN, 0, 0, 0, 1, INFINITY, 0, -1},
    [WANE_UNARY_TANH] = {"tanh", ODD, 1, 0, 0, -1, 1, 0, 1},
    [WANE_UNARY_ATAN] = {"atan", ODD, 1, 0, 0, -1.5708, 1.5708, 0, 1.5708},
    [WANE_UNARY_ASINH] = {"asinh", ODD, 1, 0, 0, -INFINITY, INFINITY, 1, 0},
    [WANE_UNARY_ERF] = {"erf", ODD, 1, 0, 0, -1, 1, 0, 1},
    [WANE_UNARY_ERFC] = {"erfc", NONE, 0, 0, 0, 0, 2, 0, 2},
    [WANE_UNARY_PHI] = {"Phi", NONE, 1, 0, 0, 0, 1, 0, 1},
    [WANE_UNARY_SIGMOID] = {"sigmoid", NONE, 1, 0, 0, 0, 1, 0, 1},
    [WANE_UNARY_SOFTPLUS] = {"softplus", NONE, 1, 0, 0, 0, INFINITY, 1, 0.6932},
    [WANE_UNARY_LOG2COSH] = {0, EVEN, 0, 0, 0, 0.6931, INFINITY, 1, 0.6932},
    [WANE_UNARY_ABS] = {"abs", EVEN, 0, 1, 0, 0, INFINITY, 1, 0},
    [WANE_UNARY_SIGN] = {"sign", ODD, 1, 1, 0, -1, 1, 0, 1},
    [WANE_UNARY_STEP] = {"step", NONE, 1, 1, 0, 0, 1, 0, 1},
    [WANE_UNARY_RELU] = {"relu", NONE, 1, 1, 0, 0, INFINITY, 1, 0},
    [WANE_UNARY_NEGATIVE_EXP] = {0, NONE, 1, 1, 0, -1, 0, 0, 1},
};
