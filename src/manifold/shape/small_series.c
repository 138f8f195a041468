#include "manifold/shape/small_series.h"

#include "base/scoped.h"

#define TERMS 72

/* All products that contribute to the coefficients of R^0, …, R^last are stored. */
static slong last_complete_exponent(const oriented_kernels_t kernels, shape_function_t f)
{
    slong shift = shape_shift(f), last = TERMS;
    slong first_k = f == SHAPE_F ? 1 : 0; /* the least k with a non-zero weight */
    slong first_j = f == SHAPE_N ? 0 : 1;
    if (!kernels->p_finite) last = FLINT_MIN(last, kernels->length - 1 + 2 * first_k - shift);
    if (shape_involves_student(f) && !kernels->s_finite)
        last = FLINT_MIN(last, 2 * kernels->length - 1 + first_j - shift);
    return last;
}

/* Coefficients of R^0 … R^last; present[e] tells whether any product enters. */
static void expand(arb_ptr coefficient, int *present, shape_function_t f, const oriented_kernels_t kernels,
                   slong last, slong prec)
{
    slong shift = shape_shift(f), students = shape_involves_student(f) ? kernels->length : 1;
    SCOPED(arb, term);
    for (slong e = 0; e <= last; e++) present[e] = 0;
    for (slong k = 0; k < students && 2 * k - shift <= last; k++) {
        if (shape_involves_student(f) && arb_is_zero(kernels->s + k)) continue;
        for (slong j = 0; j < kernels->length && j + 2 * k - shift <= last; j++) {
            slong weight = shape_weight(f, j, k);
            if (weight == 0 || arb_is_zero(kernels->p + j)) continue;
            slong e = j + 2 * k - shift;
            arb_mul_si(term, kernels->p + j, weight, prec);
            if (shape_involves_student(f)) arb_addmul(coefficient + e, term, kernels->s + k, prec);
            else arb_add(coefficient + e, coefficient + e, term, prec);
            present[e] = 1;
        }
    }
}

/* The sum of |coefficient of R^e| radius^e, from P^(j) and S^(j) with every coefficient replaced by its
   absolute value: derivations/07 (10). */
static void set_majorant(mag_t majorant, shape_function_t f, const oriented_kernels_t kernels,
                         const arf_t radius)
{
    SCOPED_VEC(mag, P, 2 * WANE_KERNEL_DERIVATIVES);
    mag_ptr S = P + WANE_KERNEL_DERIVATIVES;
    SCOPED(kernel_jet, jet);
    SCOPED(mag, minus);
    kernel_jet_sum_series(jet, kernels, radius, 64);
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        arf_get_mag(P + j, jet->bounds.plus.hi[j]);
        arf_get_mag(minus, jet->bounds.minus.hi[j]);
        mag_add(P + j, P + j, minus);
        arf_get_mag(S + j, jet->bounds.S.hi[j]);
    }
    shape_function_majorant(majorant, f, P, S);
}

/* Whether nothing lies beyond the expanded exponents. */
static int expansion_is_complete(const oriented_kernels_t kernels, shape_function_t f, slong last)
{
    slong degree = kernels->length - 1 - shape_shift(f);
    if (shape_involves_student(f)) degree += 2 * (kernels->length - 1);
    return kernels->p_finite && (kernels->s_finite || !shape_involves_student(f)) && degree <= last;
}

static leading_t find_leading(slong *leading, arb_srcptr coefficient, const int *present, slong last)
{
    for (slong e = 0; e <= last; e++) {
        if (!present[e]) continue;
        *leading = e;
        return arb_is_nonzero(coefficient + e) ? LEADING_DECIDED : LEADING_UNDECIDED;
    }
    return LEADING_UNDECIDED;
}

/* Whether R^j in P meets a degree k of S, stored or not, with a weight other than 0. */
static int has_partner(const oriented_kernels_t kernels, shape_function_t f, slong j)
{
    if (!shape_involves_student(f)) return shape_weight(f, j, 0) != 0;
    for (slong k = 0; k < kernels->length; k++)
        if (!arb_is_zero(kernels->s + k) && shape_weight(f, j, k) != 0) return 1;
    return !kernels->s_finite && shape_weight(f, j, kernels->length + j) != 0;
}

/* Without any two different degrees to combine the function vanishes whatever the values are. */
static int vanishes_by_structure(const oriented_kernels_t kernels, shape_function_t f)
{
    if (!kernels->p_finite) return 0;
    for (slong j = 0; j < kernels->length; j++)
        if (!arb_is_zero(kernels->p + j) && has_partner(kernels, f, j)) return 0;
    return 1;
}

static void expand_balls(small_series_t series, shape_function_t f, const oriented_kernels_t kernels,
                         slong prec)
{
    const slong last = last_complete_exponent(kernels, f);
    SCOPED_VEC(arb, coefficient, FLINT_MAX(last + 1, 1));
    int *present = flint_calloc(FLINT_MAX(last + 1, 1), sizeof(int));
    expand(coefficient, present, f, kernels, last, prec);
    series->status = find_leading(&series->leading, coefficient, present, last);
    if (series->status == LEADING_DECIDED) {
        series->length = last + 1 - series->leading;
        series->g = _arb_vec_init(series->length);
        _arb_vec_set(series->g, coefficient + series->leading, series->length);
        if (!expansion_is_complete(kernels, f, last))
            set_majorant(series->majorant, f, kernels, series->radius);
    }
    flint_free(present);
}

/* f := f/(1 - R) if that is a polynomial, f != 0: the coefficients of the quotient are the partial sums. */
static int divide_by_one_minus_R(surd_poly_t f)
{
    if (!exact_polynomial_vanishes_at_one(f)) return 0;
    for (slong e = 1; e < f->length; e++)
        surd_add(f->coefficient + e, f->coefficient + e, f->coefficient + e - 1, 0);
    surd_poly_normalise(f);
    return 1;
}

/* Nothing is left to digits but the size of the quotient's coefficients: derivations/07 (22). */
static void expand_exactly(small_series_t series, shape_function_t f, const exact_pair_t pair, slong prec)
{
    SCOPED(surd_poly, exact);
    exact_shape_expand(exact, pair, f);
    series->is_whole = 1;
    series->status = exact->length == 0 ? LEADING_ZERO : LEADING_DECIDED;
    if (exact->length == 0) return;
    while (divide_by_one_minus_R(exact)) series->order_at_one++;
    while (surd_is_zero(exact->coefficient + series->leading)) series->leading++;
    series->length = exact->length - series->leading;
    series->g = _arb_vec_init(series->length);
    for (slong i = 0; i < series->length; i++)
        surd_get_arb(series->g + i, exact->coefficient + series->leading + i, prec);
    if (arb_contains_zero(series->g)) series->status = LEADING_UNDECIDED;
}

void small_series_init_set(small_series_t series, shape_function_t f, const oriented_kernels_t kernels,
                           const exact_pair_t pair, slong prec)
{
    *series = (small_series_struct){.status = LEADING_ZERO};
    mag_init(series->majorant);
    arf_init(series->radius);
    arf_set_si_2exp_si(series->radius, 15, -4);
    if (pair->known) expand_exactly(series, f, pair, prec);
    else if (!vanishes_by_structure(kernels, f)) expand_balls(series, f, kernels, prec);
}

void small_series_clear(small_series_t series)
{
    if (series->g != NULL) _arb_vec_clear(series->g, series->length);
    mag_clear(series->majorant);
    arf_clear(series->radius);
}

/* Bounds of the omitted part of f/R^leading and of its derivative: derivations/07 (11). */
static void omitted_bounds(mag_t value, mag_t slope, const small_series_t series, const arf_t R)
{
    slong first = series->leading + series->length;
    SCOPED(mag, ratio, power);
    arf_get_mag_lower(ratio, series->radius);
    mag_pow_ui_lower(ratio, ratio, (ulong)first);
    mag_div(ratio, series->majorant, ratio);
    arf_get_mag(power, R);
    mag_pow_ui(value, power, (ulong)series->length);
    mag_mul(value, value, ratio);
    mag_pow_ui(slope, power, (ulong)(series->length - 1));
    mag_mul(slope, slope, ratio);
    mag_mul_ui(slope, slope, (ulong)first);
}

static void set_side(arf_t lo, arf_t hi, const arb_t sum, const mag_t omitted, slong prec)
{
    SCOPED(arf, extra);
    arb_get_lbound_arf(lo, sum, prec);
    if (arf_sgn(lo) < 0) arf_zero(lo);
    arb_get_ubound_arf(hi, sum, prec);
    arf_set_mag(extra, omitted);
    arf_add(hi, hi, extra, prec, ARF_RND_CEIL);
}

/* Sums the terms weight_i g_i power_i of each sign into
   bounds of U and V; an undecided sign counts in both. */
static void split_sum(monotone_difference_t *d, const small_series_t series, arb_srcptr power, int derivative,
                      const mag_t omitted, slong prec)
{
    SCOPED(arb, U, V, term);
    SCOPED(arf, end);
    for (slong i = derivative; i < series->length; i++) {
        arb_mul(term, series->g + i, power + i - derivative, prec);
        if (derivative) arb_mul_si(term, term, i, prec);
        if (arb_is_nonnegative(term)) {
            arb_add(U, U, term, prec);
        } else if (arb_is_nonpositive(term)) {
            arb_sub(V, V, term, prec);
        } else { /* widen both sums by the term's magnitude */
            arb_add_error(U, term);
            arb_add_error(V, term);
        }
    }
    set_side(d->U_lo, d->U_hi, U, omitted, prec);
    set_side(d->V_lo, d->V_hi, V, omitted, prec);
}

void small_series_sample(sample_t sample, const small_series_t series, const arf_t R, slong prec)
{
    SCOPED_VEC(arb, power, series->length + 1);
    SCOPED(mag, value, slope);
    arf_set(sample->R, R);
    arb_set_arf(power + series->length, R);
    _arb_vec_set_powers(power, power + series->length, series->length, prec);
    arb_dot(sample->value, NULL, 0, series->g, 1, power, 1, series->length, prec);
    omitted_bounds(value, slope, series, R);
    arb_add_error_mag(sample->value, value);
    split_sum(&sample->f, series, power, 0, value, prec);
    split_sum(&sample->slope, series, power, 1, slope, prec);
}
