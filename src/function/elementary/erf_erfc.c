/* erf u and erfc u */
#include <flint/acb_hypgeom.h>
#include <flint/arb_hypgeom.h>

#include "function/elementary/row.h"

/* factor 2 exp(-u^2)/sqrt(pi) */
#define GAUSSIAN(factor)                                                                                     \
    RULE(U, POWER(2), SCALE(-1, 1), APPLY(EXP), PI, APPLY(SQRT), DIV, SCALE(2 * (factor), 1))

const elementary_t elementary_erf = {
    .name = "erf",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -1,
    .upper = 1,
    .fills_range = 1,
    .offset = 1,
    .zeros = ZEROS_CROSSING_0,
    .derivative = GAUSSIAN(1),
    .ball = arb_hypgeom_erf,
    .box = acb_hypgeom_erf,
    .series = arb_hypgeom_erf_series,
};

const elementary_t elementary_erfc = {
    .name = "erfc",
    .monotone = MONOTONE_DECREASING,
    .lower = 0,
    .upper = 2,
    .fills_range = 1,
    .offset = 2,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 2,
    .derivative = GAUSSIAN(-1),
    .part = {RULE(INTEGER(1)), RULE(U, APPLY(ERF), SCALE(-1, 1))},
    .ball = arb_hypgeom_erfc,
    .box = acb_hypgeom_erfc,
    .series = arb_hypgeom_erfc_series,
};
