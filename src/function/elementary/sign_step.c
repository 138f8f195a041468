/* sign u: -1, 1, and [-1, 1] at 0; step u: 0, 1, and [0, 1] at 0 */
#include "base/scoped.h"
#include "function/elementary/row.h"

static int sign_at_rational(fmpq_t value, const fmpq_t u)
{
    fmpq_set_si(value, fmpq_sgn(u), 1);
    return 1;
}

static int step_at_rational(fmpq_t value, const fmpq_t u)
{
    fmpq_set_si(value, fmpq_sgn(u) > 0, 1);
    return 1;
}

/* lower at negative x, upper at positive x, both around 0. */
static void jump(arb_t value, const arb_t x, slong lower, slong upper)
{
    if (arb_is_positive(x)) {
        arb_set_si(value, upper);
    } else if (arb_is_negative(x)) {
        arb_set_si(value, lower);
    } else {

        SCOPED(arb, top);
        arb_set_si(value, lower);
        arb_set_si(top, upper);
        arb_union(value, value, top, 30);
    }
}

static void sign_ball(arb_t value, const arb_t x, slong prec)
{
    jump(value, x, -1, 1);
}

static void step_ball(arb_t value, const arb_t x, slong prec)
{
    jump(value, x, 0, 1);
}

static void sign_box(acb_t value, const acb_t z, slong prec)
{
    acb_set_si(value, arb_is_positive(acb_realref(z)) ? 1 : -1);
}

static void step_box(acb_t value, const acb_t z, slong prec)
{
    acb_set_si(value, arb_is_positive(acb_realref(z)));
}

static void sign_series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    arb_poly_set_si(y, series_is_positive(u) ? 1 : -1);
}

static void step_series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    arb_poly_set_si(y, series_is_positive(u));
}

const elementary_t elementary_sign = {
    .name = "sign",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -1,
    .upper = 1,
    .offset = 1,
    .is_kinked = 1,
    .jumps = 1,
    .twice_at_zero = -1,
    .at_rational = sign_at_rational,
    .scaling = SCALING_INVARIANT,
    .branch = {RULE(INTEGER(-1)), RULE(INTEGER(1))},
    .ball = sign_ball,
    .box = sign_box,
    .series = sign_series,
};

const elementary_t elementary_step = {
    .name = "step",
    .symmetry = SYMMETRY_COMPLEMENT,
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = 1,
    .offset = 1,
    .is_kinked = 1,
    .jumps = 1,
    .twice_at_zero = -1,
    .at_rational = step_at_rational,
    .scaling = SCALING_INVARIANT,
    .branch = {RULE(INTEGER(0)), RULE(INTEGER(1))},
    .part = {RULE(INTEGER(1), SCALE(1, 2)), RULE(U, APPLY(SIGN), SCALE(1, 2))},
    .ball = step_ball,
    .box = step_box,
    .series = step_series,
};
