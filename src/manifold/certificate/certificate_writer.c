#include "base/scoped.h"
#include "manifold/certificate/certificate.h"

#include <string.h>

/* What a reader cuts into parts is wider. */
#define NARROW (-16)
#define KINKS_FROM 0.7 /* what a reader has beside kinks */
#define WIDE_PREC 96   /* more says nothing over a wide ball */

/* What was evaluated, for whoever asks of the same ball again: several coverings have the same pieces. */
struct kept_values {
    slong count, alloc;
    arb_struct *R;
    kernel_values_struct *at;
};

static kept_values_t *kept_values_new(void)
{
    return flint_calloc(1, sizeof(kept_values_t));
}

static void kept_values_free(kept_values_t *kept)
{
    for (slong i = 0; i < kept->count; i++) {
        arb_clear(kept->R + i);
        kernel_values_clear(kept->at + i);
    }
    flint_free(kept->R);
    flint_free(kept->at);
    flint_free(kept);
}

static void kept_values_add(kept_values_t *kept, const arb_t R, const kernel_values_t at)
{
    if (kept->count == kept->alloc) {
        kept->alloc = 2 * kept->alloc + 16;
        kept->R = flint_realloc(kept->R, (size_t)kept->alloc * sizeof *kept->R);
        kept->at = flint_realloc(kept->at, (size_t)kept->alloc * sizeof *kept->at);
    }
    arb_init(kept->R + kept->count);
    kernel_values_init(kept->at + kept->count);
    arb_set(kept->R + kept->count, R);
    kernel_values_set(kept->at + kept->count++, at);
}

static int kept_values_get(kernel_values_t at, const kept_values_t *kept, const arb_t R)
{
    for (slong i = kept->count - 1; i >= 0; i--) {
        if (!arb_equal(kept->R + i, R)) continue;
        kernel_values_set(at, kept->at + i);
        return 1;
    }
    return 0;
}

void writer_init_set(writer_t writer, const interior_branch_t branch, slong terms)
{
    memset(writer, 0, sizeof(writer_struct));
    writer->branch = branch;
    writer->terms = terms;
    kernel_blur_init_set(writer->blur, branch->kernels->source, terms);
    reader_series_init_set(writer->series, branch->kernels, terms);
    writer->kept = kept_values_new();
}

void writer_expect_series(writer_t writer, reader_means_t means)
{
    const kernels_struct *source = writer->branch->kernels->source;
    writer->reads_series = 1;
    writer->means = means;
    writer->blur->value_is_open = means.value_is_open;
    if (!means.student_is_linear) writer->blur->s_exact = source->s_finite;
    if (!means.student_is_linear || !means.teacher_is_linear) writer->blur->p_exact = source->p_finite;
}

void writer_clear(writer_t writer)
{
    for (int f = 0; f < SHAPE_COUNT; f++) {
        for (slong i = 0; i < writer->zero_count[f]; i++) bounds_claim_clear(writer->zero[f] + i);
        flint_free(writer->zero[f]);
    }
    kept_values_free(writer->kept);
    kernel_blur_clear(writer->blur);
    reader_series_clear(writer->series);
}

static int is_narrow(const arb_struct *R)
{
    return arb_is_exact(R) || mag_cmp_2exp_si(arb_radref(R), NARROW) < 0;
}

void writer_evaluate(kernel_values_t at, const writer_t writer, const arb_t R)
{
    if (kept_values_get(at, writer->kept, R)) return;
    const oriented_kernels_struct *kernels = writer->branch->kernels;
    const slong prec = is_narrow(R) ? kernels->prec : FLINT_MIN(kernels->prec, WIDE_PREC);
    const int is_near = arf_cmpabs_d(arb_midref(R), KINKS_FROM) >= 0;
    const int P_is_summed = writer->reads_series && !(is_near && writer->means.P_is_kinked);
    const int S_is_summed = writer->reads_series && !(is_near && writer->means.S_is_kinked);
    if (!P_is_summed || !S_is_summed) {
        oriented_kernels_evaluate(at, kernels, R, prec);
        if (writer->reads_series && is_narrow(R)) kernel_blur_add_best(at, writer->blur, R);
        else kernel_blur_add(at, writer->blur, R);
    }
    if (P_is_summed) reader_series_P(at->P, writer->series, R, prec);
    if (S_is_summed) reader_series_S(at->S, writer->series, R, prec);
    kept_values_add(writer->kept, R, at);
}

static void shape_form(arb_t value, shape_function_t f, int derivative, const kernel_values_t at, slong prec)
{
    if (derivative) shape_function_slope(value, f, at->P, at->S, prec);
    else shape_function_value(value, f, at->P, at->S, prec);
}

/* sqrt(1 - R^2) times the form on [l, r], r near 1, for functions with kinks. */
static void scaled_form(arb_t value, const writer_t writer, shape_function_t f, int derivative, const arf_t l,
                        const arf_t r)
{
    const slong full = writer->branch->kernels->prec,
                prec = arf_equal(l, r) ? full : FLINT_MIN(full, WIDE_PREC);
    SCOPED(kernel_values, at);
    SCOPED(arb, sine);
    oriented_kernels_near_one(at, sine, writer->branch->kernels, l, r, prec);
    arb_indeterminate(value);
    if (derivative) shape_function_scaled_slope(value, f, at->P, at->S, sine, prec);
    else shape_function_value(value, f, at->P, at->S, prec);
}

/* By the form on the ball and by the mean value theorem. */
static int plain_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l, const arf_t r)
{
    slong prec = writer->branch->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, R, x, slope, middle);
    if (arf_equal(l, r)) arb_set_arf(R, l);
    else arb_set_interval_arf(R, l, r, prec);
    writer_evaluate(at, writer, R);
    shape_form(x, f, derivative, at, prec);
    int sign = decided_sign(x);
    if (sign == 0 && !derivative && !arf_equal(l, r)) {
        shape_form(slope, f, 1, at, prec);
        arb_get_mid_arb(middle, R);
        writer_evaluate(at, writer, middle);
        shape_form(x, f, 0, at, prec);
        arb_sub(R, R, middle, prec);
        arb_addmul(x, slope, R, prec);
        sign = decided_sign(x);
    }
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
    if (sign != 0 || writer->branch->kernels->source->student_kink == NULL || arf_cmp_2exp_si(l, -1) < 0 ||
        (writer->reads_series && !writer->means.S_is_kinked))
        return sign;
    /* what does not reach 1 is better cut than evaluated once more; at a point the reader has but the plain form */
    if (!arf_equal(l, r) && !arf_is_one(r)) return 0;
    if (arf_equal(l, r) && !(writer->blur->p_exact && writer->blur->s_exact)) return 0;
    SCOPED(arb, x);
    scaled_form(x, writer, f, derivative, l, r);
    sign = decided_sign(x);
    return sign;
}

/* How far a function with this value and slope is seen to leave 0; 0: not known. */
static void reach_of(mag_t reach, const arb_t value, const arb_t slope)
{
    SCOPED(mag, least);
    arb_get_mag(reach, value);
    arb_get_mag_lower(least, slope);
    mag_div(reach, reach, least);
    if (mag_is_inf(reach)) mag_zero(reach);
}

void writer_reach(mag_t reach, const writer_t writer, shape_function_t f, const arb_t R)
{
    const slong prec = writer->branch->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, middle, value, slope);
    mag_zero(reach);
    if (writer->branch->small[f]->is_whole) return; /* writer_quotient_sign sees more */
    arb_get_mid_arb(middle, R);
    writer_evaluate(at, writer, middle);
    shape_form(value, f, 0, at, prec);
    shape_form(slope, f, 1, at, prec);
    reach_of(reach, value, slope);
}

void writer_fibre_reach(mag_t reach, const writer_t writer, const arb_t R, const arb_t a)
{
    const slong prec = writer->branch->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, middle, value, slope);
    arb_get_mid_arb(middle, R);
    writer_evaluate(at, writer, middle);
    fibre_form(value, at->P, at->S, a, prec);
    fibre_form(slope, at->P + 1, at->S + 1, a, prec);
    reach_of(reach, value, slope);
}

int writer_fibre_sign(const writer_t writer, const arb_t R, const arb_t a)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, H);
    writer_evaluate(at, writer, R);
    fibre_form(H, at->P, at->S, a, writer->branch->kernels->prec);
    return decided_sign(H);
}

int writer_height(bounds_claim_t a, const writer_t writer, const bounds_claim_t R)
{
    slong prec = writer->branch->kernels->prec;
    SCOPED(kernel_values, at);
    SCOPED(arb, x);
    bounds_claim_get_arb(x, R, prec);
    writer_evaluate(at, writer, x);
    branch_function_value(x, at->P, at->S, prec);
    if (!arb_is_finite(x)) return 0;
    bounds_claim_around(a, x);
    return 1;
}
