#include "hermite/rule/tail_range.h"

#include <math.h>

#include "base/scoped.h"
#include "hermite/rule/mehler.h"

#define LARGEST_RANGE 4000.0

void hermite_growth_tail(mag_t bound, const growth_t growth, double X, double rho)
{
    const slong prec = 64;
    SCOPED(arb, x, gamma, decay, t);

    /* gamma = 1/(2 (1 + rho)) - quadratic;  decay = 2 gamma X - linear - degree/(1 + X) */
    arb_set_d(x, X);
    arb_set_d(gamma, rho);
    arb_add_ui(gamma, gamma, 1, prec);
    arb_mul_2exp_si(gamma, gamma, 1);
    arb_inv(gamma, gamma, prec);
    arf_set_mag(arb_midref(t), growth->quadratic);
    arb_sub(gamma, gamma, t, prec);
    arb_mul(decay, gamma, x, prec);
    arb_mul_2exp_si(decay, decay, 1);
    arf_set_mag(arb_midref(t), growth->linear);
    arb_sub(decay, decay, t, prec);
    arb_add_ui(t, x, 1, prec);
    arb_ui_div(t, (ulong)growth->degree, t, prec);
    arb_sub(decay, decay, t, prec);

    if (!arb_is_positive(gamma) || !arb_is_positive(decay)) {
        mag_inf(bound);
    } else {
        SCOPED(arb, exponent);
        arb_mul(exponent, gamma, x, prec);
        arb_mul(exponent, exponent, x, prec);
        arf_set_mag(arb_midref(t), growth->linear);
        mag_zero(arb_radref(t));
        arb_submul(exponent, t, x, prec);
        arb_neg(exponent, exponent);
        arb_exp(exponent, exponent, prec);
        arb_add_ui(t, x, 1, prec);
        arb_pow_ui(t, t, (ulong)growth->degree, prec);
        arb_mul(t, t, exponent, prec);
        arb_div(t, t, decay, prec);
        arb_get_mag(bound, t);
        mag_mul(bound, bound, growth->factor);
        mag_mul_2exp_si(bound, bound, 1);
    }
}

/* ln of the tail bound beyond X for this degree, at the best rho of the list. */
static double log_tail(const growth_t growth, double X, double degree, const mehler_bound_t list)
{
    SCOPED(mag, bound);
    double best = INFINITY;
    for (int i = 0; i < MEHLER_COUNT; i++) {
        hermite_growth_tail(bound, growth, X, list->rho[i]);
        if (mag_is_inf(bound)) continue;
        double here = mag_is_zero(bound) ? -INFINITY : mag_get_d_log2_approx(bound) * M_LN2;
        here += mehler_log_factor(list->rho[i], degree);
        if (here < best) best = here;
    }
    return best;
}

double hermite_tail_range(const growth_t growth, double degree, double nats)
{
    SCOPED(mehler_bound, list);
    double low = 0, high = 4;
    while (high < LARGEST_RANGE && log_tail(growth, high, degree, list) > -nats) {
        low = high;
        high *= 2;
    }
    while (high < LARGEST_RANGE && high - low > 0.125) {
        double middle = 0.5 * (low + high);
        if (log_tail(growth, middle, degree, list) > -nats) low = middle;
        else high = middle;
    }
    return high < LARGEST_RANGE ? high : INFINITY;
}
