#include "hermite/kernel/kernels.h"

#include "base/scoped.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kink/kink_kernel.h"
#include "hermite/kernel/parseval_tail.h"

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
    SCOPED(arb, t);
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
}

/* Terms of a power series in R^stride worth summing: the rest is below 2^-prec of them.  Only a choice. */
static slong useful_length(slong length, const arb_t R, slong stride, slong prec)
{
    SCOPED(mag, size);
    arb_get_mag(size, R);
    double bits = mag_is_zero(size) ? INFINITY : -(double)stride * mag_get_d_log2_approx(size);
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

/* x := x + [0, bound] */
static void add_nonnegative(arb_t x, const mag_t bound)
{
    SCOPED(arb, interval);
    arf_set_mag(arb_midref(interval), bound);
    arb_mul_2exp_si(interval, interval, -1);
    mag_mul_2exp_si(arb_radref(interval), bound, -1);
    arb_add(x, x, interval, ARF_PREC_EXACT);
}

/* S^(j), cut after `length` terms, lacks [0, bound], with the sign of R for odd j: derivations/07 (2). */
static void add_student_tails(arb_ptr S, const arb_t *tail, slong length, const arb_t R)
{
    mag_ptr T = _mag_vec_init(WANE_TAIL_MOMENTS + 1), bound = T + WANE_TAIL_MOMENTS;
    tail_moments(T, tail);
    for (slong j = 0; j < DERIVATIVES; j++) {
        tail_S(bound, T, j, length, R);
        if (j % 2 == 0 || arb_is_nonnegative(R)) add_nonnegative(S + j, bound);
        else arb_add_error_mag(S + j, bound);
    }
    _mag_vec_clear(T, WANE_TAIL_MOMENTS + 1);
}

static void add_teacher_tails(arb_ptr P, const arb_t *student, const arb_t *teacher, slong length,
                              const arb_t R)
{
    mag_ptr T = _mag_vec_init(2 * WANE_TAIL_MOMENTS + 1), U = T + WANE_TAIL_MOMENTS,
            bound = U + WANE_TAIL_MOMENTS;
    tail_moments(T, student);
    tail_moments(U, teacher);
    for (slong j = 0; j < DERIVATIVES; j++) {
        tail_P(bound, T, U, j, length, R);
        arb_add_error_mag(P + j, bound);
    }
    _mag_vec_clear(T, 2 * WANE_TAIL_MOMENTS + 1);
}

static void evaluate_S(arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    const slong length = kernels->length, used = useful_length(length, R, 2, prec);
    const slong exact = EXACT(prec);
    SCOPED(arb, q, t);
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
        SCOPED_VEC(arb, power, used);
        cut_series(S, kernels->s_derivative, used, power, q, prec);
        chain_rule(S, R, q, prec);
        if (used < length) add_student_tails(S, kernels->student_moment, used, R);
        else if (!kernels->s_finite) add_student_tails(S, kernels->student_tail, length, R);
    }
}

/* By the closed form of kinked functions, if there is one. */
static int evaluate_P_near_one(arb_ptr P, const kernels_t kernels, const arb_t R, slong prec)
{
    const int reflect = arb_is_negative(R);
    SCOPED(arb, complement);
    arb_abs(complement, R);
    arb_sub_ui(complement, complement, 1, EXACT(prec));
    arb_neg(complement, complement);
    const int done = hermite_kink_kernel_of_pair(P, kernels, reflect, complement, 0, prec);
    for (slong j = 1; done && reflect && j < DERIVATIVES; j += 2) arb_neg(P + j, P + j);
    return done;
}

static void evaluate_P(arb_ptr P, const kernels_t kernels, const arb_t R, slong prec)
{
    const slong length = kernels->length, used = useful_length(length, R, 1, prec);
    if (used >= CLOSED_FORM_FROM && !arb_contains_zero(R) && evaluate_P_near_one(P, kernels, R, prec)) return;
    SCOPED_VEC(arb, power, used);
    cut_series(P, kernels->p_derivative, used, power, R, prec);
    if (used < length) add_teacher_tails(P, kernels->student_moment, kernels->teacher_moment, used, R);
    else if (!kernels->p_finite)
        add_teacher_tails(P, kernels->student_tail, kernels->teacher_tail, length, R);
}

static void evaluate_directly(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
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

/* Sharper on wide balls: S and its derivatives increase in R >= 0; P^(j)(R) lies in P^(j)(mid) +
   P^(j+1)(R) (R - mid). */
static void sharpen(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    SCOPED_VEC(arb, P_low, 4 * DERIVATIVES);
    arb_ptr S_low = P_low + DERIVATIVES, P_high = S_low + DERIVATIVES, S_high = P_high + DERIVATIVES;
    SCOPED(arb, end, offset);
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
}

void kernels_evaluate(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_directly(P, S, kernels, R, prec);
    if (mag_cmp_2exp_si(arb_radref(R), -NARROW_BITS) > 0) sharpen(P, S, kernels, R, prec);
}
