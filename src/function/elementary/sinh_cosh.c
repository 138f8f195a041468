/* sinh u and cosh u */
#include "function/elementary/row.h"

const wane_elementary_t wane_elementary_sinh = {
    .name = "sinh",
    .symmetry = WANE_SYMMETRY_ODD,
    .monotone = WANE_MONOTONE_INCREASING,
    .lower = -INFINITY,
    .upper = INFINITY,
    .growth = WANE_GROWS_AS_COSH,
    .zeros = WANE_ZEROS_CROSSING_0,
    .derivative = RULE(U, APPLY(COSH)),
    .ball = arb_sinh,
    .box = acb_sinh,
    .series = arb_poly_sinh_series,
};

const wane_elementary_t wane_elementary_cosh = {
    .name = "cosh",
    .symmetry = WANE_SYMMETRY_EVEN,
    .monotone = WANE_MONOTONE_IN_SIZE,
    .lower = 1,
    .upper = INFINITY,
    .growth = WANE_GROWS_AS_COSH,
    .zeros = WANE_ZEROS_NONE,
    .twice_at_zero = 2,
    .derivative = RULE(U, APPLY(SINH)),
    .ball = arb_cosh,
    .box = acb_cosh,
    .series = arb_poly_cosh_series,
};
