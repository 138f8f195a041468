/* exp(min(u, 0)) - 1, the bent part of elu */
#include "function/elementary/row.h"

static int at_rational(fmpq_t value, const fmpq_t u)
{
    fmpq_zero(value);
    return fmpq_sgn(u) > 0;
}

static void one_side(arb_t value, const arb_t x, slong prec)
{
    if (arb_is_nonnegative(x)) arb_zero(value);
    else arb_expm1(value, x, prec);
}

static void ball(arb_t value, const arb_t x, slong prec)
{
    if (arb_contains_zero(x) && !arb_is_exact(x)) ball_from_ends(value, one_side, x, prec);
    else one_side(value, x, prec);
}

static void box(acb_t value, const acb_t z, slong prec)
{
    if (arb_is_positive(acb_realref(z))) acb_zero(value);
    else acb_expm1(value, z, prec);
}

static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    if (series_is_positive(u)) {
        arb_poly_zero(y);
        return;
    }
    arb_poly_exp_series(y, u, length, prec);
    arb_poly_add_si(y, y, -1, prec);
}

/* Of odd u: the even part (exp(-|u|) - 1)/2, and -sign(u) times that. */
#define BENT U, APPLY(ABS), SCALE(-1, 1), APPLY(EXP), INTEGER(1), SUB, SCALE(1, 2)

const elementary_t elementary_negative_exp = {
    .formula = "(elu(%+) - relu(%+))",
    .part_of = "elu",
    .monotone = MONOTONE_INCREASING,
    .lower = -1,
    .upper = 0,
    .offset = 1,
    .is_kinked = 1,
    .slope_jump = -1,
    .at_rational = at_rational,
    .derivative = /* (1 - step(u)) exp(min(u, 0)) */
    RULE(INTEGER(1), U, APPLY(STEP), SUB, INTEGER(1), U, APPLY(NEGATIVE_EXP), ADD, MUL),
    .branch = {RULE(U, APPLY(EXP), INTEGER(1), SUB), RULE(INTEGER(0))},
    .part = {RULE(BENT), RULE(U, APPLY(SIGN), SCALE(-1, 1), BENT, MUL)},
    .ball = ball,
    .box = box,
    .series = series,
};
