#include "hermite/oriented/oriented_kernels.h"

#include "base/scoped.h"
#include "hermite/kernel/kernel_evaluate.h"
#include "hermite/kernel/kernels_near_one.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

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
static int is_rough(const kernels_t source)
{
    SCOPED_VEC(mag, tail, 2 * DERIVATIVES);
    SCOPED(arb, one);
    arb_one(one);
    kernel_tails_P(tail, source, one);
    kernel_tails_S(tail + DERIVATIVES, source, one);
    return mag_is_inf(tail + 2) || mag_is_inf(tail + DERIVATIVES + 3);
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

/* Oriented P(R) = P(-R) = parity P(R), on the whole interval. */
static void set_side(oriented_kernels_t kernels)
{
    const int parity = kernels->R_sign > 0 ? 1 : kernel_parity(kernels->source);
    kernels->side = parity == 0 ? -1 : 1;
    kernels->sign = parity == 0 ? kernels->a_sign : parity * kernels->a_sign;
}

static void set_P_at_one(oriented_kernels_t kernels)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, one);
    arb_one(one);
    if (kernels->side < 0)
        kernels_evaluate_turned(at, kernels->source, kernels->sign, -1, one, kernels->prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (kernels->side < 0) arb_set(kernels->P_at_one[j], at->P + j);
        else arb_mul_si(kernels->P_at_one[j], kernels->source->P_at_one[j], kernels->sign, kernels->prec);
    }
}

void oriented_kernels_init_set(oriented_kernels_t kernels, const kernels_t source, int a_sign, int R_sign)
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
    kernels->plus = kernel_series_new(kernels->p, source->length, 1, source->prec);
    kernels->minus = kernel_series_new(kernels->p, source->length, -1, source->prec);
    for (slong j = 0; j < DERIVATIVES; j++) arb_init(kernels->P_at_one[j]);
    set_side(kernels);
    kernels->S_at_one = source->S_at_one;
    set_P_at_one(kernels);
    kernels->rough = is_rough(source);
    kernels->steep = kernels->rough && is_steep(kernels);
    kernels->blur = NULL;
}

void oriented_kernels_clear(oriented_kernels_t kernels)
{
    _arb_vec_clear(kernels->p, kernels->length);
    kernel_series_free(kernels->plus);
    kernel_series_free(kernels->minus);
    for (slong j = 0; j < DERIVATIVES; j++) arb_clear(kernels->P_at_one[j]);
}

/* S may be NULL. */
static void evaluate_turned(arb_ptr P, arb_ptr S, const kernels_t source, int a_sign, int R_sign,
                            const arb_t R, slong prec)
{
    SCOPED(arb, turned);
    if (R_sign < 0) arb_neg(turned, R);
    else arb_set(turned, R);
    kernels_evaluate(P, S, source, turned, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        const int odd = j % 2 == 1 && R_sign < 0;
        if (odd != (a_sign < 0)) arb_neg(P + j, P + j);
        if (odd && S != NULL) arb_neg(S + j, S + j);
    }
}

void kernels_evaluate_turned(kernel_values_t at, const kernels_t source, int a_sign, int R_sign,
                             const arb_t R, slong prec)
{
    evaluate_turned(at->P, at->S, source, a_sign, R_sign, R, prec);
}

static void replace_at_one(arb_ptr value, const arb_t *at_one, const arb_t R, slong prec)
{
    for (slong j = 0; arb_is_one(R) && j < DERIVATIVES; j++)
        if (arb_is_finite(at_one[j])) arb_set_round(value + j, at_one[j], prec);
}

void oriented_kernels_evaluate_P(arb_ptr P, const oriented_kernels_t kernels, const arb_t R, slong prec)
{
    evaluate_turned(P, NULL, kernels->source, kernels->sign, kernels->side, R, prec);
    replace_at_one(P, kernels->P_at_one, R, prec);
}

void oriented_kernels_evaluate(kernel_values_t at, const oriented_kernels_t kernels, const arb_t R,
                               slong prec)
{
    evaluate_turned(at->P, at->S, kernels->source, kernels->sign, kernels->side, R, prec);
    replace_at_one(at->P, kernels->P_at_one, R, prec);
    replace_at_one(at->S, kernels->S_at_one, R, prec);
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
    kernels_evaluate_near_one(at->P, at->S, kernels->source, kernels->side < 0, complement, prec);
    if (sine != NULL) { /* complement (2 - complement) = 1 - R^2 */
        arb_sub_ui(sine, complement, 2, prec);
        arb_mul(sine, sine, complement, prec);
        arb_neg(sine, sine);
        arb_sqrtpos(sine, sine, prec);
    }
    arb_indeterminate(at->P + 3);
    arb_indeterminate(at->S + 3);
    if (kernels->sign < 0) _arb_vec_neg(at->P, at->P, DERIVATIVES);
}
