#include "hermite/kernel/rough_tail.h"

/* N[i] >= sum k^i c_k^2 over the same k, with the Stirling numbers of the second kind: derivations/09 (16).
 */
static void plain_moments(mag_ptr N, const arb_t *T)
{
    static const unsigned stirling[WANE_TAIL_MOMENTS][WANE_TAIL_MOMENTS] = {
        {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 1, 1, 0, 0}, {0, 1, 3, 1, 0}, {0, 1, 7, 6, 1}};
    mag_t t;
    mag_init(t);
    for (slong i = 0; i < WANE_TAIL_MOMENTS; i++) {
        mag_zero(N + i);
        for (slong j = 0; j <= i; j++) {
            if (stirling[i][j] == 0) continue;
            arb_get_mag(t, T[j]);
            mag_mul_ui(t, t, stirling[i][j]);
            mag_add(N + i, N + i, t);
        }
    }
    mag_clear(t);
}

/* bound >= x^(e/2) for x in [low, high], high >= low > 0 */
static void half_power(mag_t bound, const mag_t low, const mag_t high, slong e)
{
    if (e >= 0) {
        mag_pow_ui(bound, high, (ulong)e);
    } else {
        mag_t t;
        mag_init(t);
        mag_one(t);
        mag_div(bound, t, low);
        mag_pow_ui(bound, bound, (ulong)-e);
        mag_clear(t);
    }
    mag_sqrt(bound, bound);
}

/* bound >= sup_{k >= length} k^(e/2) r^(stride k - order), 0 <= r <= 1, decay <= stride log(1/r).  The
   maximum over k > 0 is at e/(2 stride log(1/r)), e > 0. */
static void supremum(mag_t bound, slong e, slong length, slong stride, slong order, const mag_t r,
                     const mag_t decay)
{
    mag_t place, t;
    mag_init(place);
    mag_init(t);
    if (e > 0) {
        mag_set_ui(place, (ulong)e);
        mag_div(place, place, decay); /* infinite for decay = 0 */
        mag_mul_2exp_si(place, place, -1);
    }
    mag_set_ui_lower(t, (ulong)length);
    if (mag_cmp(place, t) <= 0) { /* decreasing from length on */
        mag_set_ui(place, (ulong)length);
        half_power(bound, t, place, e);
        mag_pow_ui(t, r, (ulong)FLINT_MAX(stride * length - order, 0));
        mag_mul(bound, bound, t);
    } else { /* at most (place/e)^(e/2) r^-order, e = 2.718… > 5/2 */
        mag_mul_2exp_si(place, place, 1);
        mag_div_ui(place, place, 5);
        half_power(bound, place, place, e);
        mag_one(t);
        mag_div(t, t, r);
        mag_pow_ui(t, t, (ulong)order);
        mag_mul(bound, bound, t);
    }
    mag_clear(place);
    mag_clear(t);
}

/* r >= |R|, at most 1; decay <= stride log(1/|R|), by log(1/R) >= 1 - R near 1, where r may round to 1 */
static void radius_and_decay(mag_t r, mag_t decay, const arb_t R, slong stride)
{
    arb_t t;
    arb_init(t);
    arb_get_mag(r, R);
    if (mag_cmp_2exp_si(r, -1) > 0) {
        arb_abs(t, R);
        arb_sub_ui(t, t, 1, 64);
        arb_neg(t, t);
        arb_nonnegative_part(t, t);
    } else if (mag_is_zero(r)) {
        arb_set_ui(t, 1000000);
    } else {
        arf_set_mag(arb_midref(t), r);
        arb_log(t, t, 64);
        arb_neg(t, t);
    }
    arb_mul_si(t, t, stride, 64);
    arb_get_mag_lower(decay, t);
    if (mag_cmp_2exp_si(r, 0) > 0) mag_one(r);
    arb_clear(t);
}

void hermite_rough_tail(mag_t bound, const arb_t *T, const arb_t *U, slong order, slong length, slong stride,
                        const arb_t R)
{
    mag_ptr N = _mag_vec_init(2 * WANE_TAIL_MOMENTS), M = N + WANE_TAIL_MOMENTS;
    mag_t r, decay, t, weight;
    mag_init(r);
    mag_init(decay);
    mag_init(t);
    mag_init(weight);
    plain_moments(N, T);
    plain_moments(M, U);
    radius_and_decay(r, decay, R, stride);
    mag_inf(bound);
    for (slong i = 0; i < WANE_TAIL_MOMENTS; i++)
        for (slong l = 0; l < WANE_TAIL_MOMENTS; l++) {
            if (mag_is_inf(N + i) || mag_is_inf(M + l)) continue;
            mag_mul(weight, N + i, M + l);
            mag_sqrt(weight, weight);
            supremum(t, 2 * order - i - l, length, stride, order, r, decay);
            mag_mul(t, t, weight);
            mag_min(bound, bound, t);
        }
    _mag_vec_clear(N, 2 * WANE_TAIL_MOMENTS);
    mag_clear(r);
    mag_clear(decay);
    mag_clear(t);
    mag_clear(weight);
}
