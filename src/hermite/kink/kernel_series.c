#include "hermite/kink/kernel_series.h"

#include "base/scoped.h"

#include <math.h>

#include <flint/ulong_extras.h>

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

/* Exponents of the non-zero coefficients form a progression; odd and even functions have stride 2 or 4. */
static void find_progression(kernel_series_t *f, arb_srcptr c, slong length)
{
    slong first = -1, last = -1;
    ulong gap = 0;
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k)) continue;
        if (first < 0) first = k;
        gap = n_gcd(gap, (ulong)(k - first));
        last = k;
    }
    f->offset = FLINT_MAX(first, 0);
    f->stride = FLINT_MAX((slong)gap, 1);
    f->length = first < 0 ? 0 : (last - first) / f->stride + 1;
}

static void cut_negative_part(arb_t c, slong prec)
{
    if (arb_is_nonnegative(c)) return;
    SCOPED(arf, zero, hi);
    arb_get_ubound_arf(hi, c, prec);
    if (arf_sgn(hi) <= 0) arb_zero(c);
    else arb_set_interval_arf(c, zero, hi, prec);
}

kernel_series_t *kernel_series_new(arb_srcptr c, slong length, int sign, slong prec)
{
    kernel_series_t *f = flint_malloc(sizeof(kernel_series_t));
    SCOPED(mag, term);
    find_progression(f, c, length);
    f->monotone = sign != 0;
    for (slong j = 0; j < DERIVATIVES; j++) {
        f->coefficient[j] = _arb_vec_init(f->length);
        f->suffix[j] = _mag_vec_init(f->length + 1);
    }
    for (slong i = f->length - 1; i >= 0; i--) {
        const slong e = f->offset + f->stride * i;
        arb_set_round(f->coefficient[0] + i, c + e, prec);
        if (sign < 0) arb_neg(f->coefficient[0] + i, f->coefficient[0] + i);
        if (sign != 0) cut_negative_part(f->coefficient[0] + i, prec);
        for (slong j = 0; j < DERIVATIVES; j++) {
            if (j > 0)
                arb_mul_si(f->coefficient[j] + i, f->coefficient[j - 1] + i, FLINT_MAX(e - j + 1, 0), prec);
            arb_get_mag(term, f->coefficient[j] + i);
            mag_add(f->suffix[j] + i, f->suffix[j] + i + 1, term);
        }
    }
    return f;
}

void kernel_series_free(kernel_series_t *f)
{
    if (f == NULL) return;
    for (slong j = 0; j < DERIVATIVES; j++) {
        _arb_vec_clear(f->coefficient[j], f->length);
        _mag_vec_clear(f->suffix[j], f->length + 1);
    }
    flint_free(f);
}

/* The first index whose exponent is not below j: the terms before have no j-th derivative. */
static slong first_with_derivative(const kernel_series_t *f, slong j)
{
    const slong first = f->offset >= j ? 0 : (j - f->offset + f->stride - 1) / f->stride;
    return FLINT_MIN(first, f->length);
}

/* How many terms to sum where |x| <= r, so that the rest is about 2^-prec of the first; a choice. */
static slong useful_length(const kernel_series_t *f, const mag_t r, slong prec)
{
    const double log2_r = mag_is_zero(r) ? -1e100 : mag_get_d_log2_approx(r);
    if (log2_r >= 0) return f->length;
    const double first = mag_get_d_log2_approx(f->suffix[0]);
    slong lo = 0, hi = f->length;
    while (lo < hi) {
        const slong mid = (lo + hi) / 2;
        double size =
            fmax(mag_get_d_log2_approx(f->suffix[0] + mid), mag_get_d_log2_approx(f->suffix[2] + mid));
        size += (double)(f->stride * mid) * log2_r;
        if (size < first - (double)prec) hi = mid;
        else lo = mid + 1;
    }
    return FLINT_MIN(FLINT_MAX(lo, first_with_derivative(f, DERIVATIVES) + 1), f->length);
}

/* Of the j-th derivative's terms from index count on, |x| <= r: derivations/07 (6). */
static void omitted(mag_t bound, const kernel_series_t *f, slong j, slong count, const mag_t r)
{
    const slong e = f->offset + f->stride * count;
    mag_pow_ui(bound, r, (ulong)FLINT_MAX(e - j, 0)); /* powers below x^j have lost their coefficient */
    mag_mul(bound, bound, f->suffix[j] + count);
}

void kernel_series_add_rest(arb_t x, const mag_t rest, int sign, slong prec)
{
    if (mag_is_zero(rest)) return;
    if (sign == 0 || mag_is_inf(rest)) {
        arb_add_error_mag(x, rest);
        return;
    }
    SCOPED(arb, half);
    mag_mul_2exp_si(arb_radref(half), rest, -1);
    arf_set_mag(arb_midref(half), arb_radref(half));
    if (sign > 0) arb_add(x, x, half, prec);
    else arb_sub(x, x, half, prec);
}

void kernel_series_evaluate(arb_ptr value, const kernel_series_t *f, const arb_t x, slong prec)
{
    SCOPED(arb, scale);
    SCOPED(mag, r, rest);
    arb_get_mag(r, x);
    const slong count = useful_length(f, r, prec);
    const int one_sided = f->monotone && arb_is_nonnegative(x);
    SCOPED_VEC(arb, power, count);
    arb_pow_ui(scale, x, (ulong)f->stride, prec);
    _arb_vec_set_powers(power, scale, count, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        const slong from = first_with_derivative(f, j);
        arb_dot(value + j, NULL, 0, f->coefficient[j] + from, 1, power, 1, count - from, prec);
        arb_pow_ui(scale, x, (ulong)FLINT_MAX(f->offset + f->stride * from - j, 0), prec);
        arb_mul(value + j, value + j, scale, prec);
        omitted(rest, f, j, count, r);
        kernel_series_add_rest(value + j, rest, one_sided, prec);
    }
}

void kernel_series_evaluate_complex(acb_ptr value, slong count, const kernel_series_t *f, const acb_t x,
                                    slong prec)
{
    SCOPED(acb, scale);
    SCOPED(mag, r, rest);
    acb_get_mag(r, x);
    const slong terms = useful_length(f, r, prec);
    SCOPED_VEC(acb, power, terms);
    acb_pow_ui(scale, x, (ulong)f->stride, prec);
    _acb_vec_set_powers(power, scale, terms, prec);
    for (slong j = 0; j < count; j++) {
        const slong from = first_with_derivative(f, j);
        arb_dot(acb_realref(value + j), NULL, 0, f->coefficient[j] + from, 1, acb_realref(power), 2,
                terms - from, prec);
        arb_dot(acb_imagref(value + j), NULL, 0, f->coefficient[j] + from, 1, acb_imagref(power), 2,
                terms - from, prec);
        acb_pow_ui(scale, x, (ulong)FLINT_MAX(f->offset + f->stride * from - j, 0), prec);
        acb_mul(value + j, value + j, scale, prec);
        omitted(rest, f, j, terms, r);
        acb_add_error_mag(value + j, rest);
    }
}
