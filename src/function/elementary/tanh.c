/* tanh u, on wide boxes too */
#include "base/scoped.h"
#include "function/elementary/row.h"

/* 1 - 2u/(1 + u), u = e^(-2z): good for Re z >= 1, odd by symmetry (derivations/11 (4)). */
static void tanh_far(acb_t value, const acb_t z, slong prec)
{
    int negative = arf_sgn(arb_midref(acb_realref(z))) < 0;

    SCOPED(acb, u);
    acb_mul_2exp_si(u, z, 1);
    if (!negative) acb_neg(u, u);
    acb_exp(u, u, prec);
    acb_add_ui(value, u, 1, prec);
    acb_div(value, u, value, prec);
    acb_mul_2exp_si(value, value, 1);
    acb_sub_ui(value, value, 1, prec);
    if (!negative) acb_neg(value, value);
}

/* With c = cos^2 y: |Re tanh| <= 1 for c >= 1/2, 1/(2 sqrt(c(1-c))) below, |Im tanh| <= sqrt(1/c - 1),
   whatever x (derivations/11 (6)). */
static void tanh_bounds(acb_t bounds, const arb_t cos_squared, slong prec)
{

    SCOPED(arb, c, t);
    SCOPED(mag, size);
    acb_zero(bounds);
    arb_get_lbound_arf(arb_midref(c), cos_squared, prec);
    arb_inv(t, c, prec);
    arb_sub_ui(t, t, 1, prec);
    arb_sqrtpos(t, t, prec);
    arb_get_mag(arb_radref(acb_imagref(bounds)), t);
    arb_sub_ui(t, c, 1, prec);
    arb_neg(t, t);
    arb_mul(t, t, c, prec);
    arb_mul_2exp_si(t, t, 2);
    arb_rsqrt(t, t, prec);
    mag_one(size);
    if (arf_cmp_2exp_si(arb_midref(c), -1) < 0) arb_get_mag(size, t);
    mag_set(arb_radref(acb_realref(bounds)), size);
}

/* (sinh 2x + i sin 2y) / (2 (sinh^2 x + cos^2 y)): the denominator vanishes at the poles only, so a wide box
   is refused only if it meets one (derivations/11 (5)). */
static void tanh_near(acb_t value, const acb_t z, slong prec)
{

    SCOPED(acb, bounds);
    SCOPED(arb, s, c, t);
    arb_cos(t, acb_imagref(z), prec);
    ball_power(c, t, 2, prec);
    if (arb_is_positive(c)) tanh_bounds(bounds, c, prec);
    else acb_indeterminate(bounds);
    ball_monotone(t, arb_sinh, acb_realref(z), prec);
    ball_power(s, t, 2, prec);
    arb_add(s, s, c, prec);
    arb_mul_2exp_si(s, s, 1);
    arb_mul_2exp_si(t, acb_realref(z), 1);
    ball_monotone(c, arb_sinh, t, prec);
    arb_div(acb_realref(value), c, s, prec);
    arb_mul_2exp_si(t, acb_imagref(z), 1);
    arb_sin(c, t, prec);
    arb_div(acb_imagref(value), c, s, prec);
    box_intersect(value, bounds, prec);
}

void box_tanh(acb_t value, const acb_t z, slong prec)
{
    arb_srcptr x = acb_realref(z);

    if (!box_is_wide(z)) acb_tanh(value, z, prec);
    else if (arf_cmpabs_2exp_si(arb_midref(x), 0) >= 0 && !arb_contains_zero(x)) tanh_far(value, z, prec);
    else tanh_near(value, z, prec);
}

/* 2 sigmoid(2u) - 1 */
static void series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{

    SCOPED(arb_poly, t);
    arb_poly_scalar_mul_2exp_si(t, u, 1);
    series_sigmoid(y, t, length, prec);
    arb_poly_scalar_mul_2exp_si(y, y, 1);
    arb_poly_add_si(y, y, -1, prec);
}

const elementary_t elementary_tanh = {
    .name = "tanh",
    .symmetry = SYMMETRY_ODD,
    .monotone = MONOTONE_INCREASING,
    .lower = -1,
    .upper = 1,
    .fills_range = 1,
    .offset = 1,
    .zeros = ZEROS_CROSSING_0,
    .derivative = RULE(INTEGER(1), U, APPLY(TANH), POWER(2), SCALE(-1, 1), ADD),
    .ball = arb_tanh,
    .box = box_tanh,
    .series = series,
};
