#include "wane/hermite.h"

#include "hermite/kink/kink_kernel.h"
#include "hermite/kernel/rough_tail.h"

#include <math.h>

/* A ball wider than 2^-NARROW_BITS gains from monotonicity and the mean value theorem. */
#define NARROW_BITS 20
/* From this many terms on a closed form is quicker than the series. */
#define CLOSED_FORM_FROM 48
/* 1 - R is formed without rounding if R is short enough. */
#define EXACT(prec) (4 * (prec) + 128)
#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static void powers(arb_ptr power, slong length, const arb_t x, slong prec)
{
    if (length > 0) arb_one(power);
    for (slong k = 1; k < length; k++) {
        if (k % 2 == 0) arb_sqr(power + k, power + k / 2, prec);
        else arb_mul(power + k, power + k - 1, x, prec);
    }
}

/* Chain rule from K(q), q = R^2: S = K, S' = 2 R K', S'' = 2 K' + 4 q K'', S''' = 12 R K'' + 8 q R K'''. */
static void chain_rule(arb_ptr S, const arb_t R, const arb_t q, slong prec)
{
    arb_t t;
    arb_init(t);
    arb_mul(t, q, S + 3, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_addmul_ui(t, S + 2, 3, prec);
    arb_mul(t, t, R, prec);
    arb_mul_2exp_si(S + 3, t, 2);
    arb_mul(t, q, S + 2, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_add(S + 2, t, S + 1, prec);
    arb_mul_2exp_si(S + 2, S + 2, 1);
    arb_mul(S + 1, S + 1, R, prec);
    arb_mul_2exp_si(S + 1, S + 1, 1);
    arb_clear(t);
}

/* Terms of a power series in R^stride worth summing: the rest is below 2^-prec of them.  Only a choice. */
static slong useful_length(slong length, const arb_t R, slong stride, slong prec)
{
    mag_t size;
    mag_init(size);
    arb_get_mag(size, R);
    double bits = mag_is_zero(size) ? INFINITY : -(double)stride * mag_get_d_log2_approx(size);
    mag_clear(size);
    if (bits < 1e-3) return length;
    return FLINT_MIN(length, 16 + (slong)((double)(prec + 16) / bits));
}

/* sum[j] = the j-th derivative of the series cut after `length` terms, at x. */
static void cut_series(arb_ptr sum, const arb_ptr *derivative, slong length, arb_ptr power, const arb_t x,
                       slong prec)
{
    powers(power, length, x, prec);
    for (slong j = 0; j < DERIVATIVES; j++)
        arb_dot(sum + j, NULL, 0, derivative[j], 1, power, 1, FLINT_MAX(length - j, 0), prec);
}

/* error >= sqrt(x y) */
static void geometric_mean(mag_t error, const arb_t x, const arb_t y)
{
    mag_t t;
    mag_init(t);
    arb_get_mag(error, x);
    arb_get_mag(t, y);
    mag_mul(error, error, t);
    mag_sqrt(error, error);
    mag_clear(t);
}

/* M_i = sum (k(k-1)…(k-i+1))^2 s_k from the T_j: derivations/07 (5). */
static void squared_moment(arb_t M, const arb_t *T, slong i)
{
    if (i == 0) {
        arb_set(M, T[0]);
    } else if (i == 1) {
        arb_add(M, T[1], T[2], 53);
    } else {
        arb_mul_2exp_si(M, T[3], 1);
        arb_add(M, M, T[2], 53);
        arb_mul_2exp_si(M, M, 1);
        arb_add(M, M, T[4], 53);
    }
}

/* The Parseval tail of P^(j), without its power of R, from the student's T and the teacher's U: the best of
   the three forms of derivations/07 (3). */
static void teacher_tail_factor(mag_t error, const arb_t *T, const arb_t *U, slong j)
{
    const slong i = FLINT_MIN(j, 2);
    mag_t other;
    arb_t M, W;
    mag_init(other);
    arb_init(M);
    arb_init(W);
    geometric_mean(error, T[j], U[j]);
    squared_moment(M, T, i);
    squared_moment(W, U, j - i);
    geometric_mean(other, M, W);
    mag_min(error, error, other);
    squared_moment(M, T, j - i);
    squared_moment(W, U, i);
    geometric_mean(other, M, W);
    mag_min(error, error, other);
    mag_clear(other);
    arb_clear(M);
    arb_clear(W);
}

/* bound >= |R|^n, n >= 0 */
static void power_bound(mag_t bound, const arb_t R, slong n)
{
    arb_get_mag(bound, R);
    mag_t one;
    mag_init(one);
    mag_one(one);
    mag_min(bound, bound, one); /* |R| <= 1 is given */
    mag_pow_ui(bound, bound, (ulong)FLINT_MAX(n, 0));
    mag_clear(one);
}

/* x := x + [0, bound] */
static void add_nonnegative(arb_t x, const mag_t bound)
{
    arb_t interval;
    arb_init(interval);
    arf_set_mag(arb_midref(interval), bound);
    arb_mul_2exp_si(interval, interval, -1);
    mag_mul_2exp_si(arb_radref(interval), bound, -1);
    arb_add(x, x, interval, ARF_PREC_EXACT);
    arb_clear(interval);
}

/* S^(j), cut after `length` terms, lacks [0, bound], with the sign of R for odd j: derivations/07 (2). */
static void add_student_tails(arb_ptr S, const arb_t *T, slong length, const arb_t R)
{
    mag_t power, tail;
    arb_t weight;
    mag_init(power);
    mag_init(tail);
    arb_init(weight);
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_mul_2exp_si(weight, T[j], j);
        if (j >= 2) arb_addmul_ui(weight, T[j - 1], j == 2 ? 2 : 12, 53);
        arb_get_mag(tail, weight);
        power_bound(power, R, 2 * length - j);
        mag_mul(tail, tail, power);
        if (mag_is_inf(tail)) {
            hermite_rough_tail(tail, T, T, j, length, 2, R);
            mag_mul_2exp_si(tail, tail, j); /* 2k (2k-1)… <= 2^j k^j */
        }
        if (j % 2 == 0 || arb_is_nonnegative(R)) add_nonnegative(S + j, tail);
        else arb_add_error_mag(S + j, tail);
    }
    mag_clear(power);
    mag_clear(tail);
    arb_clear(weight);
}

static void add_teacher_tails(arb_ptr P, const arb_t *T, const arb_t *U, slong length, const arb_t R)
{
    mag_t power, tail;
    mag_init(power);
    mag_init(tail);
    for (slong j = 0; j < DERIVATIVES; j++) {
        teacher_tail_factor(tail, T, U, j);
        power_bound(power, R, length - j);
        mag_mul(tail, tail, power);
        if (mag_is_inf(tail)) hermite_rough_tail(tail, T, U, j, length, 1, R);
        arb_add_error_mag(P + j, tail);
    }
    mag_clear(power);
    mag_clear(tail);
}

static void evaluate_S(arb_ptr S, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    const slong length = kernels->length, used = useful_length(length, R, 2, prec);
    const slong exact = EXACT(prec);
    arb_t q, t;
    arb_init(q);
    arb_init(t);
    arb_sqr(q, R, prec);
    if (kernels->student_kink && used >= CLOSED_FORM_FROM) {
        arb_sub_ui(q, R, 1, exact); /* 1 - q = -(R - 1)(R + 1) */
        arb_add_ui(t, R, 1, exact);
        arb_mul(t, t, q, exact);
        arb_neg(t, t);
        hermite_kink_kernel_evaluate(S, kernels->student_kink, 0, t, prec);
        arb_sqr(q, R, prec);
        chain_rule(S, R, q, prec);
    } else {
        arb_ptr power = _arb_vec_init(used);
        cut_series(S, kernels->s_derivative, used, power, q, prec);
        chain_rule(S, R, q, prec);
        if (used < length) add_student_tails(S, kernels->student_moment, used, R);
        else if (!kernels->s_finite) add_student_tails(S, kernels->student_tail, length, R);
        _arb_vec_clear(power, used);
    }
    arb_clear(q);
    arb_clear(t);
}

/* By the closed form of kinked functions, if there is one. */
static int evaluate_P_near_one(arb_ptr P, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    const int reflect = arb_is_negative(R);
    arb_t complement;
    arb_init(complement);
    arb_abs(complement, R);
    arb_sub_ui(complement, complement, 1, EXACT(prec));
    arb_neg(complement, complement);
    const int done = hermite_kink_kernel_of_pair(P, kernels, reflect, complement, 0, prec);
    for (slong j = 1; done && reflect && j < DERIVATIVES; j += 2) arb_neg(P + j, P + j);
    arb_clear(complement);
    return done;
}

static void evaluate_P(arb_ptr P, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    const slong length = kernels->length, used = useful_length(length, R, 1, prec);
    if (used >= CLOSED_FORM_FROM && !arb_contains_zero(R) && evaluate_P_near_one(P, kernels, R, prec)) return;
    arb_ptr power = _arb_vec_init(used);
    cut_series(P, kernels->p_derivative, used, power, R, prec);
    if (used < length) add_teacher_tails(P, kernels->student_moment, kernels->teacher_moment, used, R);
    else if (!kernels->p_finite)
        add_teacher_tails(P, kernels->student_tail, kernels->teacher_tail, length, R);
    _arb_vec_clear(power, used);
}

static void evaluate_directly(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_P(P, kernels, R, prec);
    evaluate_S(S, kernels, R, prec);
    if (arb_is_one(R))
        for (slong j = 0; j < DERIVATIVES; j++) {
            if (arb_is_finite(kernels->P_at_one[j])) arb_set_round(P + j, kernels->P_at_one[j], prec);
            if (arb_is_finite(kernels->S_at_one[j])) arb_set_round(S + j, kernels->S_at_one[j], prec);
        }
}

/* x := x intersected with y; both contain the truth. */
static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (arf_is_nan(arb_midref(x))) arb_set(x, y);
    else if (!arf_is_nan(arb_midref(y)) && !arb_intersection(x, x, y, prec)) arb_indeterminate(x);
}

/* Sharper on wide balls: S and its derivatives increase in R >= 0; P^(j)(R) lies in P^(j)(mid) + P^(j+1)(R)
 * (R - mid).
 */
static void sharpen(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    arb_ptr P_low = _arb_vec_init(4 * DERIVATIVES);
    arb_ptr S_low = P_low + DERIVATIVES, P_high = S_low + DERIVATIVES, S_high = P_high + DERIVATIVES;
    arb_t end, offset;
    arb_init(end);
    arb_init(offset);
    if (arb_is_nonnegative(R)) {
        arb_get_lbound_arf(arb_midref(end), R, prec);
        if (arf_sgn(arb_midref(end)) < 0) arb_zero(end);
        evaluate_directly(P_low, S_low, kernels, end, prec);
        arb_get_ubound_arf(arb_midref(end), R, prec);
        if (arf_cmp_si(arb_midref(end), 1) > 0) arb_one(end);
        evaluate_directly(P_high, S_high, kernels, end, prec);
        for (slong j = 0; j < DERIVATIVES; j++) {
            arb_union(S_low + j, S_low + j, S_high + j, prec);
            intersect(S + j, S_low + j, prec);
        }
    }
    arb_get_mid_arb(end, R);
    int inside = arf_cmpabs_ui(arb_midref(R), 1) <= 0; /* the kernels live on [-1, 1] */
    if (inside) evaluate_directly(P_low, S_low, kernels, end, prec);
    arb_sub(offset, R, end, prec);
    for (slong j = DERIVATIVES - 2; inside && j >= 0; j--) {
        arb_addmul(P_low + j, P + j + 1, offset, prec);
        intersect(P + j, P_low + j, prec);
    }
    arb_clear(end);
    arb_clear(offset);
    _arb_vec_clear(P_low, 4 * DERIVATIVES);
}

void wane_kernels_evaluate(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_directly(P, S, kernels, R, prec);
    if (mag_cmp_2exp_si(arb_radref(R), -NARROW_BITS) > 0) sharpen(P, S, kernels, R, prec);
}
