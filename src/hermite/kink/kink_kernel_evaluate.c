#include "hermite/kink/kink_side.h"
#include "base/rational.h"
#include "base/scoped.h"
#include "hermite/kink/spline_pair.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES
/* A complement of fewer accurate bits than this is treated by monotonicity. */
#define NARROW_BITS 40
/* On balls this wide, or when no more bits are asked for, splines of low order are sharper or quicker. */
#define COARSE_BITS 24
/* A kernel that loses more bits than this by cancellation is not evaluated on balls. */
#define LARGE_GUARD 32

/* sum_{n} g_n I_{m,n-j}; weights that are exactly 0 silence
   entries that may be infinite, of index below 0. */
static void add_row(arb_t value, const spline_table_t table, slong m, slong j, const arb_t weight,
                    arb_srcptr g_jump, slong g_order, slong prec)
{
    SCOPED(arb, sum);
    const slong regular = FLINT_MIN(m >= 0 ? 0 : j + 1, g_order);
    const slong first = m >= 0 ? FLINT_MIN(j, g_order) : regular;
    for (slong n = 0; n < first; n++)
        if (!arb_is_zero(g_jump + n)) arb_addmul(sum, g_jump + n, spline_table_entry(table, m, n - j), prec);
    if (first < g_order)
        arb_dot(sum, sum, 0, g_jump + first, 1, spline_table_entry(table, m, first - j), 1, g_order - first,
                prec);
    arb_addmul(value, weight, sum, prec);
}

/* value[j] += sum_{m, n} f_m g_n I_{m-j,n-j} */
static void add_pair(arb_ptr value, const spline_table_t table, arb_srcptr f_jump, slong f_order,
                     arb_srcptr g_jump, slong g_order, slong derivatives, slong prec)
{
    for (slong j = 0; j < derivatives; j++)
        for (slong m = 0; m < f_order; m++)
            if (!arb_is_zero(f_jump + m))
                add_row(value + j, table, m - j, j, f_jump + m, g_jump, g_order, prec);
}

/* Is I_{m,n}, m, n >= -2, infinite at q = 1 for x = y? */
static int is_singular(slong m, slong n)
{
    return (m < 0 && n < 0) || (m == -2 && n == 0) || (m == 0 && n == -2);
}

/* The sums of f_m g_n I_{m-2,n-2}: of the singular ones times s, and of the others. */
static void add_second(arb_t singular, arb_t regular, const spline_table_t table, const kink_side_t *side,
                       slong i, slong l, slong prec)
{
    SCOPED(arb, t);
    for (slong m = 0; m < side->f_order; m++) {
        arb_srcptr f_jump = side->f_jump + i * side->f_order + m;
        if (arb_is_zero(f_jump)) continue;
        for (slong n = 0; n < FLINT_MIN(side->g_order, 3); n++) {
            arb_srcptr g_jump = side->g_jump + l * side->g_order + n;
            if (arb_is_zero(g_jump)) continue;
            arb_mul(t, f_jump, g_jump, prec);
            if (is_singular(m - 2, n - 2))
                arb_addmul(singular, t, spline_table_scaled(table, m - 2, n - 2), prec);
            else arb_addmul(regular, t, spline_table_entry(table, m - 2, n - 2), prec);
        }
        if (side->g_order > 3) {
            arb_dot(t, NULL, 0, side->g_jump + l * side->g_order + 3, 1, spline_table_entry(table, m - 2, 1),
                    1, side->g_order - 3, prec);
            arb_addmul(regular, f_jump, t, prec);
        }
    }
}

/* value += the closed form.  scaled: value[2] is completed
   to s times the second derivative, from the series'. */
void kink_side_closed_form(arb_ptr value, const kink_side_t *side, const correlation_t at,
                           const correlation_struct *ends, int scaled, slong prec)
{
    SCOPED(arb, singular);
    spline_table_t table;
    spline_table_init(table, side->f_order, side->g_order);
    for (slong i = 0; i < side->f_count; i++)
        for (slong l = 0; l < side->g_count; l++) {
            spline_table_set(table, side->pair + i * side->g_count + l, at, ends, prec);
            add_pair(value, table, side->f_jump + i * side->f_order, side->f_order,
                     side->g_jump + l * side->g_order, side->g_order, scaled ? 2 : DERIVATIVES, prec);
            if (scaled) add_second(singular, value + 2, table, side, i, l, prec);
        }
    if (scaled) {
        arb_mul(value + 2, value + 2, at->sine, prec);
        arb_add(value + 2, value + 2, singular, prec);
    }
    spline_table_clear(table);
}

static void series(arb_ptr value, const kink_side_t *side, const arb_t q, slong prec)
{
    SCOPED(mag, size, bound);
    kernel_series_evaluate(value, side->series, q, prec);
    arb_get_mag(size, q);
    mag_one(bound);
    mag_min(size, size, bound);
    for (slong j = 0; j < DERIVATIVES; j++) {
        mag_pow_ui(bound, size, (ulong)FLINT_MAX(side->tail_from - j, 0));
        mag_mul(bound, bound, &side->tail[j]);
        arb_add_error_mag(value + j, bound);
    }
}

/* x := x intersected with y, both of which contain the truth */
static void intersect(arb_t x, const arb_t y, slong prec)
{
    if (!arb_is_finite(x)) arb_set(x, y);
    else if (arb_is_finite(y) && !arb_intersection(x, x, y, prec)) arb_indeterminate(x);
}

/* On a ball of some width also by the mean value theorem. */
static void series_on_ball(arb_ptr value, const kink_side_t *side, const arb_t q, slong prec)
{
    series(value, side, q, prec);
    if (mag_cmp_2exp_si(arb_radref(q), -NARROW_BITS) < 0) return;
    SCOPED_VEC(arb, middle, DERIVATIVES);
    SCOPED(arb, centre, offset);
    arb_get_mid_arb(centre, q);
    arb_sub(offset, q, centre, prec);
    if (arf_cmp_si(arb_midref(centre), 1) <= 0 && arf_sgn(arb_midref(centre)) >= 0) {
        series(middle, side, centre, prec);
        for (slong j = DERIVATIVES - 2; j >= 0; j--) {
            arb_addmul(middle + j, value + j + 1, offset, prec);
            intersect(value + j, middle + j, prec);
        }
    }
}

static void evaluate_side(arb_ptr value, const kink_side_t *side, const correlation_t at,
                          const correlation_struct *ends, int scaled, slong prec)
{
    series_on_ball(value, side, at->q, prec);
    kink_side_closed_form(value, side, at, ends, scaled, prec);
}

static void evaluate_at_complement(arb_ptr value, const kink_side_t *side, const arb_t complement, int scaled,
                                   slong prec)
{
    SCOPED(correlation, at);
    SCOPED(arb, end);
    correlation_set_complement(at, complement, prec);
    if (arb_is_exact(at->complement) || arb_rel_accuracy_bits(at->complement) >= NARROW_BITS) {
        evaluate_side(value, side, at, NULL, scaled, prec);
    } else {
        correlation_t ends[2];
        for (int i = 0; i < 2; i++) {
            correlation_init(ends[i]);
            if (i == 0) arb_get_ubound_arf(arb_midref(end), at->complement, prec);
            else arb_get_lbound_arf(arb_midref(end), at->complement, prec);
            correlation_set_complement(ends[i], end, prec);
        }
        evaluate_side(value, side, at, ends[0], scaled, prec);
        for (int i = 0; i < 2; i++) correlation_clear(ends[i]);
    }
}

static const kink_side_t *choose_side(const hermite_kink_kernel_t *kernel, int reflect, int wide)
{
    const int has_parity = kernel->parity == WANE_PARITY_EVEN || kernel->parity == WANE_PARITY_ODD;
    const int which = reflect && !has_parity;
    return wide ? &kernel->coarse[which] : &kernel->side[which];
}

/* Where spline and rest nearly cancel they must not be evaluated on a ball: the value at its midpoint, and
   the mean value theorem with derivatives from splines of low order. */
static void evaluate_by_mean_value(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                   const arb_t complement, slong prec)
{
    SCOPED_VEC(arb, on_ball, DERIVATIVES);
    SCOPED(arb, point, offset);
    arb_get_mid_arb(point, complement);
    arb_sub(offset, point, complement, prec);
    evaluate_at_complement(on_ball, choose_side(kernel, reflect, 1), complement, 0, prec);
    evaluate_at_complement(value, choose_side(kernel, reflect, 0), point, 0, prec);
    for (slong j = DERIVATIVES - 1; j >= 0; j--) {
        if (j == DERIVATIVES - 1) arb_set(value + j, on_ball + j);
        else arb_addmul(value + j, on_ball + j + 1, offset, prec);
        intersect(on_ball + j, value + j, prec);
        arb_set(value + j, on_ball + j);
    }
}

static void evaluate(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect, const arb_t complement,
                     int scaled, slong prec)
{
    const int wide = prec <= COARSE_BITS || mag_cmp_2exp_si(arb_radref(complement), -COARSE_BITS) > 0;
    prec += kernel->guard;
    if (!wide && kernel->guard > LARGE_GUARD && arb_is_positive(complement) &&
        mag_cmp_2exp_si(arb_radref(complement), -prec) > 0) {
        evaluate_by_mean_value(value, kernel, reflect, complement, prec);
        if (scaled) {
            SCOPED(correlation, at);
            correlation_set_complement(at, complement, prec);
            arb_mul(value + 2, value + 2, at->sine, prec);
        }
    } else {
        evaluate_at_complement(value, choose_side(kernel, reflect, wide), complement, scaled, prec);
    }
    if (reflect && kernel->parity == WANE_PARITY_ODD) _arb_vec_neg(value, value, DERIVATIVES);
}

void hermite_kink_kernel_evaluate(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                  const arb_t complement, slong prec)
{
    evaluate(value, kernel, reflect, complement, 0, prec);
}

void hermite_kink_kernel_evaluate_scaled(arb_ptr value, const hermite_kink_kernel_t *kernel, int reflect,
                                         const arb_t complement, slong prec)
{
    evaluate(value, kernel, reflect, complement, 1, prec);
}
