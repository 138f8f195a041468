/* max(u, 0) */
#include "function/elementary/row.h"

static int at_rational(fmpq_t value, const fmpq_t u)
{
    if (fmpq_sgn(u) > 0) fmpq_set(value, u);
    else fmpq_zero(value);
    return 1;
}

static void ball(arb_t value, const arb_t x, slong prec)
{
    if (arb_is_negative(x)) arb_zero(value);
    else if (arb_is_positive(x)) arb_set(value, x);
    else arb_nonnegative_part(value, x);
}

static void box(acb_t value, const acb_t z, slong prec)
{
    if (arb_is_positive(acb_realref(z))) acb_set(value, z);
    else acb_zero(value);
}

static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    if (series_is_positive(u)) arb_poly_set(y, u);
    else arb_poly_zero(y);
}

const elementary_t elementary_relu = {
    .name = "relu",
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = INFINITY,
    .slope = 1,
    .is_kinked = 1,
    .slope_jump = 1,
    .at_rational = at_rational,
    .scaling = SCALING_LINEAR,
    .derivative = RULE(U, APPLY(STEP)),
    .branch = {RULE(INTEGER(0)), RULE(U)},
    .part = {RULE(U, APPLY(ABS), SCALE(1, 2)), RULE(U, SCALE(1, 2))},
    .ball = ball,
    .box = box,
    .series = series,
};
