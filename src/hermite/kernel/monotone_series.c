#include "hermite/kernel/monotone_series.h"

#include "base/scoped.h"

#include <math.h>

#include <flint/ulong_extras.h>

/* Exponents of the non-zero coefficients form a progression; odd and even functions have stride 2 or 4. */
static void find_progression(monotone_series_t f, arb_srcptr c, slong length, slong step)
{
    slong first = -1, last = -1;
    ulong gap = 0;
    for (slong k = 0; k < length; k++) {
        if (arb_is_zero(c + k)) continue;
        if (first < 0) first = k;
        gap = n_gcd(gap, (ulong)(k - first));
        last = k;
    }
    f->offset = first < 0 ? 0 : step * first;
    f->stride = gap == 0 ? step : step * (slong)gap;
    f->length = first < 0 ? 0 : (last - first) / (f->stride / step) + 1;
}

static void cut_negative_part(arb_t c, slong prec)
{
    if (arb_is_nonnegative(c)) return;
    SCOPED(arf, hi);
    arb_get_ubound_arf(hi, c, prec);
    if (arf_sgn(hi) <= 0) {
        arb_zero(c);
    } else {
        SCOPED(arf, zero);
        arb_set_interval_arf(c, zero, hi, prec);
    }
}

void monotone_series_init_set(monotone_series_t f, arb_srcptr c, slong length, slong step, slong prec)
{
    find_progression(f, c, length, step);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        f->coefficient[j] = _arb_vec_init(f->length);
        f->suffix[j] = _mag_vec_init(f->length + 1);
    }
    for (slong i = 0; i < f->length; i++) {
        slong e = f->offset + f->stride * i;
        arb_set_round(f->coefficient[0] + i, c + e / step, prec);
        cut_negative_part(f->coefficient[0] + i, prec);
        for (int j = 1; j < SERIES_DERIVATIVES; j++)
            arb_mul_si(f->coefficient[j] + i, f->coefficient[j - 1] + i, FLINT_MAX(e - j + 1, 0), prec);
    }
    SCOPED(mag, term);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        for (slong i = f->length - 1; i >= 0; i--) {
            arb_get_mag(term, f->coefficient[j] + i);
            mag_add(f->suffix[j] + i, f->suffix[j] + i + 1, term);
        }
    }
}

void monotone_series_clear(monotone_series_t f)
{
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        _arb_vec_clear(f->coefficient[j], f->length);
        _mag_vec_clear(f->suffix[j], f->length + 1);
    }
}

slong monotone_series_useful_length(const monotone_series_t f, double log2_R, slong prec)
{
    if (log2_R == 0) return f->length;
    double first = mag_get_d_log2_approx(f->suffix[0]);
    slong lo = 0, hi = f->length;
    while (lo < hi) {
        slong mid = (lo + hi) / 2;
        double size =
            fmax(mag_get_d_log2_approx(f->suffix[0] + mid), mag_get_d_log2_approx(f->suffix[2] + mid));
        size += (double)(f->stride * mid) * log2_R;
        if (size < first - (double)prec) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

void monotone_series_omitted(mag_t bound, const monotone_series_t f, int j, slong count, const arf_t R)
{
    slong e = f->offset + f->stride * count;
    if (count >= f->length) {
        mag_zero(bound);
        return;
    }
    arf_get_mag(bound, R);
    mag_pow_ui(bound, bound, (ulong)FLINT_MAX(e - j, 0)); /* powers below R^j have lost their coefficient */
    mag_mul(bound, bound, f->suffix[j] + count);
}

void monotone_series_evaluate(arb_ptr value, mag_ptr omitted, const monotone_series_t f, const arf_t R,
                              slong prec)
{
    double log2_R = log2(arf_get_d(R, ARF_RND_DOWN));
    if (!(log2_R < 0)) log2_R = 0;
    slong count = monotone_series_useful_length(f, log2_R, prec);
    SCOPED_VEC(arb, power, count + 2);
    arb_ptr inverse = power + count, scale = power + count + 1;

    arb_set_arf(inverse, R);
    arb_pow_ui(scale, inverse, (ulong)f->stride, prec);
    _arb_vec_set_powers(power, scale, count, prec);
    arb_pow_ui(scale, inverse, (ulong)f->offset, prec);
    arb_inv(inverse, inverse, prec);
    for (int j = 0; j < SERIES_DERIVATIVES; j++) {
        arb_dot(value + j, NULL, 0, f->coefficient[j], 1, power, 1, count, prec);
        arb_mul(value + j, value + j, scale, prec);
        arb_mul(scale, scale, inverse, prec);
        monotone_series_omitted(omitted + j, f, j, count, R);
    }
}
