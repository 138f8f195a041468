/* sqrt u */
#include "function/elementary/row.h"

static int at_rational(fmpq_t value, const fmpq_t u)
{
    if (fmpq_sgn(u) < 0 || !fmpz_is_square(fmpq_numref(u)) || !fmpz_is_square(fmpq_denref(u))) return 0;
    fmpz_sqrt(fmpq_numref(value), fmpq_numref(u));
    fmpz_sqrt(fmpq_denref(value), fmpq_denref(u));
    return 1;
}

static void ball(arb_t value, const arb_t x, slong prec)
{
    if (arb_is_negative(x)) arb_indeterminate(value);
    else arb_sqrtpos(value, x, prec);
}

static void box(acb_t value, const acb_t z, slong prec)
{
    acb_sqrt_analytic(value, z, 1, prec);
}

const wane_elementary_t wane_elementary_sqrt = {
    .name = "sqrt",
    .monotone = WANE_MONOTONE_INCREASING,
    .domain = WANE_DOMAIN_NONNEGATIVE,
    .lower = 0,
    .upper = INFINITY,
    .growth = WANE_GROWS_AS_SQRT,
    .zeros = WANE_ZEROS_TOUCHING_0,
    .at_rational = at_rational,
    .derivative = RULE(U, APPLY(SQRT), POWER(-1), SCALE(1, 2)),
    .ball = ball,
    .box = box,
    .series = arb_poly_sqrt_series,
};
