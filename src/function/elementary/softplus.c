/* log(1 + exp u) */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* max(x, 0) + log(1 + e^-|x|) */
static void ball(arb_t value, const arb_t x, slong prec)
{

    SCOPED(arb, t);
    if (arf_sgn(arb_midref(x)) > 0) {
        arb_neg(t, x);
        arb_exp(t, t, prec + 4);
        arb_log1p(t, t, prec + 4);
        arb_add(value, x, t, prec);
    } else {
        arb_exp(t, x, prec + 4);
        arb_log1p(value, t, prec);
    }
}

/* x becomes its lower or upper end. */
static void take_end(arb_t x, int upper, slong prec)
{
    if (upper) arb_get_ubound_arf(arb_midref(x), x, prec);
    else arb_get_lbound_arf(arb_midref(x), x, prec);
    mag_zero(arb_radref(x));
}

/* For |Im z| < pi: |1 + e^z|^2 = (1 - e^x)^2 + 4 e^x cos^2(y/2) lies between 4 e^x cos^2(y/2) and (1 +
   e^x)^2, and the argument of 1 + e^z between 0 and y (derivations/11 (7)). */
static void softplus_bounds(acb_t bounds, const acb_t z, slong prec)
{

    SCOPED(arb, least, most, t);
    ball_monotone(least, arb_exp, acb_realref(z), prec);
    arb_set(most, least);
    take_end(least, 0, prec);
    take_end(most, 1, prec);
    arb_add_ui(most, most, 1, prec);
    arb_log(most, most, prec);
    arb_mul_2exp_si(t, acb_imagref(z), -1);
    arb_cos(t, t, prec);
    take_end(t, 0, prec);
    if (arb_is_positive(t)) { /* cos(y/2) >= t > 0 */
        arb_mul(t, t, t, prec);
        arb_mul(least, least, t, prec);
        arb_mul_2exp_si(least, least, 2);
        arb_log(least, least, prec);
    } else {
        arb_indeterminate(least);
    }
    arb_mul_2exp_si(least, least, -1);
    arb_union(acb_realref(bounds), least, most, prec);
    arb_zero(t);
    arb_union(acb_imagref(bounds), acb_imagref(z), t, prec);
}

static void box_narrow(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    if (ball_centre_sign(acb_realref(z)) > 0) {
        acb_init(w);
        acb_neg(w, z);
        box_log1p_exp(value, w, prec + 4);
        acb_add(value, value, z, prec);
        acb_clear(w);
    } else {
        box_log1p_exp(value, z, prec);
    }
}

/* Analytic on |Im z| < pi, and log(1 + e^z) = z + log(1 + e^-z) there. */
static void box(acb_t value, const acb_t z, slong prec)
{

    if (!ball_is_below_pi(acb_imagref(z), 0)) {
        acb_indeterminate(value);
        return;
    }
    box_narrow(value, z, prec);
    if (!box_is_wide(z)) return;
    SCOPED(acb, bounds);
    softplus_bounds(bounds, z, prec);
    box_intersect(value, bounds, prec);
}

const elementary_t elementary_softplus = {
    .name = "softplus",
    .monotone = MONOTONE_INCREASING,
    .lower = 0,
    .upper = INFINITY,
    .fills_range = 1,
    .slope = 1,
    .offset = 0.6932 /* > log 2 */,
    .zeros = ZEROS_NONE,
    .twice_at_zero = -1,
    .derivative = RULE(U, APPLY(SIGMOID)),
    .part = {RULE(U, SCALE(1, 2), APPLY(LOG2COSH)), RULE(U, SCALE(1, 2))},
    .ball = ball,
    .box = box,
    .series = series_softplus,
};
