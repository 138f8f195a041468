/* Phi(u), the normal distribution function: erfc(-u/sqrt 2)/2 */
#include <flint/arb_hypgeom.h>

#include "base/scoped.h"
#include "function/elementary/row.h"

static void ball(arb_t value, const arb_t x, slong prec)
{

    SCOPED(arb, t);
    arb_sqrt_ui(t, 2, prec + 4);
    arb_div(t, x, t, prec + 4);
    arb_neg(t, t);
    arb_hypgeom_erfc(value, t, prec);
    arb_mul_2exp_si(value, value, -1);
}

static void box(acb_t value, const acb_t z, slong prec)
{

    SCOPED(acb, w);
    arb_sqrt_ui(acb_realref(w), 2, prec + 4);
    acb_div(w, z, w, prec + 4);
    acb_neg(w, w);
    box_erfc(value, w, prec);
    acb_mul_2exp_si(value, value, -1);
}

/* erfc(-u/sqrt 2)/2 */
static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb, scale);
    arb_set_ui(scale, 2);
    arb_rsqrt(scale, scale, prec);
    arb_neg(scale, scale);
    arb_poly_scalar_mul(y, u, scale, prec);
    arb_hypgeom_erfc_series(y, y, length, prec);
    arb_poly_scalar_mul_2exp_si(y, y, -1);
}

const elementary_t elementary_phi = {
    .name = "Phi",
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = 1,
    .fills_range = 1,
    .offset = 1,
    .zeros = ZEROS_NONE,
    .twice_at_zero = 1,
    .derivative = /* exp(-u^2/2)/sqrt(2 pi) */
    RULE(U, POWER(2), SCALE(-1, 2), APPLY(EXP), PI, SCALE(2, 1), APPLY(SQRT), DIV),
    .part = {RULE(INTEGER(1), SCALE(1, 2)), RULE(U, INTEGER(2), APPLY(SQRT), DIV, APPLY(ERF), SCALE(1, 2))},
    .ball = ball,
    .box = box,
    .series = series,
};
