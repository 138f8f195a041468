#include "hermite/rule/mehler.h"

#include "base/scoped.h"

#include <math.h>

void mehler_bound_init(mehler_bound_t bound)
{
    /* small rho suits small degrees, 1 - rho ~ height/sqrt(degree) large ones */
    for (int i = 0; i < MEHLER_COUNT; i++) {
        bound->rho[i] = i == 0 ? 0.0625 : i == 1 ? 0.25 : 1 - ldexp(1.0, -(i - 1));
        mag_init(&bound->brace[i]);
    }
}

void mehler_bound_clear(mehler_bound_t bound)
{
    for (int i = 0; i < MEHLER_COUNT; i++) mag_clear(&bound->brace[i]);
}

void mehler_bound_errors(mag_ptr error, const mehler_bound_t bound, slong length)
{
    SCOPED(mag, ratio, t, u);
    for (slong k = 0; k < length; k++) mag_inf(&error[k]);
    for (int i = 0; i < MEHLER_COUNT; i++) {
        /* (2 pi)^(-1/2) < 2/5 */
        mag_set_d_lower(t, 1 - bound->rho[i]);
        mag_set_d_lower(u, 1 + bound->rho[i]);
        mag_mul_lower(t, t, u);
        mag_rsqrt(t, t);
        mag_sqrt(t, t);
        mag_mul(t, t, &bound->brace[i]);
        mag_mul_ui(t, t, 2);
        mag_div_ui(t, t, 5);
        mag_set_d_lower(ratio, bound->rho[i]);
        mag_rsqrt(ratio, ratio);
        for (slong k = 0; k < length; k++) {
            mag_min(&error[k], &error[k], t);
            mag_mul(t, t, ratio);
        }
    }
}

double mehler_log_factor(double rho, double degree)
{
    return -0.5 * degree * log(rho) - 0.25 * log(1 - rho * rho);
}

void mehler_gaussian(mag_t bound, double x, double rho)
{
    SCOPED(mag, exponent, divisor);
    mag_set_d_lower(exponent, fabs(x));
    mag_mul_lower(exponent, exponent, exponent);
    mag_set_d(divisor, rho);
    mag_add_ui(divisor, divisor, 1);
    mag_mul_2exp_si(divisor, divisor, 1);
    mag_div_lower(exponent, exponent, divisor);
    mag_expinv(bound, exponent);
}

void mehler_rise(arb_t value, double height, double rho)
{
    SCOPED(arb, t);
    arb_set_d(value, height);
    arb_sqr(value, value, 128);
    arb_set_d(t, rho);
    arb_sub_ui(t, t, 1, 64);
    arb_mul_si(t, t, -2, 64);
    arb_div(value, value, t, 64);
}
