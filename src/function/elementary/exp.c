/* exp u */
#include "function/elementary/row.h"

const elementary_t elementary_exp = {
    .name = "exp",
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = INFINITY,
    .fills_range = 1,
    .growth = GROWS_AS_EXP,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 2,
    .derivative = RULE(U, APPLY(EXP)),
    .sum_part = {RULE(U, APPLY(EXP), V, APPLY(COSH), MUL), RULE(U, APPLY(EXP), V, APPLY(SINH), MUL)},
    .ball = arb_exp,
    .box = acb_exp,
    .series = arb_poly_exp_series,
};
