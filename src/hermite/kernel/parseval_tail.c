#include "hermite/kernel/parseval_tail.h"

#include "base/scoped.h"

#define MOMENTS TAIL_MOMENTS

void tail_moments(mag_ptr T, const arb_t *balls)
{
    for (slong j = 0; j < MOMENTS; j++) arb_get_mag(T + j, balls[j]);
}

void tail_plain_moments(mag_ptr N, mag_srcptr T)
{
    /* Stirling numbers of the second kind */
    static const unsigned stirling[MOMENTS][MOMENTS] = {
        {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 1, 1, 0, 0}, {0, 1, 3, 1, 0}, {0, 1, 7, 6, 1}};
    SCOPED(mag, t);
    for (slong i = 0; i < MOMENTS; i++) {
        mag_zero(N + i);
        for (slong j = 0; j <= i; j++) {
            if (stirling[i][j] == 0) continue;
            mag_mul_ui(t, T + j, stirling[i][j]);
            mag_add(N + i, N + i, t);
        }
    }
}

void tail_multiply_power(mag_t bound, const mag_t r, slong n)
{
    SCOPED(mag, power);
    mag_one(power);
    mag_min(power, power, r);
    mag_pow_ui(power, power, (ulong)FLINT_MAX(n, 0));
    mag_mul(bound, bound, power);
}

/* z += c x */
static void add_multiple(mag_t z, const mag_t x, ulong c)
{
    SCOPED(mag, y);
    mag_mul_ui(y, x, c);
    mag_add(z, z, y);
}

static void geometric_mean(mag_t z, const mag_t x, const mag_t y)
{
    mag_mul(z, x, y);
    mag_sqrt(z, z);
}

/* sum over the tail of (k (k-1) … (k-i+1))^2 c_k^2, i <= 2: derivations/07 (5). */
static void squared_moment(mag_t z, mag_srcptr T, slong i)
{
    if (i == 0) {
        mag_set(z, T);
    } else if (i == 1) {
        mag_add(z, T + 1, T + 2);
    } else {
        mag_mul_ui(z, T + 3, 4);
        add_multiple(z, T + 2, 2);
        mag_add(z, z, T + 4);
    }
}

void tail_factor_P(mag_t bound, mag_srcptr T, mag_srcptr U, slong j)
{
    const slong high = FLINT_MIN(j, 2);
    SCOPED(mag, x, y);
    geometric_mean(bound, T + j, U + j);
    for (int side = 0; side < 2; side++) {
        squared_moment(x, side ? U : T, high);
        squared_moment(y, side ? T : U, j - high);
        geometric_mean(x, x, y);
        mag_min(bound, bound, x);
    }
}

void tail_factor_S(mag_t bound, mag_srcptr T, slong j)
{
    mag_mul_2exp_si(bound, T + j, j);
    if (j == 2) add_multiple(bound, T + 1, 2);
    if (j == 3) add_multiple(bound, T + 2, 12);
}

/* bound >= x^(e/2) for x in [low, high], high >= low > 0 */
static void half_power(mag_t bound, const mag_t low, const mag_t high, slong e)
{
    if (e >= 0) {
        mag_pow_ui(bound, high, (ulong)e);
    } else {
        SCOPED(mag, t);
        mag_one(t);
        mag_div(bound, t, low);
        mag_pow_ui(bound, bound, (ulong)-e);
    }
    mag_sqrt(bound, bound);
}

/* bound >= sup_{k >= length} k^(e/2) r^(stride k - order), 0 <= r <= 1, decay <= stride log(1/r).  The
   maximum over k > 0 is at e/(2 stride log(1/r)), e > 0. */
static void supremum(mag_t bound, slong e, slong length, slong stride, slong order, const mag_t r,
                     const mag_t decay)
{
    SCOPED(mag, place, t);
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
}

/* r >= |R|, at most 1; decay <= stride log(1/|R|), by log(1/R) >= 1 - R near 1, where r may round to 1 */
static void radius_and_decay(mag_t r, mag_t decay, const arb_t R, slong stride)
{
    SCOPED(arb, t);
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
}

void tail_rough(mag_t bound, mag_srcptr T, mag_srcptr U, slong order, slong length, slong stride,
                const arb_t R)
{
    mag_ptr N = _mag_vec_init(2 * MOMENTS), M = N + MOMENTS;
    SCOPED(mag, r, decay, t, weight);
    tail_plain_moments(N, T);
    tail_plain_moments(M, U);
    radius_and_decay(r, decay, R, stride);
    mag_inf(bound);
    for (slong i = 0; i < MOMENTS; i++)
        for (slong l = 0; l < MOMENTS; l++) {
            if (mag_is_inf(N + i) || mag_is_inf(M + l)) continue;
            geometric_mean(weight, N + i, M + l);
            supremum(t, 2 * order - i - l, length, stride, order, r, decay);
            mag_mul(t, t, weight);
            mag_min(bound, bound, t);
        }
    _mag_vec_clear(N, 2 * MOMENTS);
}

static void multiply_power_of(mag_t bound, const arb_t R, slong n)
{
    SCOPED(mag, r);
    arb_get_mag(r, R);
    tail_multiply_power(bound, r, n);
}

void tail_P(mag_t bound, mag_srcptr T, mag_srcptr U, slong j, slong length, const arb_t R)
{
    tail_factor_P(bound, T, U, j);
    multiply_power_of(bound, R, length - j);
    if (mag_is_inf(bound)) tail_rough(bound, T, U, j, length, 1, R);
}

void tail_S(mag_t bound, mag_srcptr T, slong j, slong length, const arb_t R)
{
    tail_factor_S(bound, T, j);
    multiply_power_of(bound, R, 2 * length - j);
    if (mag_is_inf(bound)) {
        tail_rough(bound, T, T, j, length, 2, R);
        mag_mul_2exp_si(bound, bound, j); /* 2k (2k-1)… <= 2^j k^j */
    }
}

void tail_K(mag_t bound, mag_srcptr T, slong j, slong length, const arb_t q)
{
    mag_set(bound, T + j);
    multiply_power_of(bound, q, length - j);
    if (mag_is_inf(bound)) tail_rough(bound, T, T, j, length, 1, q);
}
