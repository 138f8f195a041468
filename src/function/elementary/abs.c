/* |u| */
#include "function/elementary/row.h"

static int at_rational(fmpq_t value, const fmpq_t u)
{
    fmpq_abs(value, u);
    return 1;
}

static void box(acb_t value, const acb_t z, slong prec)
{
    if (arb_is_positive(acb_realref(z))) acb_set(value, z);
    else acb_neg(value, z);
}

static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    if (series_is_positive(u)) arb_poly_set(y, u);
    else arb_poly_neg(y, u);
}

const elementary_t elementary_abs = {
    .name = "abs",
    .symmetry = SYMMETRY_EVEN,
    .monotone = MONOTONE_IN_SIZE,
    .lower = 0,
    .upper = INFINITY,
    .slope = 1,
    .is_kinked = 1,
    .slope_jump = 2,
    .at_rational = at_rational,
    .scaling = SCALING_LINEAR,
    .is_idempotent = 1,
    .derivative = RULE(U, APPLY(SIGN)),
    .branch = {RULE(U, SCALE(-1, 1)), RULE(U, SCALE(1, 1))},
    .ball = ball_abs,
    .box = box,
    .series = series,
};
