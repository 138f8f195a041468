/* What the stored coefficients leave out, bounded by Parseval's identity: derivations/07 (1) to (5). */
#include "hermite/kernel/oriented_kernels.h"

#define BOUND_PREC 32

/* z += c x */
static void add_multiple(mag_t z, const mag_t x, ulong c)
{
    mag_t y;
    mag_init(y);
    mag_mul_ui(y, x, c);
    mag_add(z, z, y);
    mag_clear(y);
}

/* sqrt(x y) */
static void geometric_mean(mag_t z, const mag_t x, const mag_t y)
{
    mag_mul(z, x, y);
    mag_sqrt(z, z);
}

/* sum over the tail of (k (k-1) … (k-j+1))^2 s_k in terms of the moments, j <= 2: derivations/07 (5). */
static void squared_moment(mag_t z, const mag_t *T, int j)
{
    switch (j) {
    case 0:
        mag_set(z, T[0]);
        break;
    case 1:
        mag_add(z, T[1], T[2]);
        break;
    default:
        mag_mul_ui(z, T[3], 4);
        add_multiple(z, T[2], 2);
        mag_add(z, z, T[4]);
    }
}

static void take_minimum(mag_t bound, const mag_t candidate)
{
    mag_min(bound, bound, candidate);
}

/* Bounds at R = 1, to be multiplied by R^(K - j). */
static void parseval_bound_P(mag_t bound, const oriented_kernels_t kernels, int j)
{
    mag_t x, y;
    mag_init(x);
    mag_init(y);
    geometric_mean(bound, kernels->student_tail[j], kernels->teacher_tail[j]);
    int high = FLINT_MIN(j, 2);
    for (int side = 0; side < 2; side++) {
        const mag_t *smooth = side ? kernels->teacher_tail : kernels->student_tail;
        const mag_t *rough = side ? kernels->student_tail : kernels->teacher_tail;
        squared_moment(x, smooth, high);
        squared_moment(y, rough, j - high);
        geometric_mean(x, x, y);
        take_minimum(bound, x);
    }
    mag_clear(x);
    mag_clear(y);
}

static void parseval_bound_S(mag_t bound, const oriented_kernels_t kernels, int j)
{
    const mag_t *T = kernels->student_tail;
    switch (j) {
    case 0:
        mag_set(bound, T[0]);
        break;
    case 1:
        mag_mul_2exp_si(bound, T[1], 1);
        break;
    case 2:
        mag_mul_2exp_si(bound, T[2], 1);
        mag_add(bound, bound, T[1]);
        mag_mul_2exp_si(bound, bound, 1);
        break;
    default:
        mag_mul_ui(bound, T[3], 8);
        add_multiple(bound, T[2], 12);
    }
}

/* sup_{k >= K} k^(e/2) R^(c k) for 0 < R < 1: derivations/07 (4).  Infinite at R = 1 when e > 0. */
static void supremum_power(mag_t bound, slong K, slong e, slong c, const arf_t R)
{
    if (e <= 0) { /* decreasing in k */
        arf_get_mag(bound, R);
        mag_pow_ui(bound, bound, (ulong)(c * K));
        return;
    }
    arb_t rate, x, peak;
    arb_init(rate);
    arb_init(x);
    arb_init(peak);
    arb_set_arf(rate, R);
    arb_log(rate, rate, BOUND_PREC);
    arb_mul_si(rate, rate, -2 * c, BOUND_PREC); /* the logarithm's derivative vanishes at k = e/rate */
    if (!arb_is_positive(rate)) {
        mag_inf(bound);
    } else {
        arb_set_si(peak, e);
        arb_div(peak, peak, rate, BOUND_PREC);
        arb_set_si(x, K);
        if (!arb_ge(x, peak)) arb_max(x, x, peak, BOUND_PREC); /* covers both cases */
        /* (log x * e - rate * x)/2 */
        arb_mul(rate, rate, x, BOUND_PREC);
        arb_log(x, x, BOUND_PREC);
        arb_mul_si(x, x, e, BOUND_PREC);
        arb_sub(x, x, rate, BOUND_PREC);
        arb_mul_2exp_si(x, x, -1);
        arb_exp(x, x, BOUND_PREC);
        arb_get_mag(bound, x);
    }
    arb_clear(rate);
    arb_clear(x);
    arb_clear(peak);
}

/* 1/R^j */
static void divide_by_power(mag_t bound, const arf_t R, int j)
{
    mag_t power;
    mag_init(power);
    arf_get_mag_lower(power, R);
    mag_pow_ui_lower(power, power, (ulong)j);
    mag_div(bound, bound, power);
    mag_clear(power);
}

/* The forms that need only T_0 and T_1, for rough functions inside (0, 1). */
static void interior_bound_P(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    mag_t x, y;
    mag_init(x);
    mag_init(y);
    mag_inf(bound);
    for (int i = 0; i < 2; i++) {
        for (int l = 0; l < 2; l++) {
            geometric_mean(x, kernels->student_tail[i], kernels->teacher_tail[l]);
            supremum_power(y, kernels->length, 2 * j - i - l, 1, R);
            mag_mul(x, x, y);
            take_minimum(bound, x);
        }
    }
    divide_by_power(bound, R, j);
    mag_clear(x);
    mag_clear(y);
}

static void interior_bound_S(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    mag_t x;
    mag_init(x);
    mag_inf(bound);
    for (int i = 0; i < 2; i++) {
        supremum_power(x, kernels->length, 2 * (j - i), 2, R);
        mag_mul(x, x, kernels->student_tail[i]);
        take_minimum(bound, x);
    }
    mag_mul_2exp_si(bound, bound, j);
    divide_by_power(bound, R, j);
    mag_clear(x);
}

static void multiply_by_power(mag_t bound, const arf_t R, slong exponent)
{
    mag_t power;
    mag_init(power);
    arf_get_mag(power, R);
    mag_pow_ui(power, power, (ulong)FLINT_MAX(exponent, 0));
    mag_mul(bound, bound, power);
    mag_clear(power);
}

void kernel_tail_P(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    if (kernels->p_finite) {
        mag_zero(bound);
        return;
    }
    parseval_bound_P(bound, kernels, j);
    if (mag_is_finite(bound)) multiply_by_power(bound, R, kernels->length - j);
    else interior_bound_P(bound, kernels, j, R);
}

void kernel_tail_S(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    if (kernels->s_finite) {
        mag_zero(bound);
        return;
    }
    parseval_bound_S(bound, kernels, j);
    if (mag_is_finite(bound)) multiply_by_power(bound, R, 2 * kernels->length - j);
    else interior_bound_S(bound, kernels, j, R);
}
