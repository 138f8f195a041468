#include "hermite/kernel/oriented_kernels.h"

#include "base/scoped.h"
#include "hermite/kernel/kernel_evaluate.h"
#include "hermite/kernel/kernels_near_one.h"
#include "hermite/kernel/parseval_tail.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

int oriented_kernels_sign(const oriented_kernels_t kernels, slong k)
{
    return kernels->a_sign * (k % 2 ? kernels->R_sign : 1);
}

/* P at R = -1 is plus or minus P at 1 if P has a parity. */
static int kernel_parity(const wane_kernels_t source)
{
    wane_parity_t parity[2] = {source->student->parity, source->teacher->parity};
    for (int i = 0; i < 2; i++) {
        if (parity[i] == WANE_PARITY_EVEN || parity[i] == WANE_PARITY_ZERO) return 1;
        if (parity[i] == WANE_PARITY_ODD) return -1;
    }
    return 0;
}

/* Whether the tails of the third derivative of S or the second of P are
   unbounded at R = 1, as only a kinked student makes them.  (The third of P
   alone may be, for a teacher that jumps; the series do well beside it.) */
static int is_rough(const oriented_kernels_t kernels)
{
    SCOPED(arf, one);
    SCOPED(mag, tail);
    arf_one(one);
    kernel_tail_S(tail, kernels, 3, one);
    int rough = mag_is_inf(tail);
    kernel_tail_P(tail, kernels, 2, one);
    rough = rough || mag_is_inf(tail);
    return rough;
}

/* Whether second derivatives are not seen to be bounded near R = 1. */
static int is_steep(const oriented_kernels_t kernels)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, R);
    arb_set_d(R, 1 - 0x1p-8);
    mag_set_ui_2exp_si(arb_radref(R), 1, -8);
    oriented_kernels_evaluate(at, kernels, R, kernels->prec);
    return !arb_is_finite(at->P + 2) || !arb_is_finite(at->S + 2);
}

static void sum_at_one(arb_t value, const oriented_kernels_t kernels, int j)
{
    SCOPED(arf, one);
    SCOPED(mag, tail);
    SCOPED(arb, term);
    arf_one(one);
    arb_zero(value);
    for (slong k = j; k < kernels->length; k++) {
        arb_set(term, kernels->p + k);
        for (int i = 0; i < j; i++) arb_mul_si(term, term, k - i, kernels->prec);
        arb_add(value, value, term, kernels->prec);
    }
    kernel_tail_P(tail, kernels, j, one);
    arb_add_error_mag(value, tail);
}

static void set_P_at_one(oriented_kernels_t kernels)
{
    const wane_kernels_struct *source = kernels->source;
    /* Oriented P(R) = P(-R) = parity P(R), on the whole interval. */
    int sign = kernels->a_sign * (kernels->R_sign > 0 ? 1 : kernel_parity(source));
    SCOPED(kernel_values, at);
    SCOPED(arb, one);
    arb_one(one);
    if (sign == 0 && kernels->rough)
        kernels_evaluate_turned(at, source, kernels->a_sign, kernels->R_sign, one, kernels->prec);
    for (int j = 0; j < DERIVATIVES; j++) {
        if (sign != 0) arb_mul_si(kernels->P_at_one[j], source->P_at_one[j], sign, kernels->prec);
        else if (kernels->rough) arb_set(kernels->P_at_one[j], at->P + j);
        else sum_at_one(kernels->P_at_one[j], kernels, j);
    }
}

/* A ball of undecided sign contributes to both parts. */
static void split_signs(oriented_kernels_t kernels)
{
    SCOPED_VEC(arb, negated, kernels->length);
    _arb_vec_neg(negated, kernels->p, kernels->length);
    monotone_series_init_set(kernels->plus, kernels->p, kernels->length, 1, kernels->prec);
    monotone_series_init_set(kernels->minus, negated, kernels->length, 1, kernels->prec);
    monotone_series_init_set(kernels->student, kernels->s, kernels->length, 2, kernels->prec);
}

void oriented_kernels_init_set(oriented_kernels_t kernels, const wane_kernels_t source, int a_sign,
                               int R_sign)
{
    kernels->source = source;
    kernels->a_sign = a_sign;
    kernels->R_sign = R_sign;
    kernels->prec = source->prec;
    kernels->length = source->length;
    kernels->p = _arb_vec_init(source->length);
    for (slong k = 0; k < source->length; k++)
        arb_mul_si(kernels->p + k, source->p + k, oriented_kernels_sign(kernels, k), source->prec);
    kernels->s = source->s;
    kernels->p_finite = source->p_finite;
    kernels->s_finite = source->s_finite;
    kernels->same_up_to_ratio = source->same_up_to_ratio;
    kernels->student_tail = _mag_vec_init(2 * WANE_TAIL_MOMENTS);
    kernels->teacher_tail = kernels->student_tail + WANE_TAIL_MOMENTS;
    tail_moments(kernels->student_tail, source->student_tail);
    tail_moments(kernels->teacher_tail, source->teacher_tail);
    split_signs(kernels);
    kernels->rough = is_rough(kernels);
    for (slong j = 0; j < DERIVATIVES; j++) arb_init(kernels->P_at_one[j]);
    kernels->S_at_one = source->S_at_one;
    set_P_at_one(kernels);
    kernels->steep = kernels->rough && is_steep(kernels);
    kernels->blur = NULL;
}

void oriented_kernels_clear(oriented_kernels_t kernels)
{
    _arb_vec_clear(kernels->p, kernels->length);
    monotone_series_clear(kernels->plus);
    monotone_series_clear(kernels->minus);
    monotone_series_clear(kernels->student);
    _mag_vec_clear(kernels->student_tail, 2 * WANE_TAIL_MOMENTS);
    for (slong j = 0; j < DERIVATIVES; j++) arb_clear(kernels->P_at_one[j]);
}

void kernels_evaluate_turned(kernel_values_t at, const wane_kernels_t source, int a_sign, int R_sign,
                             const arb_t R, slong prec)
{
    SCOPED(arb, turned);
    if (R_sign < 0) arb_neg(turned, R);
    else arb_set(turned, R);
    wane_kernels_evaluate(at->P, at->S, source, turned, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        const int odd = j % 2 == 1 && R_sign < 0;
        if (odd != (a_sign < 0)) arb_neg(at->P + j, at->P + j);
        if (odd) arb_neg(at->S + j, at->S + j);
    }
}

void oriented_kernels_evaluate(kernel_values_t at, const oriented_kernels_t kernels, const arb_t R,
                               slong prec)
{
    kernels_evaluate_turned(at, kernels->source, kernels->a_sign, kernels->R_sign, R, prec);
    for (slong j = 0; arb_is_one(R) && j < DERIVATIVES; j++) {
        if (arb_is_finite(kernels->P_at_one[j])) arb_set_round(at->P + j, kernels->P_at_one[j], prec);
        if (arb_is_finite(kernels->S_at_one[j])) arb_set_round(at->S + j, kernels->S_at_one[j], prec);
    }
}

void oriented_kernels_near_one(kernel_values_t at, arb_ptr sine, const oriented_kernels_t kernels,
                               const arf_t l, const arf_t r, slong prec)
{
    SCOPED(arf, least, most);
    SCOPED(arb, complement);
    arf_sub_ui(most, l, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_sub_ui(least, r, 1, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_neg(most, most);
    arf_neg(least, least);
    arb_set_interval_arf(complement, least, most, FLINT_MAX(prec, 2 * arf_bits(most)));
    wane_kernels_evaluate_near_one(at->P, at->S, kernels->source, kernels->R_sign < 0, complement, prec);
    if (sine != NULL) { /* 1 - R^2 = complement (2 - complement) */
        arb_sub_ui(sine, complement, 2, prec);
        arb_mul(sine, sine, complement, prec);
        arb_neg(sine, sine);
        arb_sqrtpos(sine, sine, prec);
    }
    arb_indeterminate(at->P + 3);
    arb_indeterminate(at->S + 3);
    if (kernels->a_sign < 0) _arb_vec_neg(at->P, at->P, DERIVATIVES);
}

void kernel_tail_P(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    SCOPED(arb, at);
    arb_set_arf(at, R);
    mag_zero(bound);
    if (!kernels->p_finite)
        tail_P(bound, kernels->student_tail, kernels->teacher_tail, j, kernels->length, at);
}

void kernel_tail_S(mag_t bound, const oriented_kernels_t kernels, int j, const arf_t R)
{
    SCOPED(arb, at);
    arb_set_arf(at, R);
    mag_zero(bound);
    if (!kernels->s_finite) tail_S(bound, kernels->student_tail, j, kernels->length, at);
}
