#include "function/exact/surd.h"
#include "base/scoped.h"
#include "hermite/kink/spline.h"

#include <math.h>

#include <flint/fmpq_vec.h>

#include "function/facts/facts.h"
#include "function/evaluate/taylor.h"
#include "hermite/closed/normal_law.h"
#include "hermite/closed/values_at_point.h"

#define MOST_ORDER 100
#define COARSE_BITS 24
#define COARSE_JUMPS 8

void hermite_spline_init(hermite_spline_t spline)
{
    wane_function_init(spline->function);
    pieces_init(spline->pieces);
    spline->is_polynomial = 0;
    spline->exact = NULL;
    spline->has_exact = NULL;
    decay_init(spline->decay);
    spline->least_length = spline->order = spline->length = 0;
    spline->jump = spline->c = spline->rest = NULL;
    mag_init(spline->rest_bound);
    mag_init(spline->norm_bound);
}

void hermite_spline_clear(hermite_spline_t spline)
{
    const slong count = spline->pieces->count;
    if (spline->exact) _fmpq_vec_clear(spline->exact, count);
    flint_free(spline->has_exact);
    if (spline->jump) _arb_vec_clear(spline->jump, count * spline->order);
    if (spline->c) _arb_vec_clear(spline->c, spline->length);
    if (spline->rest) _arb_vec_clear(spline->rest, spline->length);
    pieces_clear(spline->pieces);
    wane_function_clear(spline->function);
    decay_clear(spline->decay);
    mag_clear(spline->rest_bound);
    mag_clear(spline->norm_bound);
}

/* ---- what f is ---- */

/* The zero of right - left, if that is a line with rational numbers. */
static int rational_crossing(fmpq_t at, const surd_poly_t left, const surd_poly_t right, slong prec)
{
    fmpq_t c[2];
    int rational = left->length <= 2 && right->length <= 2;
    SCOPED(surd, difference, minus);
    for (slong k = 0; k < 2; k++) {
        fmpq_init(c[k]);
        surd_set_fmpq(difference, c[k]);
        if (k < right->length) surd_set(difference, right->coefficient + k);
        if (k < left->length) {
            surd_neg(minus, left->coefficient + k);
            surd_add(difference, difference, minus, prec);
        }
        rational = rational && surd_is_rational(c[k], difference);
    }
    rational = rational && !fmpq_is_zero(c[1]);
    if (rational) {
        fmpq_div(at, c[0], c[1]);
        fmpq_neg(at, at);
    }
    fmpq_clear(c[0]);
    fmpq_clear(c[1]);
    return rational;
}

/* Which pieces are polynomials, and of which degree; which
   breakpoints of continuous functions are rational. */
static void look_for_polynomials(hermite_spline_t spline, slong prec)
{
    const slong count = spline->pieces->count;
    surd_poly_struct *p = flint_malloc((size_t)(count + 1) * sizeof(surd_poly_struct));
    int *known = flint_malloc((size_t)(count + 1) * sizeof(int));
    const int is_continuous = function_smoothness(spline->function) >= 0;
    spline->is_polynomial = 1;
    slong order = 1;
    for (slong i = 0; i <= count; i++) {
        surd_poly_init(p + i);
        known[i] = function_hermite_polynomial(p + i, spline->pieces->piece + i, prec);
        spline->is_polynomial = spline->is_polynomial && known[i];
        if (known[i]) order = FLINT_MAX(order, p[i].length);
    }
    spline->least_length = order;
    spline->exact = _fmpq_vec_init(count);
    spline->has_exact = flint_calloc((size_t)FLINT_MAX(count, 1), sizeof(int));
    for (slong i = 0; is_continuous && i < count; i++) {
        spline->has_exact[i] =
            known[i] && known[i + 1] && rational_crossing(spline->exact + i, p + i, p + i + 1, prec);
        if (spline->has_exact[i]) arb_set_fmpq(spline->pieces->breakpoint + i, spline->exact + i, prec + 32);
    }
    for (slong i = 0; i <= count; i++) surd_poly_clear(p + i);
    flint_free(p);
    flint_free(known);
}

/* The least order for which the rest is below 2^(-2 bits)
   from this length on, or the best; *log2 its size. */
static slong choose_order(double *log2, const decay_t decay, slong length, slong bits)
{
    slong best = 0;
    *log2 = INFINITY;
    for (slong order = DECAY_WEIGHT + 2; order <= FLINT_MIN(MOST_ORDER, length / 2); order += 2) {
        const double here = decay_log2(decay, order, length);
        if (best == 0 || here < *log2) {
            best = order;
            *log2 = here;
        }
        if (here < -2.0 * (double)bits) break;
    }
    return best;
}

static slong choose_length(const decay_t decay, slong bits)
{
    static const slong lengths[] = {64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096};
    const int count = sizeof(lengths) / sizeof(lengths[0]);
    double log2;
    for (int i = 0; i < count - 1; i++) {
        choose_order(&log2, decay, lengths[i], bits);
        if (log2 < -2.0 * (double)bits) return lengths[i];
    }
    return lengths[count - 1];
}

int hermite_spline_analyse(hermite_spline_t spline, const wane_function_t f, slong bits, slong prec)
{
    const char *name;
    slong column;
    if (wane_hermite_resolve(f, prec, NULL) != WANE_OK) return 0;
    if (!function_has_kinks(f, &name, &column)) wane_function_set(spline->pieces->piece, f);
    else if (function_pieces(spline->pieces, f, 2 * prec, NULL) != WANE_OK) return 0;
    wane_function_set(spline->function, f);
    look_for_polynomials(spline, prec);
    if (spline->is_polynomial) return 1;
    if (!decay_set_function(spline->decay, f, spline->pieces)) return 0;
    spline->least_length = choose_length(spline->decay, bits);
    return 1;
}

/* ---- the spline ---- */

static int set_jumps(hermite_spline_t spline, slong prec)
{
    const slong order = spline->order, smooth = function_smoothness(spline->function);
    arb_ptr left = _arb_vec_init(2 * order), right = left + order;
    int finite = 1;
    SCOPED(arb, factorial);
    _arb_vec_zero(spline->jump, spline->pieces->count * order);
    for (slong i = 0; i < spline->pieces->count; i++) {
        arb_srcptr at = spline->pieces->breakpoint + i;
        function_taylor(left, order, spline->pieces->piece + i, at, prec);
        function_taylor(right, order, spline->pieces->piece + i + 1, at, prec);
        arb_one(factorial);
        for (slong m = 0; m < order; m++) {
            arb_ptr jump = spline->jump + i * order + m;
            if (m > 0) arb_mul_si(factorial, factorial, m, prec);
            if (m <= smooth) continue;
            arb_sub(jump, right + m, left + m, prec);
            arb_mul(jump, jump, factorial, prec);
            finite = finite && arb_is_finite(jump);
        }
    }
    _arb_vec_clear(left, 2 * order);
    return finite;
}

/* beyond[l] = E (Z - b)_+^l/l!: derivations/13 (3) */
static void partial_moments(arb_ptr beyond, slong count, const arb_t b, const arb_t density, slong prec)
{
    for (slong l = 0; l < count; l++) {
        if (l == 0) {
            hermite_normal_beyond(beyond, b, prec);
            continue;
        }
        arb_mul(beyond + l, b, beyond + l - 1, prec);
        arb_neg(beyond + l, beyond + l);
        arb_add(beyond + l, beyond + l, l == 1 ? density : beyond + l - 2, prec);
        arb_div_ui(beyond + l, beyond + l, (ulong)l, prec);
    }
}

/* rest[k] -= the coefficients of the powers at the i-th breakpoint: E (Z - b)_+^m/m! h_k =
   phi(b) h_{k-m-1}(b)/sqrt(k(k-1)…(k-m)) for k > m, E (Z - b)_+^{m-k}/(m-k)!/sqrt(k!) for k <= m. */
static void subtract_powers(hermite_spline_t spline, slong i, slong prec)
{
    const slong order = spline->order, length = spline->length;
    arb_srcptr b = spline->pieces->breakpoint + i, jump = spline->jump + i * order;
    SCOPED_VEC(arb, h, length);
    SCOPED_VEC(arb, beyond, order);
    SCOPED_VEC(arb, inverse_root, length);
    SCOPED(arb, density, t, falling);
    hermite_normal_density(density, b, prec);
    hermite_values_at_point(h, length, b, prec);
    partial_moments(beyond, order, b, density, prec);
    for (slong k = 1; k < length; k++) arb_rsqrt_ui(inverse_root + k, (ulong)k, prec);
    arb_one(falling); /* 1/sqrt(k!) */
    for (slong k = 0; k < length; k++) {
        if (k > 0 && k < order) arb_mul(falling, falling, inverse_root + k, prec);
        for (slong m = k; m < order; m++) {
            arb_mul(t, jump + m, beyond + m - k, prec);
            arb_submul(spline->rest + k, t, falling, prec);
        }
        /* Horner's rule over m = min(order, k) - 1, …, 0 */
        arb_zero(t);
        const slong top = FLINT_MIN(order, k);
        SCOPED(arb, sum);
        for (slong m = top - 1; m >= 0; m--) {
            arb_mul(t, jump + m, h + k - m - 1, prec);
            arb_add(sum, sum, t, prec);
            arb_mul(sum, sum, inverse_root + k - m, prec);
        }
        arb_submul(spline->rest + k, sum, density, prec);
    }
}

/* r is the leftmost piece, if it is a polynomial. */
static void set_polynomial_rest(hermite_spline_t spline, slong prec)
{
    SCOPED(surd_poly, p);
    function_hermite_polynomial(p, spline->pieces->piece, prec);
    for (slong k = 0; k < FLINT_MIN(p->length, spline->length); k++)
        surd_get_arb(spline->rest + k, p->coefficient + k, prec);
    mag_zero(spline->rest_bound);
}

/* The coefficients of the rest, and the bound of those that are not stored. */
static void set_rest(hermite_spline_t spline, const decay_t decay, slong prec)
{
    spline->rest = _arb_vec_init(spline->length);
    if (spline->is_polynomial) {
        set_polynomial_rest(spline, prec);
    } else {
        _arb_vec_set(spline->rest, spline->c, spline->length);
        for (slong i = 0; i < spline->pieces->count; i++) subtract_powers(spline, i, prec);
        decay_bound(spline->rest_bound, decay, spline->order, spline->length, spline->pieces,
                    spline->pieces->count > 0 ? spline->jump : NULL);
    }
}

static void bound_norm(hermite_spline_t spline, const arb_t norm2, slong prec)
{
    SCOPED(arb, left);
    arb_set(left, norm2);
    for (slong k = 0; k < spline->length; k++) arb_submul(left, spline->c + k, spline->c + k, prec);
    arb_nonnegative_part(left, left);
    arb_get_mag(spline->norm_bound, left);
}

/* Bits that the sizes of the jumps of these orders cost, roughly. */
static slong bits_up_to(const hermite_spline_t spline, slong order)
{
    double most = 0;
    for (slong i = 0; i < spline->pieces->count; i++) {
        const double at = fabs(arf_get_d(arb_midref(spline->pieces->breakpoint + i), ARF_RND_NEAR));
        for (slong m = 0; m < order; m++) {
            SCOPED(mag, size);
            arb_get_mag(size, spline->jump + i * spline->order + m);
            if (!mag_is_zero(size)) {
                /* |(x - x_i)^m|/m! in the mean, roughly (sqrt 2 + |x_i|)^m/sqrt(m!) */
                const double bits = mag_get_d_log2_approx(size) + (double)m * log2(M_SQRT2 + at) -
                                    0.5 * lgamma((double)m + 1) / M_LN2;
                most = fmax(most, bits);
            }
        }
    }
    return (slong)most;
}

slong hermite_spline_jump_bits(const hermite_spline_t spline)
{
    return bits_up_to(spline, spline->order);
}

int hermite_spline_choose(hermite_spline_t spline, slong length, slong bits, slong prec)
{
    double log2;
    spline->length = length;
    spline->order =
        spline->is_polynomial ? spline->least_length : choose_order(&log2, spline->decay, length, bits);
    if (spline->order == 0) return 0;
    spline->jump = _arb_vec_init(spline->pieces->count * spline->order);
    if (!set_jumps(spline, 2 * prec)) return 0;
    const slong lost = hermite_spline_jump_bits(spline);
    return lost <= 0 || set_jumps(spline, 2 * (prec + lost));
}

wane_status_t hermite_spline_complete(hermite_spline_t spline, const arb_t norm2, slong prec,
                                      const wane_effort_t *effort, wane_message_t message)
{
    arb_ptr c = _arb_vec_init(spline->length);
    wane_status_t status = hermite_coefficients(c, spline->length, spline->function, prec, effort, message);
    if (status != WANE_OK) {
        _arb_vec_clear(c, spline->length);
        return status;
    }
    spline->c = c;
    bound_norm(spline, norm2, prec);
    set_rest(spline, spline->decay, prec);
    return WANE_OK;
}

slong hermite_spline_coarse_order(const hermite_spline_t spline)
{
    double log2;
    if (spline->is_polynomial) return spline->order;
    slong order = FLINT_MIN(spline->order, choose_order(&log2, spline->decay, spline->length, COARSE_BITS));
    while (order > DECAY_WEIGHT + 2 && bits_up_to(spline, order) > COARSE_JUMPS) order--;
    return order;
}

/* ---- other splines of the same function ---- */

static void copy_pieces(hermite_spline_t derived, const hermite_spline_t spline, int reflect)
{
    const slong count = spline->pieces->count;
    pieces_struct *pieces = derived->pieces;
    pieces->count = count;
    pieces->breakpoint = count > 0 ? _arb_vec_init(count) : NULL;
    pieces->piece = flint_realloc(pieces->piece, (size_t)(count + 1) * sizeof(wane_function_struct));
    derived->exact = _fmpq_vec_init(count);
    derived->has_exact = flint_calloc((size_t)FLINT_MAX(count, 1), sizeof(int));
    for (slong i = 0; i <= count; i++) {
        if (i > 0) wane_function_init(pieces->piece + i);
        if (reflect) function_reflect(pieces->piece + i, spline->pieces->piece + count - i);
        else wane_function_set(pieces->piece + i, spline->pieces->piece + i);
    }
    for (slong i = 0; i < count; i++) {
        const slong from = reflect ? count - 1 - i : i;
        arb_set(pieces->breakpoint + i, spline->pieces->breakpoint + from);
        fmpq_set(derived->exact + i, spline->exact + from);
        if (reflect) {
            arb_neg(pieces->breakpoint + i, pieces->breakpoint + i);
            fmpq_neg(derived->exact + i, derived->exact + i);
        }
        derived->has_exact[i] = spline->has_exact[from];
    }
}

/* f(-x) turns the jump of the m-th derivative at x_i into
   (-1)^(m+1) times it, at -x_i, and c_k into (-1)^k c_k. */
static void copy_jumps(hermite_spline_t derived, const hermite_spline_t spline, int reflect)
{
    const slong count = spline->pieces->count, order = derived->order;
    derived->jump = _arb_vec_init(count * order);
    for (slong i = 0; i < count; i++) {
        arb_srcptr from = spline->jump + (reflect ? count - 1 - i : i) * spline->order;
        arb_ptr jump = derived->jump + i * order;
        _arb_vec_set(jump, from, order);
        for (slong m = 0; reflect && m < order; m += 2) arb_neg(jump + m, jump + m);
    }
}

void hermite_spline_derive(hermite_spline_t derived, const hermite_spline_t spline, int reflect, slong order,
                           slong prec)
{
    const slong length = spline->length;
    if (reflect) function_reflect(derived->function, spline->function);
    else wane_function_set(derived->function, spline->function);
    derived->is_polynomial = spline->is_polynomial;
    derived->least_length = spline->least_length;
    derived->order = spline->is_polynomial ? spline->order : FLINT_MIN(order, spline->order);
    derived->length = length;
    copy_pieces(derived, spline, reflect);
    copy_jumps(derived, spline, reflect);
    derived->c = _arb_vec_init(length);
    _arb_vec_set(derived->c, spline->c, length);
    for (slong k = 1; reflect && k < length; k += 2) arb_neg(derived->c + k, derived->c + k);
    mag_set(derived->norm_bound, spline->norm_bound);
    set_rest(derived, spline->decay, prec);
}
