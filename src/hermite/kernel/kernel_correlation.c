/* K(q) = sum s_k q^k at correlations of either sign. */
#include "hermite/kernel/kernels.h"

#include "base/scoped.h"
#include "hermite/kink/kink_kernel.h"
#include "hermite/kernel/parseval_tail.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
/* From here on the closed form of a function with kinks serves better than the series. */
#define CLOSED_FORM_FROM 0.5
/* A ball wider than 2^-NARROW_BITS gains from the mean value theorem. */
#define NARROW_BITS 20

static void sum_series(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    SCOPED_VEC(arb, power, kernels->length);
    mag_ptr T = _mag_vec_init(WANE_TAIL_MOMENTS + 1), tail = T + WANE_TAIL_MOMENTS;
    tail_moments(T, kernels->student_tail);
    _arb_vec_set_powers(power, q, kernels->length, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        arb_dot(K + j, NULL, 0, kernels->s_derivative[j], 1, power, 1, FLINT_MAX(kernels->length - j, 0),
                prec);
        if (kernels->s_finite) continue;
        tail_K(tail, T, j, kernels->length, q);
        arb_add_error_mag(K + j, tail);
    }
    _mag_vec_clear(T, WANE_TAIL_MOMENTS + 1);
}

/* Through q -> E sigma(u) sigma(-v) for q < 0, whose j-th derivative is (-1)^j K^(j)(-q). */
static void closed_form(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    const int reflect = arb_is_negative(q);
    SCOPED(arb, complement);
    arb_abs(complement, q);
    arb_sub_ui(complement, complement, 1, 4 * prec + 128);
    arb_neg(complement, complement);
    hermite_kink_kernel_evaluate(K, kernels->student_kink, reflect, complement, prec);
    for (slong j = 1; reflect && j < DERIVATIVES; j += 2) arb_neg(K + j, K + j);
}

static void evaluate_directly(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    SCOPED(arf, from);
    SCOPED(arb, size);
    arb_abs(size, q);
    arb_get_lbound_arf(from, size, 53);
    if (kernels->student_kink != NULL && !arb_contains_zero(q) && arf_cmp_d(from, CLOSED_FORM_FROM) > 0)
        closed_form(K, kernels, q, prec);
    else sum_series(K, kernels, q, prec);
}

/* x := x intersected with y, both of which contain the truth */
static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (!arb_is_finite(x)) arb_set(x, y);
    else if (arb_is_finite(y) && !arb_intersection(x, x, y, prec)) arb_indeterminate(x);
}

void kernels_evaluate_correlation(arb_ptr K, const kernels_t kernels, const arb_t q, slong prec)
{
    evaluate_directly(K, kernels, q, prec);
    if (mag_cmp_2exp_si(arb_radref(q), -NARROW_BITS) <= 0 || arf_cmpabs_ui(arb_midref(q), 1) > 0) return;
    SCOPED_VEC(arb, at_middle, DERIVATIVES);
    SCOPED(arb, middle, offset);
    arb_get_mid_arb(middle, q);
    arb_sub(offset, q, middle, prec);
    evaluate_directly(at_middle, kernels, middle, prec);
    for (slong j = DERIVATIVES - 2; j >= 0; j--) {
        arb_addmul(at_middle + j, K + j + 1, offset, prec);
        intersect(K + j, at_middle + j, prec);
    }
}
