/* log(2 cosh u) */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* log(2 cosh x) = softplus(2|x|) - |x|, increasing in |x|. */
static void ball(arb_t value, const arb_t x, slong prec)
{

    SCOPED(arb, t);
    arb_mul_2exp_si(t, x, 1);
    if (arf_sgn(arb_midref(x)) > 0) arb_neg(t, t);
    arb_exp(t, t, prec + 4);
    arb_log1p(t, t, prec + 4);
    if (arf_sgn(arb_midref(x)) > 0) arb_add(value, t, x, prec);
    else arb_sub(value, t, x, prec);
}

/* Analytic on |Im z| < pi/2: log(2 cosh z) = +-z + log(1 + e^(-+2z)). */
static void box(acb_t value, const acb_t z, slong prec)
{
    int negative = ball_centre_sign(acb_realref(z)) < 0;

    if (!ball_is_below_pi(acb_imagref(z), -1)) {
        acb_indeterminate(value);
        return;
    }
    SCOPED(acb, w);
    acb_mul_2exp_si(w, z, 1);
    if (!negative) acb_neg(w, w);
    box_log1p_exp(value, w, prec + 4);
    if (negative) acb_sub(value, value, z, prec);
    else acb_add(value, value, z, prec);
}

/* softplus(2u) - u */
static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{

    SCOPED(arb_poly, t);
    arb_poly_scalar_mul_2exp_si(t, u, 1);
    series_softplus(y, t, length, prec);
    arb_poly_sub(y, y, u, prec);
}

const elementary_t elementary_log2cosh = {
    .formula = "(softplus(2*%^) - %*)",
    .part_of = "softplus",
    .symmetry = SYMMETRY_EVEN,
    .monotone = MONOTONE_IN_SIZE,
    .lower = 0.6931, /* < log 2 < 0.6932 */
    .upper = INFINITY,
    .slope = 1,
    .offset = 0.6932,
    .zeros = ZEROS_NONE,
    .twice_at_zero = -1,
    .derivative = RULE(U, APPLY(TANH)),
    .ball = ball,
    .box = box,
    .series = series,
};
