/* P, S and K on balls: by their series and tails or, beside kinks, by closed forms. */
#include "hermite/kernel/kernel_evaluate.h"

#include "base/scoped.h"
#include "hermite/kink/kernel_series.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kernel/parseval_tail.h"
#include "hermite/kink/kink_kernel.h"

#include <math.h>

/* A ball wider than 2^-NARROW_BITS gains from monotonicity and the mean value theorem. */
#define NARROW_BITS 20
/* From this many terms on a closed form is quicker than the series of P and S, */
#define CLOSED_FORM_FROM 48
/* and from here on it is than that of K. */
#define CLOSED_FORM_OF_K_FROM 0.5
/* 1 - R is formed without rounding if R is short enough. */
#define EXACT(prec) (4 * (prec) + 128)
#define DERIVATIVES WANE_KERNEL_DERIVATIVES

void kernel_values_init(kernel_values_t at)
{
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_init(at->P + j);
        arb_init(at->S + j);
    }
}

void kernel_values_clear(kernel_values_t at)
{
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_clear(at->P + j);
        arb_clear(at->S + j);
    }
}

void kernel_values_set(kernel_values_t at, const kernel_values_t other)
{
    _arb_vec_set(at->P, other->P, DERIVATIVES);
    _arb_vec_set(at->S, other->S, DERIVATIVES);
}

void kernel_tails_P(mag_ptr tail, const kernels_t kernels, const arb_t R)
{
    SCOPED_VEC(mag, T, 2 * TAIL_MOMENTS);
    mag_ptr U = T + TAIL_MOMENTS;
    tail_moments(T, kernels->student_tail);
    tail_moments(U, kernels->teacher_tail);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (kernels->p_finite) mag_zero(tail + j);
        else tail_P(tail + j, T, U, j, kernels->length, R);
    }
}

void kernel_tails_S(mag_ptr tail, const kernels_t kernels, const arb_t R)
{
    SCOPED_VEC(mag, T, TAIL_MOMENTS);
    tail_moments(T, kernels->student_tail);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (kernels->s_finite) mag_zero(tail + j);
        else tail_S(tail + j, T, j, kernels->length, R);
    }
}

void kernel_tails_K(mag_ptr tail, const kernels_t kernels, const arb_t q)
{
    SCOPED_VEC(mag, T, TAIL_MOMENTS);
    tail_moments(T, kernels->student_tail);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (kernels->s_finite) mag_zero(tail + j);
        else tail_K(tail + j, T, j, kernels->length, q);
    }
}

void kernel_chain_rule(arb_ptr S, const arb_t R, const arb_t q, slong prec)
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

void kernel_sum_S(arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    SCOPED(arb, q);
    arb_sqr(q, R, prec);
    kernel_series_evaluate(S, kernels->K_series, q, prec);
    kernel_chain_rule(S, R, q, prec);
}

/* Whether so many terms R^(stride k) are worth summing that a closed form is quicker.  Only a choice. */
static int wants_closed_form(slong length, const arb_t R, slong stride, slong prec)
{
    SCOPED(mag, size);
    arb_get_mag(size, R);
    double bits = mag_is_zero(size) ? INFINITY : -(double)stride * mag_get_d_log2_approx(size);
    slong used = bits < 1e-3 ? length : 16 + (slong)((double)(prec + 16) / bits);
    return FLINT_MIN(length, used) >= CLOSED_FORM_FROM;
}

static void evaluate_S(arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    if (kernels->student_kink && wants_closed_form(kernels->length, R, 2, prec)) {
        SCOPED(arb, q, t);
        arb_sub_ui(q, R, 1, EXACT(prec)); /* 1 - q = -(R - 1)(R + 1) */
        arb_add_ui(t, R, 1, EXACT(prec));
        arb_mul(t, t, q, EXACT(prec));
        arb_neg(t, t);
        hermite_kink_kernel_evaluate(S, kernels->student_kink, 0, t, prec);
        arb_sqr(q, R, prec);
        kernel_chain_rule(S, R, q, prec);
    } else {
        SCOPED_VEC(mag, tail, DERIVATIVES);
        kernel_sum_S(S, kernels, R, prec);
        kernel_tails_S(tail, kernels, R);
        /* The tails have the sign of R for odd j, and that of 1 for even j: derivations/07 (2). */
        for (slong j = 0; j < DERIVATIVES; j++)
            kernel_series_add_rest(S + j, tail + j, j % 2 == 0 || arb_is_nonnegative(R), prec);
    }
}

/* 1 - |R| */
static void complement_of(arb_t complement, const arb_t R, slong prec)
{
    arb_abs(complement, R);
    arb_sub_ui(complement, complement, 1, EXACT(prec));
    arb_neg(complement, complement);
}

/* f^(j)(R) from the derivatives of f(-R). */
static void reflect_odd(arb_ptr value)
{
    for (slong j = 1; j < DERIVATIVES; j += 2) arb_neg(value + j, value + j);
}

/* By the closed form of kinked functions, if there is one. */
static int evaluate_P_near_one(arb_ptr P, const kernels_t kernels, const arb_t R, slong prec)
{
    const int reflect = arb_is_negative(R);
    SCOPED(arb, complement);
    complement_of(complement, R, prec);
    const int done = hermite_kink_kernel_of_pair(P, kernels, reflect, complement, 0, prec);
    if (done && reflect) reflect_odd(P);
    return done;
}

static void evaluate_P(arb_ptr P, const kernels_t kernels, const arb_t R, slong prec)
{
    if (wants_closed_form(kernels->length, R, 1, prec) && !arb_contains_zero(R) &&
        evaluate_P_near_one(P, kernels, R, prec))
        return;
    SCOPED_VEC(mag, tail, DERIVATIVES);
    kernel_series_evaluate(P, kernels->P_series, R, prec);
    kernel_tails_P(tail, kernels, R);
    for (slong j = 0; j < DERIVATIVES; j++) arb_add_error_mag(P + j, tail + j);
}

static void replace_at_one(arb_ptr value, const arb_t *at_one, const arb_t R, slong prec)
{
    for (slong j = 0; arb_is_one(R) && j < DERIVATIVES; j++)
        if (arb_is_finite(at_one[j])) arb_set_round(value + j, at_one[j], prec);
}

static void evaluate_directly(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_P(P, kernels, R, prec);
    replace_at_one(P, kernels->P_at_one, R, prec);
    if (S == NULL) return;
    evaluate_S(S, kernels, R, prec);
    replace_at_one(S, kernels->S_at_one, R, prec);
}

void kernel_intersect(arb_t x, const arb_t y, slong prec)
{
    if (arf_is_nan(arb_midref(x))) arb_set(x, y);
    else if (!arf_is_nan(arb_midref(y)) && !arb_intersection(x, x, y, prec)) arb_indeterminate(x);
}

/* f^(j)(x) lies in f^(j)(middle) + f^(j+1)(x) (x - middle); at_middle is overwritten. */
static void sharpen_by_slopes(arb_ptr f, arb_ptr at_middle, const arb_t x, const arb_t middle, slong prec)
{
    SCOPED(arb, offset);
    arb_sub(offset, x, middle, prec);
    for (slong j = DERIVATIVES - 2; j >= 0; j--) {
        arb_addmul(at_middle + j, f + j + 1, offset, prec);
        kernel_intersect(f + j, at_middle + j, prec);
    }
}

/* Sharper on wide balls: S and its derivatives increase in R >= 0, */
static void sharpen_S(arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    SCOPED_VEC(arb, low, 2 * DERIVATIVES);
    arb_ptr high = low + DERIVATIVES;
    SCOPED(arb, end);
    arb_get_lbound_arf(arb_midref(end), R, prec);
    if (arf_sgn(arb_midref(end)) < 0) arb_zero(end);
    evaluate_S(low, kernels, end, prec);
    replace_at_one(low, kernels->S_at_one, end, prec);
    arb_get_ubound_arf(arb_midref(end), R, prec);
    if (arf_cmp_si(arb_midref(end), 1) > 0) arb_one(end);
    evaluate_S(high, kernels, end, prec);
    replace_at_one(high, kernels->S_at_one, end, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_union(low + j, low + j, high + j, prec);
        kernel_intersect(S + j, low + j, prec);
    }
}

/* and P lies where its slopes lead. */
static void sharpen_P(arb_ptr P, const kernels_t kernels, const arb_t R, slong prec)
{
    SCOPED_VEC(arb, at_middle, DERIVATIVES);
    SCOPED(arb, middle);
    arb_get_mid_arb(middle, R);
    evaluate_directly(at_middle, NULL, kernels, middle, prec);
    sharpen_by_slopes(P, at_middle, R, middle, prec);
}

void kernels_evaluate(arb_ptr P, arb_ptr S, const kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_directly(P, S, kernels, R, prec);
    if (mag_cmp_2exp_si(arb_radref(R), -NARROW_BITS) <= 0) return;
    if (S != NULL && arb_is_nonnegative(R)) sharpen_S(S, kernels, R, prec);
    if (arf_cmpabs_ui(arb_midref(R), 1) <= 0)
        sharpen_P(P, kernels, R, prec); /* the kernels live on [-1, 1] */
}

/* A closed form for q < 0 goes through q -> E sigma(u) sigma(-v), whose j-th derivative is (-1)^j K^(j)(-q). */
static void evaluate_K(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    SCOPED(arf, least);
    arb_get_abs_lbound_arf(least, q, 53);
    if (kernels->student_kink != NULL && arf_cmp_d(least, CLOSED_FORM_OF_K_FROM) > 0) {
        const int reflect = arb_is_negative(q);
        SCOPED(arb, complement);
        complement_of(complement, q, prec);
        hermite_kink_kernel_evaluate(K, kernels->student_kink, reflect, complement, prec);
        if (reflect) reflect_odd(K);
    } else {
        SCOPED_VEC(mag, tail, DERIVATIVES);
        kernel_series_evaluate(K, kernels->K_series, q, prec);
        kernel_tails_K(tail, kernels, q);
        for (slong j = 0; j < DERIVATIVES; j++) arb_add_error_mag(K + j, tail + j);
    }
}

void kernels_evaluate_correlation(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    evaluate_K(K, kernels, q, prec);
    if (mag_cmp_2exp_si(arb_radref(q), -NARROW_BITS) <= 0 || arf_cmpabs_ui(arb_midref(q), 1) > 0) return;
    SCOPED_VEC(arb, at_middle, DERIVATIVES);
    SCOPED(arb, middle);
    arb_get_mid_arb(middle, q);
    evaluate_K(at_middle, kernels, middle, prec);
    sharpen_by_slopes(K, at_middle, q, middle, prec);
}
