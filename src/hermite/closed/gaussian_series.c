#include "hermite/closed/gaussian_series.h"

#include <flint/arb_hypgeom.h>

#include "base/scoped.h"
#include "hermite/closed/values_at_point.h"

void quadratic_init(quadratic_t u)
{
    arb_init(u->quadratic);
    arb_init(u->linear);
    arb_init(u->constant);
}

void quadratic_clear(quadratic_t u)
{
    arb_clear(u->quadratic);
    arb_clear(u->linear);
    arb_clear(u->constant);
}

/* c[k] = factor base^k / sqrt(k!) */
static void powers(arb_ptr c, slong length, const arb_t factor, const arb_t base, slong prec)
{
    SCOPED(arb, root);
    for (slong k = 0; k < length; k++) {
        if (k == 0) {
            arb_set(c, factor);
        } else {
            arb_sqrt_ui(root, (ulong)k, prec);
            arb_mul(c + k, c + k - 1, base, prec);
            arb_div(c + k, c + k, root, prec);
        }
    }
}

/* c[k] = factor w^(k/2) h_k(mean / sqrt w), w > 0: derivations/10 (2) */
static void damped(arb_ptr c, slong length, const arb_t factor, const arb_t mean, const arb_t w, slong prec)
{
    SCOPED(arb, root, x, scale);
    arb_sqrt(root, w, prec);
    arb_div(x, mean, root, prec);
    hermite_values_at_point(c, length, x, prec);
    arb_set(scale, factor);
    for (slong k = 0; k < length; k++) {
        arb_mul(c + k, c + k, scale, prec);
        arb_mul(scale, scale, root, prec);
    }
}

/* The same for w < 0: all terms of sqrt(k+1) c_{k+1} = |mean| c_k + |w| sqrt(k) c_{k-1} are positive. */
static void amplified(arb_ptr c, slong length, const arb_t factor, const arb_t mean, const arb_t w,
                      slong prec)
{
    SCOPED(arb, root, previous_root, t, minus_w);
    arb_neg(minus_w, w);
    arb_set(c, factor);
    for (slong k = 0; k + 1 < length; k++) {
        arb_sqrt_ui(root, (ulong)k + 1, prec);
        arb_mul(c + k + 1, mean, c + k, prec);
        if (k > 0) {
            arb_mul(t, minus_w, c + k - 1, prec);
            arb_addmul(c + k + 1, t, previous_root, prec);
        }
        arb_div(c + k + 1, c + k + 1, root, prec);
        arb_swap(previous_root, root);
    }
}

/* derivations/10 (1) */
int gaussian_series_exp(arb_ptr c, slong length, const quadratic_t u, slong prec)
{
    int known = 1;
    SCOPED(arb, v, w, mean, factor);
    arb_mul_2exp_si(v, u->quadratic, 1);
    arb_sub_ui(v, v, 1, prec);
    arb_neg(v, v); /* 1/variance = 1 - 2 quadratic */
    if (!arb_is_positive(v)) {
        known = 0;
    } else {
        arb_inv(v, v, prec);
        arb_mul(mean, u->linear, v, prec);
        arb_mul(factor, mean, u->linear, prec);
        arb_mul_2exp_si(factor, factor, -1);
        arb_add(factor, factor, u->constant, prec);
        arb_exp(factor, factor, prec);
        arb_sqrt(w, v, prec);
        arb_mul(factor, factor, w, prec);
        arb_mul(w, v, u->quadratic, prec); /* 1 - v = -2 quadratic v */
        arb_mul_2exp_si(w, w, 1);
        arb_neg(w, w);
        if (arb_is_zero(w)) powers(c, length, factor, mean, prec);
        else if (arb_is_positive(w)) damped(c, length, factor, mean, w, prec);
        else if (arb_is_negative(w)) amplified(c, length, factor, mean, w, prec);
        else known = 0;
    }
    return known;
}

/* E cos(linear Z + constant + …) h_k: linear^k/sqrt(k!) exp(-linear^2/2) cos(constant + k pi/2), quarter
   turns exact: derivations/10 (3). */
static void oscillation(arb_ptr c, slong length, const quadratic_t u, int first_quarter, slong prec)
{
    SCOPED(arb, factor, sine, cosine);
    arb_sqr(factor, u->linear, prec);
    arb_mul_2exp_si(factor, factor, -1);
    arb_neg(factor, factor);
    arb_exp(factor, factor, prec);
    powers(c, length, factor, u->linear, prec);
    arb_sin_cos(sine, cosine, u->constant, prec);
    for (slong k = 0; k < length; k++) {
        slong quarter = (k + first_quarter) % 4;
        arb_mul(c + k, c + k, quarter % 2 == 0 ? cosine : sine, prec);
        if (quarter == 1 || quarter == 2) arb_neg(c + k, c + k);
    }
}

void gaussian_series_cos(arb_ptr c, slong length, const quadratic_t u, slong prec)
{
    oscillation(c, length, u, 0, prec);
}

void gaussian_series_sin(arb_ptr c, slong length, const quadratic_t u, slong prec)
{
    oscillation(c, length, u, 3, prec); /* sin t = cos(t - pi/2) = cos(t + 3 pi/2) */
}

/* erf(u)' = (2/sqrt pi) linear exp(-u^2) and c_k(f) = c_{k-1}(f')/sqrt(k), derivations/10 (4);
   E erf(u) = erf(constant/sqrt(1 + 2 linear^2)). */
int gaussian_series_erf(arb_ptr c, slong length, const quadratic_t u, slong prec)
{
    quadratic_t square;
    quadratic_init(square);
    SCOPED(arb, t);
    arb_sqr(square->quadratic, u->linear, prec);
    arb_neg(square->quadratic, square->quadratic);
    arb_mul(square->linear, u->linear, u->constant, prec);
    arb_mul_2exp_si(square->linear, square->linear, 1);
    arb_neg(square->linear, square->linear);
    arb_sqr(square->constant, u->constant, prec);
    arb_neg(square->constant, square->constant);
    int known = length < 2 || gaussian_series_exp(c + 1, length - 1, square, prec);
    for (slong k = 1; known && k < length; k++) {
        arb_mul(c + k, c + k, u->linear, prec);
        arb_mul_2exp_si(c + k, c + k, 1);
        arb_const_pi(t, prec);
        arb_mul_ui(t, t, (ulong)k, prec);
        arb_rsqrt(t, t, prec);
        arb_mul(c + k, c + k, t, prec);
    }
    arb_sqr(t, u->linear, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_add_ui(t, t, 1, prec);
    arb_rsqrt(t, t, prec);
    arb_mul(t, t, u->constant, prec);
    arb_hypgeom_erf(c, t, prec);
    quadratic_clear(square);
    return known;
}
