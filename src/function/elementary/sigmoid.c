/* 1/(1 + exp(-u)) */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* e^x/(1 + e^x) for x < 0 and 1/(1 + e^-x) otherwise: no cancellation on either side. */
static void ball(arb_t value, const arb_t x, slong prec)
{

    SCOPED(arb, t);
    if (arf_sgn(arb_midref(x)) < 0) {
        arb_exp(t, x, prec + 4);
        arb_add_ui(value, t, 1, prec + 4);
        arb_div(value, t, value, prec);
    } else {
        arb_neg(t, x);
        arb_exp(t, t, prec + 4);
        arb_add_ui(t, t, 1, prec + 4);
        arb_inv(value, t, prec);
    }
}

/* e^z/(1 + e^z) left of 0, 1/(1 + e^-z) right of it; wide boxes about 0 through tanh. */
static void box(acb_t value, const acb_t z, slong prec)
{

    SCOPED(acb, u);
    if (box_is_wide(z) && ball_centre_is_below(acb_realref(z), 1)) {
        acb_mul_2exp_si(u, z, -1);
        box_tanh(value, u, prec);
        acb_add_ui(value, value, 1, prec);
        acb_mul_2exp_si(value, value, -1);
    } else if (ball_centre_sign(acb_realref(z)) < 0) {
        acb_exp(u, z, prec + 4);
        acb_add_ui(value, u, 1, prec + 4);
        acb_div(value, u, value, prec);
    } else {
        acb_neg(u, z);
        acb_exp(u, u, prec + 4);
        acb_add_ui(u, u, 1, prec + 4);
        acb_inv(value, u, prec);
    }
}

const elementary_t elementary_sigmoid = {
    .name = "sigmoid",
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = 1,
    .fills_range = 1,
    .offset = 1,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 1,
    .derivative = RULE(U, APPLY(SIGMOID), U, SCALE(-1, 1), APPLY(SIGMOID), MUL),
    .part = {RULE(INTEGER(1), SCALE(1, 2)), RULE(U, SCALE(1, 2), APPLY(TANH), SCALE(1, 2))},
    .ball = ball,
    .box = box,
    .series = series_sigmoid,
};
