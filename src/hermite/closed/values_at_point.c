#include "hermite/closed/values_at_point.h"

#include "base/scoped.h"
#include "hermite/closed/rounding.h"

/* bound >= e length^(1/4) exp(x^2/4) >= |h_k(x)|, k < length: derivations/06 (11) */
static void amplitude(mag_t bound, slong length, const arb_t x)
{
    SCOPED(arb, t);
    SCOPED(mag, growth);
    arb_sqr(t, x, 64);
    arb_mul_2exp_si(t, t, -2);
    arb_exp(t, t, 64);
    arb_get_mag(growth, t);
    hermite_amplitude(bound, length);
    mag_mul(bound, bound, growth);
}

/* error >= what rounding to `bits` and the radius of x do to any value: derivations/06 (15), (16) */
static void error_bound(mag_t error, slong length, const arb_t x, const mag_t amplitude, slong bits)
{
    SCOPED(mag, t);
    arb_get_mag(t, x);
    mag_add_ui(t, t, 1);
    mag_mul_ui(t, t, 16);
    mag_mul_ui(t, t, (ulong)length);
    mag_mul_ui(t, t, (ulong)length);
    mag_mul(t, t, amplitude);
    mag_mul(t, t, amplitude);
    mag_mul_2exp_si(error, t, -bits);
    /* |h_k'| = sqrt(k) |h_{k-1}| */
    mag_set_ui(t, (ulong)length);
    mag_sqrt(t, t);
    mag_mul(t, t, amplitude);
    mag_mul(t, t, arb_radref(x));
    mag_add(error, error, t);
}

/* The one-step recurrence in floating point, each operation
   rounded to `bits`; errors are bounded afterwards. */
static void recurrence(arb_ptr value, slong length, const arf_t x, slong bits)
{
    SCOPED(arf, root, next_root, t);
    arf_one(arb_midref(value));
    for (slong k = 0; k + 1 < length; k++) {
        arf_sqrt_ui(next_root, (ulong)k + 1, bits, ARF_RND_NEAR);
        arf_mul(t, x, arb_midref(value + k), bits, ARF_RND_NEAR);
        if (k > 0) arf_submul(t, root, arb_midref(value + k - 1), bits, ARF_RND_NEAR);
        arf_div(arb_midref(value + k + 1), t, next_root, bits, ARF_RND_NEAR);
        arf_swap(root, next_root);
    }
}

/* Odd degrees vanish at 0, even ones are products of square roots: no error to speak of. */
static void values_at_zero(arb_ptr value, slong length, slong prec)
{
    SCOPED(arb, ratio);
    for (slong k = 0; k < length; k++) {
        if (k == 0) {
            arb_one(value);
        } else if (k % 2 == 1) {
            arb_zero(value + k);
        } else {
            arb_set_ui(ratio, (ulong)k - 1);
            arb_div_ui(ratio, ratio, (ulong)k, prec);
            arb_sqrt(ratio, ratio, prec);
            arb_mul(value + k, value + k - 2, ratio, prec);
            arb_neg(value + k, value + k);
        }
    }
}

void hermite_values_at_point(arb_ptr value, slong length, const arb_t x, slong prec)
{
    if (length <= 0) return;
    if (arb_is_zero(x)) {
        values_at_zero(value, length, prec + (slong)FLINT_BIT_COUNT(length) + 4);
        return;
    }
    SCOPED(mag, size, error);
    amplitude(size, length, x);
    error_bound(error, length, x, size, 0);
    slong bits = prec + 8;
    if (mag_is_finite(size)) {
        SCOPED(mag, growth);
        mag_mul(growth, size, size);
        mag_mul_ui(growth, growth, (ulong)length * (ulong)length);
        bits += 8 + (slong)mag_get_d_log2_approx(growth);
    }
    _arb_vec_zero(value, length);
    recurrence(value, length, arb_midref(x), bits);
    error_bound(error, length, x, size, bits);
    for (slong k = 1; k < length; k++) mag_set(arb_radref(value + k), error);
}
