/* Slow times beside kinks, where no complex neighbourhood is at hand: the integral of g dA, g = S'/N, A = 2P'/S', from
   the values at three points and bounds of g'' and A'', derivations/07 (23), on pieces that are halved where most is
   left open. */
#include "base/scoped.h"
#include "hermite/oriented/jet_cache.h"
#include "manifold/limit/phase_rates.h"
#include "manifold/shape/rough_range.h"

#define TIME_PREC 80
#define ACCURACY (-20) /* relative, of the sum */
#define MOST_PIECES 128
#define ORDERS 3 /* value, slope and half the second derivative */

/* f^(first + k)/k!, k < ORDERS. */
static void set_taylor(arb_poly_t series, arb_srcptr f, slong first)
{
    arb_poly_fit_length(series, ORDERS);
    _arb_vec_set(series->coeffs, f + first, ORDERS);
    _arb_poly_set_length(series, ORDERS);
    arb_mul_2exp_si(series->coeffs + 2, series->coeffs + 2, -1);
}

/* The Taylor coefficients of A and of N. */
static void expand(arb_poly_t A, arb_poly_t N, arb_srcptr P, arb_srcptr S)
{
    SCOPED(arb_poly, p, slope, s, rise);
    set_taylor(p, P, 0);
    set_taylor(slope, P, 1);
    set_taylor(s, S, 0);
    set_taylor(rise, S, 1);
    arb_poly_div_series(A, slope, rise, ORDERS, TIME_PREC);
    arb_poly_scalar_mul_2exp_si(A, A, 1);
    arb_poly_mullow(N, p, rise, ORDERS, TIME_PREC);
    arb_poly_mullow(p, slope, s, ORDERS, TIME_PREC);
    arb_poly_scalar_mul_2exp_si(p, p, 1);
    arb_poly_sub(N, N, p, TIME_PREC);
}

/* Those of g. */
static void expand_rate(arb_poly_t g, const arb_poly_t N, arb_srcptr S)
{
    SCOPED(arb_poly, rise);
    set_taylor(rise, S, 1);
    arb_poly_div_series(g, rise, N, ORDERS, TIME_PREC);
}

/* c[k] = the k-th coefficient */
static void get_coefficients(arb_ptr c, const arb_poly_t series)
{
    for (slong k = 0; k < ORDERS; k++) arb_poly_get_coeff_arb(c + k, series, k);
}

/* Coefficients on a piece that its middle m may show better: f(m + x) lies in f(m) + f'(m) x + f''(piece) x^2/2. */
static void sharpen(arb_poly_t on, const arb_poly_t middle, const arb_t h)
{
    SCOPED_VEC(arb, c, ORDERS);
    SCOPED_VEC(arb, all, ORDERS);
    SCOPED(arb, x, slope, t);
    get_coefficients(c, middle);
    get_coefficients(all, on);
    arb_get_mag(arb_radref(x), h);
    arb_mul(slope, all + 2, x, TIME_PREC);
    arb_add(t, c + 1, slope, TIME_PREC);
    arb_addmul(c, t, x, TIME_PREC);
    arb_addmul_ui(c + 1, slope, 2, TIME_PREC);
    for (slong k = 0; k < 2; k++)
        if (arb_is_finite(c + k) && arb_intersection(t, c + k, all + k, TIME_PREC))
            arb_poly_set_coeff_arb(on, k, t);
}

/* The integral over [l, r]. */
typedef struct {
    arf_t l, m, r;
    arb_t value;
} piece_t;
/* g A' on all of a ball. */
static void integrand(arb_t f, const kernel_values_t at)
{
    SCOPED(arb_poly, A, N, g);
    SCOPED(arb, slope);
    expand(A, N, at->P, at->S);
    expand_rate(g, N, at->S);
    arb_poly_get_coeff_arb(slope, A, 1);
    arb_poly_get_coeff_arb(f, g, 0);
    arb_mul(f, f, slope, TIME_PREC);
}

/* value = the integral over [m - h, m + h] from the Taylor coefficients at m, those on the whole piece and A at the
   ends: derivations/07 (23). */
static void set_integral(arb_t value, const kernel_jet_struct *middle, const kernel_values_t on,
                         const arb_t h, const arb_t A_l, const arb_t A_r)
{
    SCOPED(arb_poly, series_A, series_N, series_g, all_N);
    SCOPED_VEC(arb, A, ORDERS);
    SCOPED_VEC(arb, g, ORDERS);
    SCOPED_VEC(arb, all_A, ORDERS);
    SCOPED_VEC(arb, all_g, ORDERS);
    SCOPED(arb, t, cube);
    SCOPED(mag, error, size, middle_size);
    expand(series_A, series_N, middle->P, middle->S);
    expand_rate(series_g, series_N, middle->S);
    get_coefficients(A, series_A);
    get_coefficients(g, series_g);
    expand(series_A, all_N, on->P, on->S);
    sharpen(all_N, series_N, h);
    expand_rate(series_g, all_N, on->S);
    get_coefficients(all_A, series_A);
    get_coefficients(all_g, series_g);

    arb_pow_ui(cube, h, 3, TIME_PREC); /* 2 h^3/3 */
    arb_mul_2exp_si(cube, cube, 1);
    arb_div_ui(cube, cube, 3, TIME_PREC);
    arb_sub(t, A_r, A_l, TIME_PREC);
    arb_mul(value, g, t, TIME_PREC); /* g (A(r) - A(l)) */
    arb_add(t, A_r, A_l, TIME_PREC);
    arb_submul_ui(t, A, 2, TIME_PREC);
    arb_mul(t, t, h, TIME_PREC);
    arb_submul(t, cube, all_A + 2, TIME_PREC);
    arb_addmul(value, g + 1, t, TIME_PREC);
    arb_get_mid_arb(t, all_g + 2);
    arb_mul(t, t, cube, TIME_PREC);
    arb_addmul(value, t, A + 1, TIME_PREC);

    arb_get_mag(error, cube);
    arb_get_mag(size, all_A + 1);
    mag_mul(error, error, size);
    mag_mul(error, error, arb_radref(all_g + 2));
    arb_get_mag(size, h);
    mag_pow_ui(size, size, 4);
    mag_mul(size, size, arb_radref(all_A + 2));
    arf_get_mag(middle_size, arb_midref(all_g + 2));
    mag_addmul(error, size, middle_size);
    arb_add_error_mag(value, error);
}

static void piece_init(piece_t *piece, jet_cache_t jets, const arf_t l, const arf_t r)
{
    SCOPED(kernel_values, on);
    SCOPED(arb, h, A_l, A_r);
    arf_init(piece->l);
    arf_init(piece->m);
    arf_init(piece->r);
    arb_init(piece->value);
    arf_set(piece->l, l);
    arf_set(piece->r, r);
    arf_add(piece->m, l, r, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_mul_2exp_si(piece->m, piece->m, -1);
    arf_sub(arb_midref(h), r, piece->m, ARF_PREC_EXACT, ARF_RND_DOWN);
    rough_kernels_between(on, jets->kernels, jet_cache_get(jets, l), jet_cache_get(jets, r));
    branch_function_value(A_l, jet_cache_get(jets, l)->P, jet_cache_get(jets, l)->S, TIME_PREC);
    branch_function_value(A_r, jet_cache_get(jets, r)->P, jet_cache_get(jets, r)->S, TIME_PREC);
    set_integral(piece->value, jet_cache_get(jets, piece->m), on, h, A_l, A_r);
    if (arb_is_finite(piece->value)) return;
    integrand(piece->value, on);
    arb_mul(piece->value, piece->value, h, TIME_PREC);
    arb_mul_2exp_si(piece->value, piece->value, 1);
}

static void piece_clear(piece_t *piece)
{
    arf_clear(piece->l);
    arf_clear(piece->m);
    arf_clear(piece->r);
    arb_clear(piece->value);
}

static slong widest(const piece_t *piece, slong count)
{
    slong found = 0;
    for (slong i = 1; i < count; i++)
        if (mag_cmp(arb_radref(piece[i].value), arb_radref(piece[found].value)) > 0) found = i;
    return found;
}

static void add_up(arb_t sum, const piece_t *piece, slong count)
{
    arb_zero(sum);
    for (slong i = 0; i < count; i++) arb_add(sum, sum, piece[i].value, TIME_PREC);
}

static void integrate(arb_t sum, const oriented_kernels_t kernels, const arf_t l, const arf_t r)
{
    piece_t piece[MOST_PIECES];
    slong count = 0;
    jet_cache_t jets;
    SCOPED(mag, allowed);
    jet_cache_init(jets, kernels, TIME_PREC);
    piece_init(piece + count++, jets, l, r);
    for (;;) {
        add_up(sum, piece, count);
        arb_get_mag_lower(allowed, sum);
        mag_mul_2exp_si(allowed, allowed, ACCURACY);
        if (count == MOST_PIECES || mag_cmp(arb_radref(sum), allowed) <= 0) break;
        piece_t *open = piece + widest(piece, count), whole = *open;
        piece_init(open, jets, whole.l, whole.m);
        piece_init(piece + count++, jets, whole.m, whole.r);
        piece_clear(&whole);
    }
    for (slong i = 0; i < count; i++) piece_clear(piece + i);
    jet_cache_clear(jets);
}

/* sum += what the ends' uncertainty contributes: the integral over each end ball lies within its diameter
   times the integrand there. */
static void add_end(arb_t sum, const oriented_kernels_t kernels, const arb_t end)
{
    SCOPED(kernel_values, at);
    SCOPED(arb, f);
    SCOPED(mag, size);
    if (!arb_is_exact(end)) {
        oriented_kernels_evaluate(at, kernels, end, TIME_PREC);
        integrand(f, at);
        arb_get_mag(size, f);
        mag_mul(size, size, arb_radref(end));
        arb_add_error_mag(sum, size);
    }
}

void rough_slow_time(arb_t time, const interior_branch_t branch, const arb_t from, const arb_t to)
{
    const oriented_kernels_struct *kernels = branch->kernels;
    const int rising = arf_cmp(arb_midref(from), arb_midref(to)) < 0;
    const arf_struct *l = arb_midref(rising ? from : to), *r = arb_midref(rising ? to : from);
    integrate(time, kernels, l, r);
    if (!rising) arb_neg(time, time);
    add_end(time, kernels, from);
    add_end(time, kernels, to);
}
