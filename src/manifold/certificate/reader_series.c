#include "manifold/certificate/reader_series.h"

#include "base/scoped.h"
#include "hermite/kernel/parseval_tail.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

void reader_series_init_set(reader_series_t series, const oriented_kernels_t kernels, slong terms)
{
    const kernels_struct *source = kernels->source;
    const slong length = FLINT_MIN(terms, kernels->length);
    series->terms = terms;
    series->P = kernel_series_new(kernels->p, length, 0, kernels->prec);
    series->K = kernel_series_new(kernels->s, length, 0, kernels->prec);
    series->student = _mag_vec_init(2 * TAIL_MOMENTS);
    series->teacher = series->student + TAIL_MOMENTS;
    tails_beyond(series->student, source->student, source->student_tail, source->length, terms);
    tails_beyond(series->teacher, source->teacher, source->teacher_tail, source->length, terms);
    series->P_is_whole = kernels->p_finite;
    series->S_is_whole = kernels->s_finite;
    series->P_sign = 0;
    if (kernels->R_sign > 0 ? source->same_up_to_ratio : source->mirrored)
        series->P_sign = kernels->a_sign * fmpq_sgn(source->ratio);
}

void reader_series_clear(reader_series_t series)
{
    kernel_series_free(series->P);
    kernel_series_free(series->K);
    _mag_vec_clear(series->student, 2 * TAIL_MOMENTS);
}

/* derivations/15 (39); twice as much as there is, so that fewer bits suffice to see it. */
static void add_rest(arb_t x, mag_t rest, int sign, slong prec)
{
    mag_mul_2exp_si(rest, rest, 1);
    kernel_series_add_rest(x, rest, sign, prec);
    kernel_blur_make_room(x);
}

void reader_series_P(arb_ptr P, const reader_series_t series, const arb_t R, slong prec)
{
    SCOPED(mag, rest);
    kernel_series_evaluate(P, series->P, R, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (!series->P_is_whole) tail_P(rest, series->student, series->teacher, j, series->terms, R);
        add_rest(P + j, rest, arb_is_nonnegative(R) ? series->P_sign : 0, prec);
    }
}

void reader_series_S(arb_ptr S, const reader_series_t series, const arb_t R, slong prec)
{
    SCOPED(mag, rest);
    SCOPED(arb, q);
    arb_sqr(q, R, prec);
    kernel_series_evaluate(S, series->K, q, prec);
    kernel_chain_rule(S, R, q, prec);
    for (slong j = 0; j < DERIVATIVES; j++) {
        if (!series->S_is_whole) tail_S(rest, series->student, j, series->terms, R);
        add_rest(S + j, rest, arb_is_nonnegative(R), prec);
    }
}
