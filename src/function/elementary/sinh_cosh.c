/* sinh u and cosh u */
#include "function/elementary/row.h"

const elementary_t elementary_sinh = {
    .name = "sinh",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -INFINITY,
    .upper = INFINITY,
    .growth = GROWS_AS_COSH,
    .zeros = ZEROS_CROSSING_0,
    .derivative = RULE(U, APPLY(COSH)),
    .ball = arb_sinh,
    .box = acb_sinh,
    .series = arb_poly_sinh_series,
};

const elementary_t elementary_cosh = {
    .name = "cosh",
    .symmetry = SYMMETRY_EVEN,
    .monotone = MONOTONE_IN_SIZE,
    .lower = 1,
    .upper = INFINITY,
    .growth = GROWS_AS_COSH,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 2,
    .derivative = RULE(U, APPLY(SINH)),
    .ball = arb_cosh,
    .box = acb_cosh,
    .series = arb_poly_cosh_series,
};
