/* sin u and cos u */
#include "function/elementary/row.h"

const elementary_t elementary_sin = {
    .name = "sin",
    .symmetry = SYMMETRY_ODD,
    .lower = -1,
    .upper = 1,
    .offset = 1,
    .derivative = RULE(U, APPLY(COS)),
    .sum_part = {RULE(U, APPLY(SIN), V, APPLY(COS), MUL), RULE(U, APPLY(COS), V, APPLY(SIN), MUL)},
    .ball = arb_sin,
    .box = acb_sin,
    .series = arb_poly_sin_series,
};

const elementary_t elementary_cos = {
    .name = "cos",
    .symmetry = SYMMETRY_EVEN,
    .lower = -1,
    .upper = 1,
    .offset = 1,
    .twice_at_zero = 2,
    .derivative = RULE(U, APPLY(SIN), SCALE(-1, 1)),
    .sum_part = {RULE(U, APPLY(COS), V, APPLY(COS), MUL),
                 RULE(U, APPLY(SIN), V, APPLY(SIN), MUL, SCALE(-1, 1))},
    .ball = arb_cos,
    .box = acb_cos,
    .series = arb_poly_cos_series,
};
