/* log u */
#include "function/elementary/row.h"

static int at_rational(fmpq_t value, const fmpq_t u)
{
    fmpq_zero(value);
    return fmpq_is_one(u);
}

static void box(acb_t value, const acb_t z, slong prec)
{
    acb_log_analytic(value, z, 1, prec);
}

const elementary_t elementary_log = {
    .name = "log",
    .monotone = MONOTONE_INCREASING,
    .domain = DOMAIN_POSITIVE,
    .lower = -INFINITY,
    .upper = INFINITY,
    .growth = GROWS_AS_LOG,
    .zeros = ZEROS_CROSSING_1,
    .twice_at_zero = -1,
    .at_rational = at_rational,
    .derivative = RULE(U, POWER(-1)),
    .ball = arb_log,
    .box = box,
    .series = arb_poly_log_series,
};
