#include "hermite/kernel/kernels_near_one.h"
#include "base/scoped.h"
#include "hermite/kernel/rough_kernels.h"
#include "manifold/certificate/certificate.h"

#include <string.h>

void writer_init_set(writer_t writer, const interior_branch_t branch, slong terms)
{
    memset(writer, 0, sizeof(writer_struct));
    writer->branch = branch;
    kernel_blur_init_set(writer->blur, branch->kernels->source, terms);
}

void writer_expect_series(writer_t writer, int student_is_linear, int teacher_is_linear)
{
    const wane_kernels_struct *source = writer->branch->kernels->source;
    if (!student_is_linear) writer->blur->s_exact = source->s_finite;
    if (!student_is_linear || !teacher_is_linear) writer->blur->p_exact = source->p_finite;
}

void writer_clear(writer_t writer)
{
    for (int f = 0; f < SHAPE_COUNT; f++) {
        for (slong i = 0; i < writer->zero_count[f]; i++) bounds_claim_clear(writer->zero[f] + i);
        flint_free(writer->zero[f]);
    }
    kernel_blur_clear(writer->blur);
}

void writer_evaluate(arb_ptr P, arb_ptr S, const writer_t writer, const arb_t R)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    rough_kernels_evaluate(P, S, kernels, R, kernels->prec);
    kernel_blur_add(P, S, writer->blur, R);
}

/* The shape function or its derivative: derivations/07 (9). */
static void shape_form(arb_t value, shape_function_t f, int derivative, arb_srcptr P, arb_srcptr S,
                       slong prec)
{
    if (!derivative) {
        shape_function_value(value, f, P, S, prec);
        return;
    }
    SCOPED(arb, t);
    if (f == SHAPE_N) {
        arb_mul(value, P, S + 2, prec);
        arb_submul(value, P + 1, S + 1, prec);
        arb_mul(t, P + 2, S, prec);
        arb_submul_ui(value, t, 2, prec);
    } else if (f == SHAPE_F) {
        arb_mul(value, P + 3, S + 1, prec);
        arb_submul(value, P + 1, S + 3, prec);
    } else {
        arb_set(value, P + (f == SHAPE_P ? 1 : 2));
    }
}

/* sqrt(1 - R^2) times the form on [l, r], r near 1, for functions with kinks. */
static void scaled_form(arb_t value, const writer_t writer, shape_function_t f, int derivative, const arf_t l,
                        const arf_t r)
{
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    slong prec = kernels->prec, n = WRITER_DERIVATIVES;
    arb_ptr P = _arb_vec_init(2 * n + 2), S = P + n;
    arb_struct *complement = P + 2 * n, *w = complement + 1;
    arb_set_interval_arf(complement, l, r, prec);
    arb_sub_si(complement, complement, 1, prec);
    arb_neg(complement, complement);
    if (arf_is_one(r)) arb_nonnegative_part(complement, complement);
    wane_kernels_evaluate_near_one(P, S, kernels->source, kernels->R_sign < 0, complement, prec);
    for (slong j = 0; j < 3; j++) proof_turn(P + j, P + j, kernels->a_sign);
    /* w^2 = complement (2 - complement) */
    arb_sub_si(w, complement, 2, prec);
    arb_neg(w, w);
    arb_mul(w, w, complement, prec);
    arb_sqrtpos(w, w, prec);
    arb_indeterminate(value);
    if (f == SHAPE_F && !derivative) {
        shape_function_value(value, f, P, S, prec);
    } else if (f == SHAPE_N && derivative) {
        arb_mul(value, P, S + 2, prec);
        arb_mul(P, P + 1, S + 1, prec);
        arb_submul(value, P, w, prec);
        arb_mul(P, P + 2, S, prec);
        arb_submul_ui(value, P, 2, prec);
    } else if (!derivative) { /* a piece is cut by its reader, a point is not */
        if ((writer->blur->p_exact && writer->blur->s_exact) || !arf_equal(l, r))
            shape_function_value(value, f, P, S, prec);
    } else if (f == SHAPE_P_PRIME) {
        arb_set(value, P + 2);
    }
    _arb_vec_clear(P, 2 * n + 2);
}

/* By the form on the ball and by the mean value theorem. */
static int plain_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l, const arf_t r)
{
    slong prec = writer->branch->kernels->prec, n = WRITER_DERIVATIVES;
    arb_ptr P = _arb_vec_init(2 * n + 4), S = P + n;
    arb_struct *R = P + 2 * n, *x = R + 1, *slope = R + 2, *middle = R + 3;
    if (arf_equal(l, r)) arb_set_arf(R, l);
    else arb_set_interval_arf(R, l, r, prec);
    writer_evaluate(P, S, writer, R);
    shape_form(x, f, derivative, P, S, prec);
    int sign = decided_sign(x);
    if (sign == 0 && !derivative && !arf_equal(l, r)) {
        shape_form(slope, f, 1, P, S, prec);
        arb_get_mid_arb(middle, R);
        writer_evaluate(P, S, writer, middle);
        shape_form(x, f, 0, P, S, prec);
        arb_sub(R, R, middle, prec);
        arb_addmul(x, slope, R, prec);
        sign = decided_sign(x);
    }
    _arb_vec_clear(P, 2 * n + 4);
    return sign;
}

int writer_quotient_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l,
                         const arf_t r)
{
    const small_series_struct *series = writer->branch->small[f];
    if (!series->is_whole || series->status != LEADING_DECIDED) return 0;
    slong prec = writer->branch->kernels->prec;
    SCOPED(sample, at_l, at_r);
    SCOPED(arf, lo, hi);
    small_series_sample(at_l, series, l, prec);
    small_series_sample(at_r, series, r, prec);
    if (derivative) monotone_difference_range(lo, hi, &at_l->slope, &at_r->slope);
    else monotone_difference_range(lo, hi, &at_l->f, &at_r->f);
    int sign = arf_sgn(lo) > 0 ? 1 : arf_sgn(hi) < 0 ? -1 : 0;
    return sign;
}

int writer_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l, const arf_t r)
{
    int sign = plain_sign(writer, f, derivative, l, r);
    if (sign == 0) sign = writer_quotient_sign(writer, f, derivative, l, r);
    if (sign != 0 || writer->branch->kernels->source->student_kink == NULL || arf_cmp_2exp_si(l, -1) < 0)
        return sign;
    SCOPED(arb, x);
    scaled_form(x, writer, f, derivative, l, r);
    sign = decided_sign(x);
    return sign;
}

int writer_fibre_sign(const writer_t writer, const arb_t R, const arb_t a)
{
    arb_ptr P = _arb_vec_init(2 * WRITER_DERIVATIVES + 1), S = P + WRITER_DERIVATIVES;
    arb_struct *H = P + 2 * WRITER_DERIVATIVES;
    writer_evaluate(P, S, writer, R);
    fibre_function_value(H, P, S, a, writer->branch->kernels->prec);
    int sign = decided_sign(H);
    _arb_vec_clear(P, 2 * WRITER_DERIVATIVES + 1);
    return sign;
}

void writer_height(bounds_claim_t a, const writer_t writer, const bounds_claim_t R)
{
    slong prec = writer->branch->kernels->prec;
    arb_ptr P = _arb_vec_init(2 * WRITER_DERIVATIVES + 1), S = P + WRITER_DERIVATIVES;
    arb_struct *x = P + 2 * WRITER_DERIVATIVES;
    bounds_claim_get_arb(x, R, prec);
    writer_evaluate(P, S, writer, x);
    arb_div(x, P + 1, S + 1, prec);
    arb_mul_2exp_si(x, x, 1);
    bounds_claim_around(a, x);
    _arb_vec_clear(P, 2 * WRITER_DERIVATIVES + 1);
}
