/* Elementary functions on complex balls: finite values only where holomorphic. */
#include <flint/acb_hypgeom.h>

#include "function/elementary/complex_private.h"

/* atan and asinh are cut along i y, |y| >= 1. */
static int meets_imaginary_cut(const acb_t z)
{
    arb_t one;
    int result;

    arb_init(one);
    arb_one(one);
    result = arb_contains_zero(acb_realref(z)) && !wane_real_is_below(acb_imagref(z), one);
    arb_clear(one);
    return result;
}

/* tan z = -i tanh(i z) */
static void tangent(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    acb_init(w);
    acb_mul_onei(w, z);
    wane_complex_tanh(value, w, prec);
    acb_div_onei(value, value);
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
        wane_complex_tanh(value, z, prec);
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
        wane_complex_sigmoid(value, z, prec);
        break;
    case WANE_UNARY_SOFTPLUS:
        wane_complex_softplus(value, z, prec);
        break;
    case WANE_UNARY_LOG2COSH:
        wane_complex_log2cosh(value, z, prec);
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
    } else if (!wane_complex_is_wide(z)) {
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
