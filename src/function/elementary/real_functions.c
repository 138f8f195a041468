/* Elementary functions on real balls.  On wide balls monotone functions are evaluated at the ends. */
#include <flint/arb_hypgeom.h>

#include "function/elementary/ball_functions.h"

int wane_ball_is_wide(const arb_t x)
{
    return mag_cmp_2exp_si(arb_radref(x), -7) > 0;
}

/* e^x/(1 + e^x) for x < 0 and 1/(1 + e^-x) otherwise: no cancellation on either side. */
static void sigmoid(arb_t value, const arb_t x, slong prec)
{
    arb_t t;

    arb_init(t);
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
    arb_clear(t);
}

/* max(x, 0) + log(1 + e^-|x|) */
static void softplus(arb_t value, const arb_t x, slong prec)
{
    arb_t t;

    arb_init(t);
    if (arf_sgn(arb_midref(x)) > 0) {
        arb_neg(t, x);
        arb_exp(t, t, prec + 4);
        arb_log1p(t, t, prec + 4);
        arb_add(value, x, t, prec);
    } else {
        arb_exp(t, x, prec + 4);
        arb_log1p(value, t, prec);
    }
    arb_clear(t);
}

/* log(2 cosh x) = softplus(2|x|) - |x|, increasing in |x|. */
static void log2cosh(arb_t value, const arb_t x, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_mul_2exp_si(t, x, 1);
    if (arf_sgn(arb_midref(x)) > 0) arb_neg(t, t);
    arb_exp(t, t, prec + 4);
    arb_log1p(t, t, prec + 4);
    if (arf_sgn(arb_midref(x)) > 0) arb_add(value, t, x, prec);
    else arb_sub(value, t, x, prec);
    arb_clear(t);
}

static void phi(arb_t value, const arb_t x, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_sqrt_ui(t, 2, prec + 4);
    arb_div(t, x, t, prec + 4);
    arb_neg(t, t);
    arb_hypgeom_erfc(value, t, prec);
    arb_mul_2exp_si(value, value, -1);
    arb_clear(t);
}

/* lower at negative x, upper at positive x, both around 0. */
static void jump(arb_t value, const arb_t x, slong lower, slong upper)
{
    if (arb_is_positive(x)) {
        arb_set_si(value, upper);
    } else if (arb_is_negative(x)) {
        arb_set_si(value, lower);
    } else {
        arb_t top;

        arb_init(top);
        arb_set_si(value, lower);
        arb_set_si(top, upper);
        arb_union(value, value, top, 30);
        arb_clear(top);
    }
}

static void square_root(arb_t value, const arb_t x, slong prec)
{
    if (arb_is_negative(x)) arb_indeterminate(value);
    else arb_sqrtpos(value, x, prec);
}

static void plain(arb_t value, wane_unary_t function, const arb_t x, slong prec)
{
    switch (function) {
    case WANE_UNARY_EXP:
        arb_exp(value, x, prec);
        break;
    case WANE_UNARY_LOG:
        arb_log(value, x, prec);
        break;
    case WANE_UNARY_SQRT:
        square_root(value, x, prec);
        break;
    case WANE_UNARY_SIN:
        arb_sin(value, x, prec);
        break;
    case WANE_UNARY_COS:
        arb_cos(value, x, prec);
        break;
    case WANE_UNARY_TAN:
        arb_tan(value, x, prec);
        break;
    case WANE_UNARY_SINH:
        arb_sinh(value, x, prec);
        break;
    case WANE_UNARY_COSH:
        arb_cosh(value, x, prec);
        break;
    case WANE_UNARY_TANH:
        arb_tanh(value, x, prec);
        break;
    case WANE_UNARY_ATAN:
        arb_atan(value, x, prec);
        break;
    case WANE_UNARY_ASINH:
        arb_asinh(value, x, prec);
        break;
    case WANE_UNARY_ERF:
        arb_hypgeom_erf(value, x, prec);
        break;
    case WANE_UNARY_ERFC:
        arb_hypgeom_erfc(value, x, prec);
        break;
    case WANE_UNARY_PHI:
        phi(value, x, prec);
        break;
    case WANE_UNARY_SIGMOID:
        sigmoid(value, x, prec);
        break;
    case WANE_UNARY_SOFTPLUS:
        softplus(value, x, prec);
        break;
    case WANE_UNARY_LOG2COSH:
        log2cosh(value, x, prec);
        break;
    case WANE_UNARY_ABS:
        if (arb_contains_zero(x)) {
            arb_neg(value, x);
            arb_union(value, x, value, prec);
            arb_nonnegative_part(value, value);
        } else {
            arb_abs(value, x);
        }
        break;
    case WANE_UNARY_SIGN:
        jump(value, x, -1, 1);
        break;
    case WANE_UNARY_STEP:
        jump(value, x, 0, 1);
        break;
    case WANE_UNARY_RELU:
        if (arb_is_negative(x)) arb_zero(value);
        else if (arb_is_positive(x)) arb_set(value, x);
        else arb_nonnegative_part(value, x);
        break;
    default: /* NEGATIVE_EXP */
        if (arb_is_nonnegative(x)) arb_zero(value);
        else arb_expm1(value, x, prec);
    }
}

/* From the values at both ends; decreasing functions too. */
static void monotone(arb_t value, wane_unary_t function, const arb_t x, slong prec)
{
    arb_t end, at_end;

    arb_init(end);
    arb_init(at_end);
    arb_get_lbound_arf(arb_midref(end), x, prec);
    plain(value, function, end, prec);
    arb_get_ubound_arf(arb_midref(end), x, prec);
    plain(at_end, function, end, prec);
    arb_union(value, value, at_end, prec);
    arb_clear(end);
    arb_clear(at_end);
}

/* cosh and log2cosh increase with |x|. */
static void even(arb_t value, wane_unary_t function, const arb_t x, slong prec)
{
    arb_t magnitude;

    arb_init(magnitude);
    plain(magnitude, WANE_UNARY_ABS, x, prec);
    monotone(value, function, magnitude, prec);
    arb_clear(magnitude);
}

void wane_real_unary(arb_t value, wane_unary_t function, const arb_t x, slong prec)
{
    int straddles = arb_contains_zero(x) && !arb_is_exact(x);

    if (function == WANE_UNARY_NEGATIVE_EXP && straddles) {
        monotone(value, function, x, prec);
    } else if (!wane_ball_is_wide(x) || wane_unary_facts[function].is_kinked || function == WANE_UNARY_SQRT) {
        plain(value, function, x, prec);
    } else if (function == WANE_UNARY_LOG && !arb_is_positive(x)) {
        arb_indeterminate(value);
    } else if (wane_unary_facts[function].is_increasing || function == WANE_UNARY_ERFC) {
        monotone(value, function, x, prec);
    } else if (function == WANE_UNARY_COSH || function == WANE_UNARY_LOG2COSH) {
        even(value, function, x, prec);
    } else {
        plain(value, function, x, prec);
    }
}

void wane_real_power(arb_t value, const arb_t x, ulong n, slong prec)
{
    arb_t magnitude;

    if (!wane_ball_is_wide(x)) {
        arb_pow_ui(value, x, n, prec);
        return;
    }
    /* Monotone in x (n odd) or in |x|: the ends suffice. */
    arb_init(magnitude);
    if (n % 2 == 0) plain(magnitude, WANE_UNARY_ABS, x, prec);
    else arb_set(magnitude, x);
    {
        arb_t end, at_end;

        arb_init(end);
        arb_init(at_end);
        arb_get_lbound_arf(arb_midref(end), magnitude, prec);
        if (n % 2 == 0 && arf_sgn(arb_midref(end)) < 0) arf_zero(arb_midref(end));
        arb_pow_ui(value, end, n, prec);
        arb_get_ubound_arf(arb_midref(end), magnitude, prec);
        arb_pow_ui(at_end, end, n, prec);
        arb_union(value, value, at_end, prec);
        if (n % 2 == 0) arb_nonnegative_part(value, value);
        arb_clear(end);
        arb_clear(at_end);
    }
    arb_clear(magnitude);
}
