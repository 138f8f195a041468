/* Hermite polynomials on balls, by recurrence at the centre
   and a finite Taylor bound for the radius; and on series. */
#include <math.h>

#include "base/scoped.h"
#include "function/elementary/ball.h"

/* He_(k+1)(z) = z He_k(z) - k He_(k-1)(z); size[k] >= |He_k|, k <= n. */
static void recurrence(acb_t value, mag_ptr size, ulong n, const acb_t z, slong prec)
{

    SCOPED(acb, previous, next);
    acb_one(previous);
    acb_set(value, z);
    mag_one(size);
    acb_get_mag(size + 1, z);
    for (ulong k = 1; k < n; k++) {
        acb_mul(next, z, value, prec);
        acb_submul_ui(next, previous, k, prec);
        acb_swap(previous, value);
        acb_swap(value, next);
        acb_get_mag(size + k + 1, value);
    }
}

/* |He_n(m + d) - He_n(m)| <= sum_(j>=1) C(n,j) |He_(n-j)(m)| r^j for |d| <= r (derivations/11 (8)). */
static void taylor_bound(mag_t error, mag_srcptr size, ulong n, const mag_t r)
{

    SCOPED(mag, power, term);
    mag_one(power);
    mag_zero(error);
    for (ulong j = 1; j <= n; j++) {
        mag_mul_ui(power, power, n - j + 1);
        mag_div_ui(power, power, j);
        mag_mul(power, power, r);
        mag_mul(term, power, size + n - j);
        mag_add(error, error, term);
    }
}

/* The recurrence in balls loses at most about sqrt(n) |z| / log 2 bits twice over while |z| < 2 sqrt(n). */
static slong working_precision(ulong n, const acb_t z, slong prec)
{
    double limit = 2 * sqrt((double)n), size;

    SCOPED(mag, m);
    acb_get_mag(m, z);
    size = mag_cmp_2exp_si(m, 20) < 0 ? mag_get_d(m) : limit;
    return prec + 20 + (slong)(2.9 * sqrt((double)n) * fmin(size, limit));
}

void box_hermite(acb_t value, ulong n, int orthonormal, const acb_t z, slong prec)
{
    slong working = working_precision(n, z, prec);
    mag_ptr size = flint_calloc(n + 1, sizeof(mag_struct));

    SCOPED(mag, r, error);
    SCOPED(acb, centre);
    arf_set(arb_midref(acb_realref(centre)), arb_midref(acb_realref(z)));
    arf_set(arb_midref(acb_imagref(centre)), arb_midref(acb_imagref(z)));
    mag_hypot(r, arb_radref(acb_realref(z)), arb_radref(acb_imagref(z)));
    recurrence(value, size, n, centre, working);
    if (!mag_is_zero(r)) {
        taylor_bound(error, size, n, r);
        arb_add_error_mag(acb_realref(value), error);
        if (!arb_is_zero(acb_imagref(z))) arb_add_error_mag(acb_imagref(value), error);
    }
    if (orthonormal) {
        arb_ptr norm = acb_realref(centre);

        arb_fac_ui(norm, n, prec + 10);
        arb_rsqrt(norm, norm, prec + 10);
        acb_mul_arb(value, value, norm, prec);
    } else {
        acb_set_round(value, value, prec);
    }
    for (ulong k = 0; k <= n; k++) mag_clear(size + k);
    flint_free(size);
}

void ball_hermite(arb_t value, ulong n, int orthonormal, const arb_t x, slong prec)
{

    SCOPED(acb, z, w);
    arb_set(acb_realref(z), x);
    box_hermite(w, n, orthonormal, z, prec);
    arb_swap(value, acb_realref(w));
}

/* He_{k+1} = u He_k - k He_{k-1} */
void series_hermite(arb_poly_t y, ulong n, int orthonormal, const arb_poly_t u, slong length, slong prec)
{
    SCOPED(arb_poly, previous, next);
    SCOPED(arb, t);
    arb_poly_one(y);
    for (ulong k = 0; k < n; k++) {
        arb_set_si(t, -(slong)k);
        arb_poly_scalar_mul(previous, previous, t, prec);
        arb_poly_mullow(next, u, y, length, prec);
        arb_poly_add(next, next, previous, prec);
        arb_poly_swap(previous, y);
        arb_poly_swap(y, next);
    }
    if (orthonormal) {
        arb_fac_ui(t, n, prec);
        arb_rsqrt(t, t, prec);
        arb_poly_scalar_mul(y, y, t, prec);
    }
}
