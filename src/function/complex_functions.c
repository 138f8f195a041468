/* Elementary functions on complex balls: finite values only where holomorphic. */
#include <flint/acb_hypgeom.h>

#include "function/ball_functions.h"

static int is_wide(const acb_t z)
{
    return wane_ball_is_wide(acb_realref(z)) || wane_ball_is_wide(acb_imagref(z));
}

/* 1 if |x| < c proved. */
static int is_below(const arb_t x, const arb_t c)
{
    arb_t t;
    int result;

    arb_init(t);
    arb_sub(t, c, x, 64);
    result = arb_is_positive(t);
    arb_add(t, c, x, 64);
    result = result && arb_is_positive(t);
    arb_clear(t);
    return result;
}

static int is_below_pi(const arb_t x, slong shift)
{
    arb_t c;
    int result;

    arb_init(c);
    arb_const_pi(c, 64);
    arb_mul_2exp_si(c, c, shift);
    result = is_below(x, c);
    arb_clear(c);
    return result;
}

/* atan and asinh are cut along i y, |y| >= 1. */
static int meets_imaginary_cut(const acb_t z)
{
    arb_t one;
    int result;

    arb_init(one);
    arb_one(one);
    result = arb_contains_zero(acb_realref(z)) && !is_below(acb_imagref(z), one);
    arb_clear(one);
    return result;
}

/* 1 - 2u/(1 + u), u = e^(-2z): good for Re z >= 1, odd by symmetry (derivations/11 (4)). */
static void tanh_far(acb_t value, const acb_t z, slong prec)
{
    int negative = arf_sgn(arb_midref(acb_realref(z))) < 0;
    acb_t u;

    acb_init(u);
    acb_mul_2exp_si(u, z, 1);
    if (!negative) acb_neg(u, u);
    acb_exp(u, u, prec);
    acb_add_ui(value, u, 1, prec);
    acb_div(value, u, value, prec);
    acb_mul_2exp_si(value, value, 1);
    acb_sub_ui(value, value, 1, prec);
    if (!negative) acb_neg(value, value);
    acb_clear(u);
}

/* (sinh 2x + i sin 2y) / (2 (sinh^2 x + cos^2 y)): the denominator vanishes at the poles only, so a wide box
   is refused only if it meets one (derivations/11 (5)). */
static void tanh_near(acb_t value, const acb_t z, slong prec)
{
    arb_t s, c, t;

    arb_init(s);
    arb_init(c);
    arb_init(t);
    wane_real_unary(t, WANE_UNARY_SINH, acb_realref(z), prec);
    wane_real_power(s, t, 2, prec);
    arb_cos(t, acb_imagref(z), prec);
    wane_real_power(c, t, 2, prec);
    arb_add(s, s, c, prec);
    arb_mul_2exp_si(s, s, 1);
    arb_mul_2exp_si(t, acb_realref(z), 1);
    wane_real_unary(c, WANE_UNARY_SINH, t, prec);
    arb_div(acb_realref(value), c, s, prec);
    arb_mul_2exp_si(t, acb_imagref(z), 1);
    arb_sin(c, t, prec);
    arb_div(acb_imagref(value), c, s, prec);
    arb_clear(s);
    arb_clear(c);
    arb_clear(t);
}

static void hyperbolic_tangent(acb_t value, const acb_t z, slong prec)
{
    arb_srcptr x = acb_realref(z);

    if (!is_wide(z)) acb_tanh(value, z, prec);
    else if (arf_cmpabs_2exp_si(arb_midref(x), 0) >= 0 && !arb_contains_zero(x)) tanh_far(value, z, prec);
    else tanh_near(value, z, prec);
}

/* tan z = -i tanh(i z) */
static void tangent(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    acb_init(w);
    acb_mul_onei(w, z);
    hyperbolic_tangent(value, w, prec);
    acb_div_onei(value, value);
    acb_clear(w);
}

/* e^z/(1 + e^z) left of 0, 1/(1 + e^-z) right of it; wide boxes about 0 through tanh. */
static void sigmoid(acb_t value, const acb_t z, slong prec)
{
    acb_t u;

    acb_init(u);
    if (is_wide(z) && arf_cmpabs_2exp_si(arb_midref(acb_realref(z)), 1) < 0) {
        acb_mul_2exp_si(u, z, -1);
        hyperbolic_tangent(value, u, prec);
        acb_add_ui(value, value, 1, prec);
        acb_mul_2exp_si(value, value, -1);
    } else if (arf_sgn(arb_midref(acb_realref(z))) < 0) {
        acb_exp(u, z, prec + 4);
        acb_add_ui(value, u, 1, prec + 4);
        acb_div(value, u, value, prec);
    } else {
        acb_neg(u, z);
        acb_exp(u, u, prec + 4);
        acb_add_ui(u, u, 1, prec + 4);
        acb_inv(value, u, prec);
    }
    acb_clear(u);
}

/* log(1 + e^w), |Im w| < pi: the principal branch. */
static void log_one_plus_exp(acb_t value, const acb_t w, slong prec)
{
    acb_t u;
    mag_t size;

    acb_init(u);
    mag_init(size);
    acb_exp(u, w, prec + 4);
    acb_get_mag(size, u);
    if (mag_cmp_2exp_si(size, -1) < 0) {
        acb_log1p(value, u, prec);
    } else {
        acb_add_ui(u, u, 1, prec + 4);
        acb_log_analytic(value, u, 1, prec);
    }
    acb_clear(u);
    mag_clear(size);
}

/* Analytic on |Im z| < pi, and log(1 + e^z) = z + log(1 + e^-z) there. */
static void softplus(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    if (!is_below_pi(acb_imagref(z), 0)) {
        acb_indeterminate(value);
    } else if (arf_sgn(arb_midref(acb_realref(z))) > 0) {
        acb_init(w);
        acb_neg(w, z);
        log_one_plus_exp(value, w, prec + 4);
        acb_add(value, value, z, prec);
        acb_clear(w);
    } else {
        log_one_plus_exp(value, z, prec);
    }
}

/* Analytic on |Im z| < pi/2: log(2 cosh z) = +-z + log(1 + e^(-+2z)). */
static void log2cosh(acb_t value, const acb_t z, slong prec)
{
    int negative = arf_sgn(arb_midref(acb_realref(z))) < 0;
    acb_t w;

    if (!is_below_pi(acb_imagref(z), -1)) {
        acb_indeterminate(value);
        return;
    }
    acb_init(w);
    acb_mul_2exp_si(w, z, 1);
    if (!negative) acb_neg(w, w);
    log_one_plus_exp(value, w, prec + 4);
    if (negative) acb_sub(value, value, z, prec);
    else acb_add(value, value, z, prec);
    acb_clear(w);
}

static void phi(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    acb_init(w);
    arb_sqrt_ui(acb_realref(w), 2, prec + 4);
    acb_div(w, z, w, prec + 4);
    acb_neg(w, w);
    acb_hypgeom_erfc(value, w, prec);
    acb_mul_2exp_si(value, value, -1);
    acb_clear(w);
}

/* Where Re z keeps its sign a kinked function is one of its two analytic pieces. */
static void kinked(acb_t value, wane_unary_t function, const acb_t z, slong prec)
{
    int positive = arb_is_positive(acb_realref(z));

    if (!positive && !arb_is_negative(acb_realref(z))) {
        acb_indeterminate(value);
        return;
    }
    switch (function) {
    case WANE_UNARY_ABS:
        if (positive) acb_set(value, z);
        else acb_neg(value, z);
        break;
    case WANE_UNARY_SIGN:
        acb_set_si(value, positive ? 1 : -1);
        break;
    case WANE_UNARY_STEP:
        acb_set_si(value, positive);
        break;
    case WANE_UNARY_RELU:
        if (positive) acb_set(value, z);
        else acb_zero(value);
        break;
    default: /* NEGATIVE_EXP */
        if (positive) acb_zero(value);
        else acb_expm1(value, z, prec);
    }
}

static void analytic(acb_t value, wane_unary_t function, const acb_t z, slong prec)
{
    switch (function) {
    case WANE_UNARY_EXP:
        acb_exp(value, z, prec);
        break;
    case WANE_UNARY_LOG:
        acb_log_analytic(value, z, 1, prec);
        break;
    case WANE_UNARY_SQRT:
        acb_sqrt_analytic(value, z, 1, prec);
        break;
    case WANE_UNARY_SIN:
        acb_sin(value, z, prec);
        break;
    case WANE_UNARY_COS:
        acb_cos(value, z, prec);
        break;
    case WANE_UNARY_TAN:
        tangent(value, z, prec);
        break;
    case WANE_UNARY_SINH:
        acb_sinh(value, z, prec);
        break;
    case WANE_UNARY_COSH:
        acb_cosh(value, z, prec);
        break;
    case WANE_UNARY_TANH:
        hyperbolic_tangent(value, z, prec);
        break;
    case WANE_UNARY_ATAN:
        if (meets_imaginary_cut(z)) acb_indeterminate(value);
        else acb_atan(value, z, prec);
        break;
    case WANE_UNARY_ASINH:
        if (meets_imaginary_cut(z)) acb_indeterminate(value);
        else acb_asinh(value, z, prec);
        break;
    case WANE_UNARY_ERF:
        acb_hypgeom_erf(value, z, prec);
        break;
    case WANE_UNARY_ERFC:
        acb_hypgeom_erfc(value, z, prec);
        break;
    case WANE_UNARY_PHI:
        phi(value, z, prec);
        break;
    case WANE_UNARY_SIGMOID:
        sigmoid(value, z, prec);
        break;
    case WANE_UNARY_SOFTPLUS:
        softplus(value, z, prec);
        break;
    case WANE_UNARY_LOG2COSH:
        log2cosh(value, z, prec);
        break;
    default:
        kinked(value, function, z, prec);
    }
}

void wane_complex_unary(acb_t value, wane_unary_t function, const acb_t z, slong prec)
{
    if (!arb_is_zero(acb_imagref(z)) || wane_unary_facts[function].is_kinked) {
        analytic(value, function, z, prec);
    } else if (wane_unary_facts[function].is_partial && function != WANE_UNARY_TAN &&
               !arb_is_positive(acb_realref(z))) {
        acb_indeterminate(value);
    } else {
        wane_real_unary(acb_realref(value), function, acb_realref(z), prec);
        arb_zero(acb_imagref(value));
    }
}

/* (x + iy)^2 = x^2 - y^2 + 2ixy with squares that know their sign. */
static void wide_square(acb_t value, const acb_t z, slong prec)
{
    arb_t x, y;

    arb_init(x);
    arb_init(y);
    wane_real_power(x, acb_realref(z), 2, prec);
    wane_real_power(y, acb_imagref(z), 2, prec);
    arb_mul(acb_imagref(value), acb_realref(z), acb_imagref(z), prec);
    arb_mul_2exp_si(acb_imagref(value), acb_imagref(value), 1);
    arb_sub(acb_realref(value), x, y, prec);
    arb_clear(x);
    arb_clear(y);
}

void wane_complex_power(acb_t value, const acb_t z, ulong n, slong prec)
{
    if (arb_is_zero(acb_imagref(z))) {
        wane_real_power(acb_realref(value), acb_realref(z), n, prec);
        arb_zero(acb_imagref(value));
    } else if (!is_wide(z)) {
        acb_pow_ui(value, z, n, prec);
    } else {
        acb_t square;

        acb_init(square);
        acb_one(value);
        for (int bit = FLINT_BIT_COUNT(n) - 1; bit >= 0; bit--) {
            wide_square(square, value, prec);
            if (n >> bit & 1) acb_mul(value, square, z, prec);
            else acb_swap(value, square);
        }
        acb_clear(square);
    }
}
