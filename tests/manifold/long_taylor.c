#include "long_taylor.h"

#include <flint/arb_poly.h>
#include <math.h>

#define PREC 200
#define ORDER 32
#define LOCAL_ERROR 1e-30

static void truncate_to_midpoints(arb_poly_t f)
{
    for (slong i = 0; i < arb_poly_length(f); i++) mag_zero(arb_radref(f->coeffs + i));
}

/* Terms of a series in x that matter below 1e-40, with their derivatives. */
static slong terms(slong length, double x)
{
    const double bits = -log2(fmax(fabs(x), 0.01));
    return FLINT_MIN(length, 8 + (slong)(400 / fmax(bits, 1e-3)));
}

/* The series c about x, coefficients up to ORDER: sum over k of binomial(k, j) c_k x^(k-j). */
static void shift(arb_poly_t f, arb_srcptr c, slong length, const arb_t x)
{
    const slong used = terms(length, arf_get_d(arb_midref(x), ARF_RND_NEAR));
    arb_t weight, sum;
    arb_init(weight);
    arb_init(sum);
    arb_poly_zero(f);
    for (slong j = 0; j <= FLINT_MIN(ORDER, used - 1); j++) {
        arb_one(weight);
        arb_zero(sum);
        for (slong k = j; k < used; k++) {
            arb_addmul(sum, weight, c + k, PREC);
            arb_mul(weight, weight, x, PREC);
            arb_mul_ui(weight, weight, (ulong)k + 1, PREC);
            arb_div_ui(weight, weight, (ulong)(k + 1 - j), PREC);
        }
        arb_poly_set_coeff_arb(f, j, sum);
    }
    truncate_to_midpoints(f);
    arb_clear(weight);
    arb_clear(sum);
}

/* The same of the derivative of the series c. */
static void shift_derivative(arb_poly_t f, arb_srcptr c, slong length, const arb_t x)
{
    arb_ptr d = _arb_vec_init(length);
    for (slong k = 1; k < length; k++) arb_mul_ui(d + k - 1, c + k, (ulong)k, PREC);
    shift(f, d, length - 1, x);
    _arb_vec_clear(d, length);
}

/* The kernels about the point from which the series starts. */
typedef struct {
    arb_poly_t P, P1, K, K1;
} local_t;

static void local_init(local_t *f, const kernels_t k, const arb_t R)
{
    arb_t q;
    arb_init(q);
    arb_sqr(q, R, PREC);
    arb_poly_init(f->P);
    arb_poly_init(f->P1);
    arb_poly_init(f->K);
    arb_poly_init(f->K1);
    shift(f->P, k->p, k->length, R);
    shift_derivative(f->P1, k->p, k->length, R);
    shift(f->K, k->s, k->length, q);
    shift_derivative(f->K1, k->s, k->length, q);
    arb_clear(q);
}

static void local_clear(local_t *f)
{
    arb_poly_clear(f->P);
    arb_poly_clear(f->P1);
    arb_poly_clear(f->K);
    arb_poly_clear(f->K1);
}

/* (dR, da) = the field along (R, a), `length` terms: (1 - R^2) a (P' - a R K'), eps (P - a K). */
static void field(arb_poly_t dR, arb_poly_t da, const local_t *f, const arb_t eps, const arb_poly_t R,
                  const arb_poly_t a, slong length)
{
    arb_poly_t q, w, y, t;
    arb_poly_init(q);
    arb_poly_init(w);
    arb_poly_init(y);
    arb_poly_init(t);
    arb_poly_mullow(q, R, R, length, PREC);
    arb_poly_set(w, q);
    arb_poly_set_coeff_si(w, 0, 0);
    arb_poly_compose_series(y, f->K1, w, length, PREC);
    arb_poly_mullow(t, a, R, length, PREC);
    arb_poly_mullow(t, t, y, length, PREC);
    arb_poly_compose_series(y, f->K, w, length, PREC);
    arb_poly_set(w, R);
    arb_poly_set_coeff_si(w, 0, 0);
    arb_poly_compose_series(dR, f->P1, w, length, PREC);
    arb_poly_sub(t, dR, t, PREC);
    arb_poly_mullow(t, t, a, length, PREC);
    arb_poly_mullow(dR, t, q, length, PREC);
    arb_poly_sub(dR, t, dR, PREC);
    arb_poly_mullow(t, a, y, length, PREC);
    arb_poly_compose_series(da, f->P, w, length, PREC);
    arb_poly_sub(da, da, t, PREC);
    arb_poly_scalar_mul(da, da, eps, PREC);
    arb_poly_clear(q);
    arb_poly_clear(w);
    arb_poly_clear(y);
    arb_poly_clear(t);
}

/* Power series solution through (R, a): each pass adds a correct term. */
static void solve(arb_poly_t x, arb_poly_t y, const kernels_t k, const arb_t eps, const arb_t R,
                  const arb_t a)
{
    arb_poly_t dR, da;
    local_t f;
    local_init(&f, k, R);
    arb_poly_init(dR);
    arb_poly_init(da);
    arb_poly_set_arb(x, R);
    arb_poly_set_arb(y, a);
    for (slong length = 1; length <= ORDER; length++) {
        field(dR, da, &f, eps, x, y, length);
        arb_poly_integral(x, dR, PREC);
        arb_poly_integral(y, da, PREC);
        arb_poly_set_coeff_arb(x, 0, R);
        arb_poly_set_coeff_arb(y, 0, a);
        truncate_to_midpoints(x);
        truncate_to_midpoints(y);
    }
    arb_poly_clear(dR);
    arb_poly_clear(da);
    local_clear(&f);
}

static double safe_step(const arb_poly_t x)
{
    double h = INFINITY;
    for (slong k = ORDER - 1; k <= ORDER; k++) {
        if (k >= arb_poly_length(x) || arb_is_zero(x->coeffs + k)) continue;
        mag_t m;
        mag_init(m);
        arb_get_mag(m, x->coeffs + k);
        h = fmin(h, exp2((log2(LOCAL_ERROR) - mag_get_d_log2_approx(m)) / (double)k));
        mag_clear(m);
    }
    return h;
}

void long_taylor(arb_t R, arb_t a, const kernels_t kernels, const arb_t eps, const arb_t time)
{
    arb_poly_t x, y;
    arb_t left, step;
    arb_poly_init(x);
    arb_poly_init(y);
    arb_init(left);
    arb_init(step);
    arb_get_mid_arb(left, time);
    while (arb_is_positive(left)) {
        solve(x, y, kernels, eps, R, a);
        arb_set_d(step, fmin(fmin(safe_step(x), safe_step(y)), 1e3));
        if (arb_gt(step, left)) arb_set(step, left);
        arb_poly_evaluate(R, x, step, PREC);
        arb_poly_evaluate(a, y, step, PREC);
        arb_get_mid_arb(R, R);
        arb_get_mid_arb(a, a);
        arb_sub(left, left, step, PREC);
        arb_get_mid_arb(left, left);
    }
    arb_poly_clear(x);
    arb_poly_clear(y);
    arb_clear(left);
    arb_clear(step);
}
