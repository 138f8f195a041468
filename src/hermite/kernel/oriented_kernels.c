#include "hermite/kernel/oriented_kernels.h"

#include "base/scoped.h"
#include "hermite/kernel/parseval_tail.h"
#include "hermite/kernel/rough_kernels.h"

int oriented_kernels_sign(const oriented_kernels_t kernels, slong k)
{
    return kernels->a_sign * (k % 2 ? kernels->R_sign : 1);
}

/* P at R = -1 is plus or minus P at 1 if P has a parity. */
static int kernel_parity(const kernels_t source)
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
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES + 1), S = P + WANE_KERNEL_DERIVATIVES;
    arb_ptr R = S + WANE_KERNEL_DERIVATIVES;
    arb_set_d(R, 1 - 0x1p-8);
    mag_set_ui_2exp_si(arb_radref(R), 1, -8);
    rough_kernels_evaluate(P, S, kernels, R, kernels->prec);
    int steep = !arb_is_finite(P + 2) || !arb_is_finite(S + 2);
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES + 1);
    return steep;
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

static void set_values_at_one(oriented_kernels_t kernels)
{
    const kernels_struct *source = kernels->source;
    int parity = kernel_parity(source);
    arb_ptr P = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES), S = P + WANE_KERNEL_DERIVATIVES;
    if (kernels->rough && kernels->R_sign < 0 && parity == 0) {
        SCOPED(arb, one);
        arb_one(one);
        rough_kernels_evaluate(P, S, kernels, one, kernels->prec);
    }
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_set(kernels->S_at_one[j], source->S_at_one[j]);
        if (kernels->R_sign > 0) {
            arb_set(kernels->P_at_one[j], source->P_at_one[j]);
        } else if (parity != 0) {
            /* Oriented P(R) = P(-R) = parity P(R), on the whole interval. */
            arb_mul_si(kernels->P_at_one[j], source->P_at_one[j], parity, kernels->prec);
        } else {
            if (kernels->rough) arb_set(kernels->P_at_one[j], P + j);
            else sum_at_one(kernels->P_at_one[j], kernels, j);
            continue; /* already carries a_sign */
        }
        arb_mul_si(kernels->P_at_one[j], kernels->P_at_one[j], kernels->a_sign, kernels->prec);
    }
    _arb_vec_clear(P, 2 * WANE_KERNEL_DERIVATIVES);
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

void oriented_kernels_init_set(oriented_kernels_t kernels, const kernels_t source, int a_sign, int R_sign)
{
    kernels->a_sign = a_sign;
    kernels->R_sign = R_sign;
    kernels->source = source;
    kernels->blur = NULL;
    kernels->prec = source->prec;
    kernels->length = source->length;
    kernels->p_finite = source->p_finite;
    kernels->s_finite = source->s_finite;
    kernels->same_up_to_ratio = source->same_up_to_ratio;
    kernels->p = _arb_vec_init(source->length);
    kernels->s = _arb_vec_init(source->length);
    for (slong k = 0; k < source->length; k++) {
        arb_mul_si(kernels->p + k, source->p + k, oriented_kernels_sign(kernels, k), source->prec);
        arb_set(kernels->s + k, source->s + k);
    }
    kernels->student_tail = _mag_vec_init(2 * WANE_TAIL_MOMENTS);
    kernels->teacher_tail = kernels->student_tail + WANE_TAIL_MOMENTS;
    tail_moments(kernels->student_tail, source->student_tail);
    tail_moments(kernels->teacher_tail, source->teacher_tail);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_init(kernels->P_at_one[j]);
        arb_init(kernels->S_at_one[j]);
    }
    kernels->rough = is_rough(kernels);
    kernels->steep = kernels->rough && is_steep(kernels);
    split_signs(kernels);
    set_values_at_one(kernels);
}

void oriented_kernels_clear(oriented_kernels_t kernels)
{
    _arb_vec_clear(kernels->p, kernels->length);
    _arb_vec_clear(kernels->s, kernels->length);
    monotone_series_clear(kernels->plus);
    monotone_series_clear(kernels->minus);
    monotone_series_clear(kernels->student);
    _mag_vec_clear(kernels->student_tail, 2 * WANE_TAIL_MOMENTS);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arb_clear(kernels->P_at_one[j]);
        arb_clear(kernels->S_at_one[j]);
    }
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
