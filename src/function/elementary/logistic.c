/* What tanh, sigmoid, softplus and log(2 cosh) share. */
#include "base/scoped.h"
#include "function/elementary/ball.h"

/* The principal branch. */
void box_log1p_exp(acb_t value, const acb_t w, slong prec)
{

    SCOPED(acb, u);
    SCOPED(mag, size);
    acb_exp(u, w, prec + 4);
    acb_get_mag(size, u);
    if (mag_cmp_2exp_si(size, -1) < 0) {
        acb_log1p(value, u, prec);
    } else {
        acb_add_ui(u, u, 1, prec + 4);
        acb_log_analytic(value, u, 1, prec);
    }
}

/* t = exp(-|u|), |u| = u or -u by the sign at the point (either is right); 1 if u is not negative there. */
static int decaying(arb_poly_t t, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb, value);
    arb_poly_get_coeff_arb(value, u, 0);
    const int positive = arf_sgn(arb_midref(value)) >= 0;
    if (positive) arb_poly_neg(t, u);
    else arb_poly_set(t, u);
    arb_poly_exp_series(t, t, length, prec);
    return positive;
}

/* 1/(1 + exp(-u)) = 1/(1 + t) or t/(1 + t) */
void series_sigmoid(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb_poly, t, denominator);
    const int positive = decaying(t, u, length, prec);
    arb_poly_set(denominator, t);
    arb_poly_add_si(denominator, denominator, 1, prec);
    arb_poly_div_series(y, t, denominator, length, prec);
    if (positive) {
        arb_poly_neg(y, y);
        arb_poly_add_si(y, y, 1, prec);
    }
}

/* log(1 + exp u) = max(u, 0) + log(1 + t) */
void series_softplus(arb_poly_t y, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb_poly, t);
    const int positive = decaying(t, u, length, prec);
    arb_poly_log1p_series(t, t, length, prec);
    if (positive) arb_poly_add(y, t, u, prec);
    else arb_poly_swap(y, t);
}
