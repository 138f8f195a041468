/* sigmoid, softplus and log(2 cosh) on complex balls. */
#include "function/elementary/complex_private.h"

/* e^z/(1 + e^z) left of 0, 1/(1 + e^-z) right of it; wide boxes about 0 through tanh. */
void wane_complex_sigmoid(acb_t value, const acb_t z, slong prec)
{
    acb_t u;

    acb_init(u);
    if (wane_complex_is_wide(z) && wane_real_centre_is_below(acb_realref(z), 1)) {
        acb_mul_2exp_si(u, z, -1);
        wane_complex_tanh(value, u, prec);
        acb_add_ui(value, value, 1, prec);
        acb_mul_2exp_si(value, value, -1);
    } else if (wane_real_centre_sign(acb_realref(z)) < 0) {
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

/* x becomes its lower or upper end. */
static void take_end(arb_t x, int upper, slong prec)
{
    if (upper) arb_get_ubound_arf(arb_midref(x), x, prec);
    else arb_get_lbound_arf(arb_midref(x), x, prec);
    mag_zero(arb_radref(x));
}

/* For |Im z| < pi: |1 + e^z|^2 = (1 - e^x)^2 + 4 e^x cos^2(y/2) lies between 4 e^x cos^2(y/2) and (1 +
   e^x)^2, and the argument of 1 + e^z between 0 and y (derivations/11 (7)). */
static void softplus_bounds(acb_t bounds, const acb_t z, slong prec)
{
    arb_t least, most, t;

    arb_init(least);
    arb_init(most);
    arb_init(t);
    wane_real_unary(least, WANE_UNARY_EXP, acb_realref(z), prec);
    arb_set(most, least);
    take_end(least, 0, prec);
    take_end(most, 1, prec);
    arb_add_ui(most, most, 1, prec);
    arb_log(most, most, prec);
    arb_mul_2exp_si(t, acb_imagref(z), -1);
    arb_cos(t, t, prec);
    take_end(t, 0, prec);
    if (arb_is_positive(t)) { /* cos(y/2) >= t > 0 */
        arb_mul(t, t, t, prec);
        arb_mul(least, least, t, prec);
        arb_mul_2exp_si(least, least, 2);
        arb_log(least, least, prec);
    } else {
        arb_indeterminate(least);
    }
    arb_mul_2exp_si(least, least, -1);
    arb_union(acb_realref(bounds), least, most, prec);
    arb_zero(t);
    arb_union(acb_imagref(bounds), acb_imagref(z), t, prec);
    arb_clear(least);
    arb_clear(most);
    arb_clear(t);
}

static void softplus_narrow(acb_t value, const acb_t z, slong prec)
{
    acb_t w;

    if (wane_real_centre_sign(acb_realref(z)) > 0) {
        acb_init(w);
        acb_neg(w, z);
        log_one_plus_exp(value, w, prec + 4);
        acb_add(value, value, z, prec);
        acb_clear(w);
    } else {
        log_one_plus_exp(value, z, prec);
    }
}

/* Analytic on |Im z| < pi, and log(1 + e^z) = z + log(1 + e^-z) there. */
void wane_complex_softplus(acb_t value, const acb_t z, slong prec)
{
    acb_t bounds;

    if (!wane_real_is_below_pi(acb_imagref(z), 0)) {
        acb_indeterminate(value);
        return;
    }
    softplus_narrow(value, z, prec);
    if (!wane_complex_is_wide(z)) return;
    acb_init(bounds);
    softplus_bounds(bounds, z, prec);
    wane_complex_intersect(value, bounds, prec);
    acb_clear(bounds);
}

/* Analytic on |Im z| < pi/2: log(2 cosh z) = +-z + log(1 + e^(-+2z)). */
void wane_complex_log2cosh(acb_t value, const acb_t z, slong prec)
{
    int negative = wane_real_centre_sign(acb_realref(z)) < 0;
    acb_t w;

    if (!wane_real_is_below_pi(acb_imagref(z), -1)) {
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
