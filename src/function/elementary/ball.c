/* Real balls and complex boxes: widths, ends, powers. */
#include "base/scoped.h"
#include "function/elementary/ball.h"

int ball_is_wide(const arb_t x)
{
    return mag_cmp_2exp_si(arb_radref(x), -7) > 0;
}

int box_is_wide(const acb_t z)
{
    return ball_is_wide(acb_realref(z)) || ball_is_wide(acb_imagref(z));
}

int ball_centre_sign(const arb_t x)
{
    return arf_sgn(arb_midref(x));
}

int ball_centre_is_below(const arb_t x, slong e)
{
    return arf_cmpabs_2exp_si(arb_midref(x), e) < 0;
}

/* 1 if |x| < c is proved. */
static int is_below(const arb_t x, const arb_t c)
{
    int result;

    SCOPED(arb, t);
    arb_sub(t, c, x, 64);
    result = arb_is_positive(t);
    arb_add(t, c, x, 64);
    result = result && arb_is_positive(t);
    return result;
}

int ball_is_below_pi(const arb_t x, slong shift)
{
    int result;

    SCOPED(arb, c);
    arb_const_pi(c, 64);
    arb_mul_2exp_si(c, c, shift);
    result = is_below(x, c);
    return result;
}

int box_meets_imaginary_cut(const acb_t z)
{
    int result;

    SCOPED(arb, one);
    arb_one(one);
    result = arb_contains_zero(acb_realref(z)) && !is_below(acb_imagref(z), one);
    return result;
}

void box_intersect(acb_t value, const acb_t bounds, slong prec)
{
    if (!acb_is_finite(bounds)) return;
    if (!acb_is_finite(value)) {
        acb_set(value, bounds);
        return;
    }
    arb_intersection(acb_realref(value), acb_realref(value), acb_realref(bounds), prec);
    arb_intersection(acb_imagref(value), acb_imagref(value), acb_imagref(bounds), prec);
}

/* ---- from the ends ---- */

void ball_from_ends(arb_t value, ball_map_t *f, const arb_t x, slong prec)
{

    SCOPED(arb, end, at_end);
    arb_get_lbound_arf(arb_midref(end), x, prec);
    f(value, end, prec);
    arb_get_ubound_arf(arb_midref(end), x, prec);
    f(at_end, end, prec);
    arb_union(value, value, at_end, prec);
}

void ball_monotone(arb_t value, ball_map_t *f, const arb_t x, slong prec)
{
    if (ball_is_wide(x)) ball_from_ends(value, f, x, prec);
    else f(value, x, prec);
}

void ball_abs(arb_t value, const arb_t x, slong prec)
{
    if (arb_contains_zero(x)) {
        arb_neg(value, x);
        arb_union(value, x, value, prec);
        arb_nonnegative_part(value, value);
    } else {
        arb_abs(value, x);
    }
}

void ball_even(arb_t value, ball_map_t *f, const arb_t x, slong prec)
{

    SCOPED(arb, magnitude);
    ball_abs(magnitude, x, prec);
    ball_from_ends(value, f, magnitude, prec);
}

/* ---- powers ---- */

void ball_power(arb_t value, const arb_t x, ulong n, slong prec)
{

    if (!ball_is_wide(x)) {
        arb_pow_ui(value, x, n, prec);
        return;
    }
    /* Monotone in x (n odd) or in |x|: the ends suffice. */
    SCOPED(arb, magnitude);
    if (n % 2 == 0) ball_abs(magnitude, x, prec);
    else arb_set(magnitude, x);
    {

        SCOPED(arb, end, at_end);
        arb_get_lbound_arf(arb_midref(end), magnitude, prec);
        if (n % 2 == 0 && arf_sgn(arb_midref(end)) < 0) arf_zero(arb_midref(end));
        arb_pow_ui(value, end, n, prec);
        arb_get_ubound_arf(arb_midref(end), magnitude, prec);
        arb_pow_ui(at_end, end, n, prec);
        arb_union(value, value, at_end, prec);
        if (n % 2 == 0) arb_nonnegative_part(value, value);
    }
}

/* (x + iy)^2 = x^2 - y^2 + 2ixy with squares that know their sign. */
static void wide_square(acb_t value, const acb_t z, slong prec)
{

    SCOPED(arb, x, y);
    ball_power(x, acb_realref(z), 2, prec);
    ball_power(y, acb_imagref(z), 2, prec);
    arb_mul(acb_imagref(value), acb_realref(z), acb_imagref(z), prec);
    arb_mul_2exp_si(acb_imagref(value), acb_imagref(value), 1);
    arb_sub(acb_realref(value), x, y, prec);
}

void box_power(acb_t value, const acb_t z, ulong n, slong prec)
{
    if (arb_is_zero(acb_imagref(z))) {
        ball_power(acb_realref(value), acb_realref(z), n, prec);
        arb_zero(acb_imagref(value));
    } else if (!box_is_wide(z)) {
        acb_pow_ui(value, z, n, prec);
    } else {

        SCOPED(acb, square);
        acb_one(value);
        for (int bit = FLINT_BIT_COUNT(n) - 1; bit >= 0; bit--) {
            wide_square(square, value, prec);
            if (n >> bit & 1) acb_mul(value, square, z, prec);
            else acb_swap(value, square);
        }
    }
}

/* ---- series ---- */

int series_is_positive(const arb_poly_t u)
{
    int positive;

    SCOPED(arb, value);
    arb_poly_get_coeff_arb(value, u, 0);
    positive = arb_is_positive(value);
    return positive;
}
