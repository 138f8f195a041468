/* K(q) = sum s_k q^k at correlations of either sign. */
#include "wane/hermite.h"

#include "hermite/kink/kink_kernel.h"
#include "hermite/kernel/parseval_tail.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
/* From here on the closed form of a function with kinks serves better than the series. */
#define CLOSED_FORM_FROM 0.5
/* A ball wider than 2^-NARROW_BITS gains from the mean value theorem. */
#define NARROW_BITS 20

static void sum_series(arb_ptr K, const wane_kernels_t kernels, const arb_t q, slong prec)
{
    arb_ptr power = _arb_vec_init(kernels->length);
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
    _arb_vec_clear(power, kernels->length);
}

/* Through q -> E sigma(u) sigma(-v) for q < 0, whose j-th derivative is (-1)^j K^(j)(-q). */
static void closed_form(arb_ptr K, const wane_kernels_t kernels, const arb_t q, slong prec)
{
    const int reflect = arb_is_negative(q);
    arb_t complement;
    arb_init(complement);
    arb_abs(complement, q);
    arb_sub_ui(complement, complement, 1, 4 * prec + 128);
    arb_neg(complement, complement);
    hermite_kink_kernel_evaluate(K, kernels->student_kink, reflect, complement, prec);
    for (slong j = 1; reflect && j < DERIVATIVES; j += 2) arb_neg(K + j, K + j);
    arb_clear(complement);
}

static void evaluate_directly(arb_ptr K, const wane_kernels_t kernels, const arb_t q, slong prec)
{
    arf_t from;
    arb_t size;
    arf_init(from);
    arb_init(size);
    arb_abs(size, q);
    arb_get_lbound_arf(from, size, 53);
    if (kernels->student_kink != NULL && !arb_contains_zero(q) && arf_cmp_d(from, CLOSED_FORM_FROM) > 0)
        closed_form(K, kernels, q, prec);
    else sum_series(K, kernels, q, prec);
    arf_clear(from);
    arb_clear(size);
}

/* x := x intersected with y, both of which contain the truth */
static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (!arb_is_finite(x)) arb_set(x, y);
    else if (arb_is_finite(y) && !arb_intersection(x, x, y, prec)) arb_indeterminate(x);
}

void wane_kernels_evaluate_correlation(arb_ptr K, const wane_kernels_t kernels, const arb_t q, slong prec)
{
    evaluate_directly(K, kernels, q, prec);
    if (mag_cmp_2exp_si(arb_radref(q), -NARROW_BITS) <= 0 || arf_cmpabs_ui(arb_midref(q), 1) > 0) return;
    arb_ptr at_middle = _arb_vec_init(DERIVATIVES);
    arb_t middle, offset;
    arb_init(middle);
    arb_init(offset);
    arb_get_mid_arb(middle, q);
    arb_sub(offset, q, middle, prec);
    evaluate_directly(at_middle, kernels, middle, prec);
    for (slong j = DERIVATIVES - 2; j >= 0; j--) {
        arb_addmul(at_middle + j, K + j + 1, offset, prec);
        intersect(K + j, at_middle + j, prec);
    }
    arb_clear(middle);
    arb_clear(offset);
    _arb_vec_clear(at_middle, DERIVATIVES);
}
