/* sqrt u and cbrt u */
#include "base/scoped.h"
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

const elementary_t elementary_sqrt = {
    .name = "sqrt",
    .monotone = MONOTONE_INCREASING,
    .domain = DOMAIN_NONNEGATIVE,
    .lower = 0,
    .upper = INFINITY,
    .growth = GROWS_AS_SQRT,
    .zeros = ZEROS_TOUCHING_0,
    .at_rational = at_rational,
    .derivative = RULE(U, APPLY(SQRT), POWER(-1), SCALE(1, 2)),
    .ball = ball,
    .box = box,
    .series = arb_poly_sqrt_series,
};

static int cube_at_rational(fmpq_t value, const fmpq_t u)
{
    SCOPED(fmpq, power);
    if (fmpq_sgn(u) < 0) return 0;
    fmpz_root(fmpq_numref(value), fmpq_numref(u), 3);
    fmpz_root(fmpq_denref(value), fmpq_denref(u), 3);
    fmpq_pow_si(power, value, 3);
    return fmpq_equal(power, u);
}

/* From the ends of x, of which what is negative does not count. */
static void cube_ball(arb_t value, const arb_t x, slong prec)
{
    SCOPED(arb, upper);
    arb_get_ubound_arf(arb_midref(upper), x, prec);
    if (arb_is_negative(x)) {
        arb_indeterminate(value);
    } else if (arb_is_positive(x)) {
        arb_root_ui(value, x, 3, prec);
    } else {
        arb_root_ui(upper, upper, 3, prec);
        arb_zero(value);
        arb_union(value, value, upper, prec);
    }
}

/* exp(log(z)/3) */
static void cube_box(acb_t value, const acb_t z, slong prec)
{
    SCOPED(acb, w);
    acb_log_analytic(w, z, 1, prec);
    acb_div_ui(w, w, 3, prec);
    acb_exp(value, w, prec);
}

static void cube_series(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb, third);
    arb_one(third);
    arb_div_ui(third, third, 3, prec);
    arb_poly_pow_arb_series(y, u, third, length, prec);
}

/* On u >= 0: the language's cbrt of other arguments is put together from two of these. */
const elementary_t elementary_cbrt = {
    .name = "cbrt",
    .monotone = MONOTONE_INCREASING,
    .domain = DOMAIN_NONNEGATIVE,
    .lower = 0,
    .upper = INFINITY,
    .slope = 1,
    .offset = 1,
    .zeros = ZEROS_TOUCHING_0,
    .at_rational = cube_at_rational,
    .derivative = RULE(U, APPLY(CBRT), POWER(-2), SCALE(1, 3)),
    .ball = cube_ball,
    .box = cube_box,
    .series = cube_series,
};
