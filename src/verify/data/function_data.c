#include "base/hull.h"
#include "function/exact/surd.h"
#include "function/tree/scoped_function.h"
#include "verify/data/function_around.h"

#include "verify/data/edge_zero.h"
#include "verify/data/split_constant.h"

#include <string.h>

#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "function/facts/node_facts.h"
#include "function/pieces/affine.h"
#include "function/pieces/continuity.h"
#include "function/pieces/homogeneity.h"
#include "function/pieces/pieces.h"
#include "verify/claim/number.h"
#include "verify/claim/parameters.h"

#define ALLOWED_EVALUATIONS 4000000

static void init(function_data_struct *data, const char *text, slong length, slong prec)
{
    memset(data, 0, sizeof *data);
    data->text = flint_malloc(strlen(text) + 1);
    strcpy(data->text, text);
    wane_function_init(data->f);
    for (int j = 0; j < MOMENTS; j++) {
        wane_function_init(data->derivative[j]);
        arb_init(data->moment[j]);
        arb_pos_inf(data->moment[j]);
    }
    for (int i = 0; i < 2; i++) {
        wane_function_init(data->part[i]);
        surd_poly_init(data->part_polynomial[i]);
    }
    surd_poly_init(data->polynomial);
    data->length = length;
    data->claimed_tail = _mag_vec_init(MOMENTS);
    data->c = _arb_vec_init(length);
    data->kinks = -1;
    arb_init(data->constant);
    wane_function_init(data->mean);
    arb_init(data->curvature);
    arb_init(data->curvature_square);
    mag_init(data->curvature_spread);
    data->allowance.evaluations = ALLOWED_EVALUATIONS;
    data->prec = prec;
}

void verify_function_data_free(function_data_struct *data)
{
    if (data == NULL) return;
    flint_free(data->text);
    flint_free(data->key);
    for (slong i = 0; i < data->corners; i++) verify_function_data_free(data->corner[i]);
    flint_free(data->corner);
    verify_function_around_free(data->around);
    verify_function_data_free(data->varying);
    arb_clear(data->constant);
    wane_function_clear(data->mean);
    _mag_vec_clear(data->claimed_tail, MOMENTS);
    wane_function_clear(data->f);
    for (int j = 0; j < MOMENTS; j++) {
        wane_function_clear(data->derivative[j]);
        arb_clear(data->moment[j]);
    }
    for (int i = 0; i < 2; i++) {
        wane_function_clear(data->part[i]);
        surd_poly_clear(data->part_polynomial[i]);
    }
    surd_poly_clear(data->polynomial);
    _arb_vec_clear(data->c, data->length);
    if (data->kinks > 0) {
        _arb_vec_clear(data->kink, data->kinks);
        _arb_vec_clear(data->slope, data->kinks);
        _arb_vec_clear(data->jump, data->kinks);
    }
    arb_clear(data->curvature);
    arb_clear(data->curvature_square);
    mag_clear(data->curvature_spread);
    flint_free(data);
}

/* By structure: the parts of either parity, and which of them are polynomials. */
static void find_structure(function_data_struct *data)
{
    wane_parity_t parity = wane_function_parity(data->f);
    data->is_polynomial = function_hermite_polynomial(data->polynomial, data->f, data->prec);
    data->centered = function_is_centered(data->f);
    data->smoothness = function_continuity(data->f);
    if (parity == WANE_PARITY_EVEN) wane_function_set(data->part[0], data->f);
    else if (parity == WANE_PARITY_ODD) wane_function_set(data->part[1], data->f);
    data->has_parts = parity != WANE_PARITY_NONE || function_split(data->part[0], data->part[1], data->f);
    for (int i = 0; data->has_parts && i < 2; i++)
        data->part_is_polynomial[i] =
            function_hermite_polynomial(data->part_polynomial[i], data->part[i], data->prec);
    wane_function_set(data->derivative[0], data->f);
    for (int j = 1; j < MOMENTS; j++) wane_function_derivative(data->derivative[j], data->derivative[j - 1]);
}

/* The slope of a piece at x; *is_bent: it is not of the form alpha + beta x. */
static void slope_of_piece(arb_t slope, int *is_bent, const wane_function_t piece, const arb_t x, slong prec)
{
    SCOPED(surd_poly, p);
    SCOPED(wane_function, derivative);
    if (function_hermite_polynomial(p, piece, prec) && p->length <= 2) {
        arb_zero(slope);
        if (p->length > 1) surd_get_arb(slope, p->coefficient + 1, prec);
    } else {
        *is_bent = 1;
        wane_function_derivative(derivative, piece);
        wane_function_evaluate_real(slope, derivative, x, prec);
    }
}

/* Where f is cut, and its jumps and those of its slope. */
static void find_kinks(function_data_struct *data)
{
    if (data->is_polynomial) return;
    if (data->smoothness >= 1) {
        data->kinks = 0;
        data->is_bent = 1;
        return;
    }
    SCOPED(pieces, pieces);
    SCOPED(arb, before);
    if (function_pieces(pieces, data->f, data->prec, NULL) != WANE_OK || pieces->count == 0 ||
        pieces->count > 64)
        return;
    data->kinks = pieces->count;
    data->kink = _arb_vec_init(pieces->count);
    data->slope = _arb_vec_init(pieces->count);
    data->jump = _arb_vec_init(pieces->count);
    data->has_jumps = data->smoothness < 0;
    for (slong i = 0; i < pieces->count; i++) {
        const arb_struct *x = pieces->breakpoint + i;
        arb_set(data->kink + i, x);
        slope_of_piece(before, &data->is_bent, pieces->piece + i, x, data->prec);
        slope_of_piece(data->slope + i, &data->is_bent, pieces->piece + i + 1, x, data->prec);
        arb_sub(data->slope + i, data->slope + i, before, data->prec);
        if (!data->has_jumps) continue;
        wane_function_evaluate_real(before, pieces->piece + i, x, data->prec);
        wane_function_evaluate_real(data->jump + i, pieces->piece + i + 1, x, data->prec);
        arb_sub(data->jump + i, data->jump + i, before, data->prec);
    }
}

slong verify_function_corner_count(const wane_function_t f)
{
    SCOPED(wane_function, hull);
    return function_affine_hull(hull, f) == AFFINE_NOT ? 0 : function_corner_count(hull);
}

void verify_function_at_corner(wane_function_t g, const wane_function_t f, slong index)
{
    SCOPED(wane_function, hull);
    if (function_affine_hull(hull, f) != AFFINE_NOT) function_at_corner(g, hull, index);
}

/* Only where integrals are needed at all: polynomials have their coefficients. */
static void find_corners(function_data_struct *data)
{
    SCOPED(wane_function, hull);
    if (data->is_polynomial || function_affine_hull(hull, data->f) != AFFINE_ITSELF) return;
    const slong corners = function_corner_count(hull);
    data->corner = flint_calloc((size_t)corners, sizeof(*data->corner));
    for (slong i = 0; i < corners; i++) {
        wane_message_t unused;
        SCOPED(wane_function, g);
        function_at_corner(g, hull, i);
        data->corner[i] = verify_function_data_new(g, 0, "", data->length, data->prec, unused);
        if (data->corner[i] == NULL) break;
        data->corners = i + 1;
    }
    if (data->corners == corners) return;
    for (slong i = 0; i < data->corners; i++) verify_function_data_free(data->corner[i]);
    data->corners = 0;
}

static void find_varying(function_data_struct *data)
{
    wane_message_t unused;
    SCOPED(wane_function, varying);
    if (verify_split_constant(varying, data->mean, data->constant, data->f, data->prec))
        data->varying = verify_function_data_new(varying, 0, "", data->length, data->prec, unused);
}

function_data_struct *verify_function_data_new(const wane_function_t f, int is_believed, const char *text,
                                               slong length, slong prec, wane_message_t message)
{
    function_data_struct *data = flint_malloc(sizeof *data);
    init(data, text, length, prec);
    wane_function_set(data->f, f);
    data->is_believed = is_believed;
    data->key = verify_function_key(f);
    wane_status_t status = wane_function_check(data->f, message);
    if (status == WANE_OK && !is_believed && !verify_resolve_expectations(data->f, &data->allowance, prec))
        status = wane_message_set(message, WANE_REJECTED, 0, "an expectation in it could not be enclosed");
    if (status == WANE_OK) {
        find_structure(data);
        find_kinks(data);
        if (!is_believed) find_corners(data);
        if (!is_believed && data->corners == 0 && !data->is_polynomial) find_varying(data);
        if (!is_believed && data->corners == 0 && !data->is_polynomial && data->varying == NULL)
            data->around = verify_function_around_new(data->f, length, prec);
        return data;
    }
    verify_function_data_free(data);
    return NULL;
}

int verify_function_data_believe(function_data_struct *data, const json_t *coefficients, const json_t *tails)
{
    int good = json_is_array(tails) && json_array_size(tails) == MOMENTS;
    SCOPED(verify_claim, claim);
    SCOPED(arf, bound);
    for (slong k = 0; good && k < data->length; k++) {
        const json_t *json = json_array_get(coefficients, (size_t)k);
        arb_zero(data->c + k);
        if (json_is_string(json)) continue;
        good = verify_claim_read(claim, json, 0);
        verify_claim_get_arb(data->c + k, claim, data->prec);
        if (good && arb_is_zero(data->c + k)) good = 0;
    }
    data->known = data->length;
    for (slong j = 0; good && j < MOMENTS; j++) {
        const json_t *json = json_array_get(tails, (size_t)j);
        mag_inf(data->claimed_tail + j);
        if (json_is_null(json)) continue;
        good = verify_read_dyadic(bound, json) && arf_sgn(bound) >= 0;
        arf_get_mag(data->claimed_tail + j, bound);
    }
    return good;
}

int verify_function_data_exact(surd_t c, const function_data_struct *data, slong k)
{
    const surd_poly_struct *p = NULL;
    SCOPED(surd, zero);
    surd_set(c, zero);
    if (k == 0 && data->centered) return 1;
    if (data->is_polynomial) p = data->polynomial;
    else if (data->has_parts && data->part_is_polynomial[k % 2]) p = data->part_polynomial[k % 2];
    if (p == NULL) return 0;
    if (k < p->length) surd_set(c, p->coefficient + k);
    return c->exact;
}

/* f = C_+ x^d for x > 0, C_- |x|^d for x < 0: its part of the parity of d is a multiple of x^d: derivations/22 (1). */
static int is_beyond_degree(const function_data_struct *data, slong k)
{
    slong degree;
    return function_homogeneity(&degree, data->f) && k > degree && (k - degree) % 2 == 0;
}

static void compute_coefficient(function_data_struct *data, slong k)
{
    arb_struct *c = data->c + k;
    const surd_poly_struct *p = NULL;
    if ((k == 0 && data->centered) || is_beyond_degree(data, k)) {
        arb_zero(c);
        return;
    }
    if (data->is_polynomial) p = data->polynomial;
    else if (data->has_parts && data->part_is_polynomial[k % 2]) p = data->part_polynomial[k % 2];
    if (p != NULL) {
        arb_zero(c);
        if (k < p->length) surd_get_arb(c, p->coefficient + k, data->prec);
        /* Only a structural zero may be the exact number 0. */
        if (k < p->length && arb_is_zero(c) && !surd_is_zero(p->coefficient + k))
            arb_add_error_2exp_si(c, -data->prec);
        return;
    }
    if (data->corners > 0) { /* affine in each parameter: between the values at the corners, 0 if all are */
        arb_set(c, verify_function_data_coefficient(data->corner[0], k));
        for (slong i = 1; i < data->corners; i++)
            arb_union(c, c, verify_function_data_coefficient(data->corner[i], k), data->prec);
        return;
    }
    if (data->varying != NULL) { /* the constant is in c_0 alone: derivations/15 (42) */
        arb_set(c, verify_function_data_coefficient(data->varying, k));
        if (k == 0) {
            arb_add(c, c, data->constant, data->prec);
            if (arb_is_zero(c)) arb_add_error_2exp_si(c, -data->prec); /* no structural zero */
        }
        return;
    }
    const wane_function_struct *part = data->has_parts ? data->part[k % 2] : data->f;
    if (data->has_parts && wane_function_parity(part) == WANE_PARITY_ZERO) {
        arb_zero(c);
        return;
    }
    if (!verify_function_around_is_smooth(data->around))
        verify_gaussian_expectation(c, part, k, &data->allowance, data->prec);
    if (data->around != NULL) {
        SCOPED(arb, other);
        verify_function_around_coefficient(other, data->around, k);
        if (verify_function_around_is_smooth(data->around) || !arb_is_finite(c)) arb_set(c, other);
        else if (arb_is_finite(other)) arb_intersection(c, c, other, data->prec);
    }
    if (arb_is_zero(c)) arb_add_error_2exp_si(c, -data->prec); /* no structural zero */
    if (data->kinks > 0 && arb_contains_zero(c) && !arb_is_zero(c) && verify_vanishes_at_edges(data->f, k))
        arb_zero(c);
}

const arb_struct *verify_function_data_coefficient(function_data_struct *data, slong k)
{
    for (; data->known <= k; data->known++) compute_coefficient(data, data->known);
    return data->c + k;
}

/* term = k(k-1)…(k-j+1) c^2: what c_k = c adds to E (f^(j))^2. */
static void weigh(arb_t term, const arb_t c, slong k, slong j, slong prec)
{
    arb_sqr(term, c, prec);
    for (slong i = 0; i < j; i++) arb_mul_si(term, term, k - i, prec);
}

/* E f^2 of a polynomial is the sum of the squares. */
static void polynomial_moments(function_data_struct *data)
{
    SCOPED(arb, c, t);
    for (int j = 0; j < MOMENTS; j++) {
        arb_zero(data->moment[j]);
        for (slong k = j; k < data->polynomial->length; k++) {
            surd_get_arb(c, data->polynomial->coefficient + k, data->prec);
            weigh(t, c, k, j, data->prec);
            arb_add(data->moment[j], data->moment[j], t, data->prec);
        }
    }
}

/* E (f^(j))^2 is convex in each parameter: at most what it is at a corner, and with one parameter at least
   the lesser end less a quarter of E (f_1^(j) - f_0^(j))^2, f_0, f_1 the ends: derivations/15 (28). */
static void moment_between_corners(function_data_struct *data, int j)
{
    function_data_struct *const *corner = data->corner;
    SCOPED(arb, hull, sag);
    for (slong i = 0; i < data->corners; i++) base_hull_add(hull, corner[i]->moment[j], i == 0, data->prec);
    if (data->corners == 2) {
        SCOPED(wane_function, difference);
        wane_function_parse(difference, "-1", NULL, 0, NULL);
        function_mul(difference, difference, corner[0]->derivative[j]);
        function_add(difference, difference, corner[1]->derivative[j]);
        function_mul(difference, difference, difference);
        verify_gaussian_expectation(sag, difference, 0, &data->allowance, data->prec);
        arb_mul_2exp_si(sag, sag, -2);
        arb_sub(sag, hull, sag, data->prec);
        arb_union(hull, hull, sag, data->prec);
    } else {
        arb_zero(sag);
        arb_union(hull, hull, sag, data->prec);
    }
    if (arb_is_finite(hull)) arb_set(data->moment[j], hull);
}

/* E (f^(j))^2 = sum k(k-1)…(k-j+1) c_k^2, the tail included. */
static void moments_around(function_data_struct *data)
{
    SCOPED_VEC(mag, T, MOMENTS);
    SCOPED(arb, term);
    SCOPED(arf, zero, upper);
    verify_function_around_tails(T, data->around);
    verify_function_data_coefficient(data, data->length - 1);
    for (slong j = 0; j < MOMENTS && j <= data->smoothness + 1; j++) {
        if (mag_is_inf(T + j)) continue;
        arb_zero(data->moment[j]);
        for (slong k = j; k < data->length; k++) {
            weigh(term, data->c + k, k, j, data->prec);
            arb_add(data->moment[j], data->moment[j], term, data->prec);
        }
        arf_set_mag(upper, T + j);
        arb_set_interval_arf(term, zero, upper, data->prec);
        arb_add(data->moment[j], data->moment[j], term, data->prec);
    }
}

/* E g, as the coefficient c_0 of a function with kinks that move. */
static void expectation_around(arb_t value, const wane_function_t g, slong prec)
{
    wane_message_t unused;
    function_data_struct *own = verify_function_data_new(g, 0, "", 1, prec, unused);
    if (own != NULL) arb_set(value, verify_function_data_coefficient(own, 0));
    else arb_indeterminate(value);
    verify_function_data_free(own);
}

void verify_function_data_means(arb_t value, function_data_struct *f, function_data_struct *g)
{
    SCOPED(wane_function, product);
    SCOPED(arb, anywhere, other);
    arb_mul(value, verify_function_data_coefficient(f, 0), verify_function_data_coefficient(g, 0), f->prec);
    if (f->varying == NULL || g->varying == NULL) return;
    node_store(product, node_simplify(node_mul(node_root(f->mean), node_root(g->mean))));
    verify_cancel(product, f->prec);
    wane_function_evaluate_real(other, product, anywhere, f->prec);
    if (arb_is_finite(other)) arb_intersection(value, value, other, f->prec);
}

/* The constant is in c_0 alone: derivations/15 (42). */
static void moments_of_varying(function_data_struct *data)
{
    function_data_struct *varying = data->varying;
    verify_function_data_need_moments(varying);
    for (slong j = 0; j < MOMENTS; j++) arb_set(data->moment[j], varying->moment[j]);
    if (!arb_is_finite(data->moment[0])) return;
    arb_submul(data->moment[0], verify_function_data_coefficient(varying, 0),
               verify_function_data_coefficient(varying, 0), data->prec);
    SCOPED(arb, square);
    verify_function_data_means(square, data, data);
    arb_add(data->moment[0], data->moment[0], square, data->prec);
}

void verify_function_data_need_moments(function_data_struct *data)
{
    if (data->has_moments || data->is_believed) return;
    data->has_moments = 1;
    for (slong i = 0; i < data->corners; i++) verify_function_data_need_moments(data->corner[i]);
    if (data->varying != NULL) {
        moments_of_varying(data);
        return;
    }
    if (data->is_polynomial) {
        polynomial_moments(data);
        return;
    }
    if (verify_function_around_is_smooth(data->around)) {
        moments_around(data);
        return;
    }
    for (slong j = 0; j < MOMENTS && j <= data->smoothness + 1; j++) {
        SCOPED(wane_function, square);
        function_mul(square, data->derivative[j], data->derivative[j]);
        if (data->around != NULL) expectation_around(data->moment[j], square, data->prec);
        else verify_gaussian_expectation(data->moment[j], square, 0, &data->allowance, data->prec);
        if (!arb_is_finite(data->moment[j])) arb_pos_inf(data->moment[j]);
        else if (data->corners > 0) moment_between_corners(data, (int)j);
    }
}

#define CURVATURE_PREC 64
#define CURVATURE_RANGE 16 /* CURVATURE_REACH + 12 */
#define CURVATURE_PARTS 16 /* of each unit */

/* What |m + sZ| > CURVATURE_RANGE adds to E |g(m + sZ)| (1 + |Z|), |m| <= CURVATURE_REACH, s <= 1: derivations/15
   (33). */
static void curvature_beyond(mag_t bound, const growth_t growth)
{
    const slong L = CURVATURE_RANGE - CURVATURE_REACH, n = growth->degree + 1;
    SCOPED(arb, t, a, decay);
    mag_inf(bound);
    if (n < 1 || n > 100 || !mag_is_zero(growth->quadratic)) return;
    arf_set_mag(arb_midref(a), growth->linear);
    /* decay = L - a - n/(1 + L) */
    arb_set_si(decay, n);
    arb_div_si(decay, decay, 1 + L, CURVATURE_PREC);
    arb_add(decay, decay, a, CURVATURE_PREC);
    arb_sub_si(decay, decay, L, CURVATURE_PREC);
    arb_neg(decay, decay);
    if (!arb_is_positive(decay)) return;
    /* C (1 + m)^n (1 + L)^n exp(a (m + L) - L^2/2)/decay */
    arb_mul_si(t, a, CURVATURE_RANGE, CURVATURE_PREC);
    arb_mul_2exp_si(t, t, 1);
    arb_sub_si(t, t, L * L, CURVATURE_PREC);
    arb_mul_2exp_si(t, t, -1);
    arb_exp(t, t, CURVATURE_PREC);
    arb_div(t, t, decay, CURVATURE_PREC);
    arb_get_mag(bound, t);
    mag_mul(bound, bound, growth->factor);
    for (slong i = 0; i < n; i++) mag_mul_ui(bound, bound, (1 + L) * (1 + CURVATURE_REACH));
}

/* The hull of the values on [-CURVATURE_RANGE, CURVATURE_RANGE]. */
static void range_of(arb_t range, const wane_function_t g)
{
    SCOPED(arb, x, y);
    for (slong i = -CURVATURE_RANGE * CURVATURE_PARTS; i < CURVATURE_RANGE * CURVATURE_PARTS; i++) {
        arb_set_si(x, 2 * i + 1);
        mag_one(arb_radref(x));
        arb_mul_2exp_si(x, x, -1);
        arb_div_si(x, x, CURVATURE_PARTS, CURVATURE_PREC);
        wane_function_evaluate_real(y, g, x, CURVATURE_PREC);
        base_hull_add(range, y, i == -CURVATURE_RANGE * CURVATURE_PARTS, CURVATURE_PREC);
    }
}

void verify_function_data_need_curvature(function_data_struct *data)
{
    if (data->has_curvature) return;
    data->has_curvature = 1;
    if (!data->is_bent && data->kinks >= 0) return;
    arb_indeterminate(data->curvature);
    arb_indeterminate(data->curvature_square);
    if (data->kinks < 0 || data->is_believed) return;
    const wane_function_struct *g = data->derivative[2];
    SCOPED(growth, growth);
    SCOPED(wane_function, square);
    SCOPED(mag, beyond, size);
    if (!function_growth(growth, g)) return;
    curvature_beyond(beyond, growth);
    range_of(data->curvature, g);
    arb_get_mag(size, data->curvature);
    mag_add(data->curvature_spread, size, beyond); /* E |Z| < 1 */
    /* what the range has too much beyond */
    mag_mul_2exp_si(size, size, -100);
    arb_add_error_mag(data->curvature, beyond);
    arb_add_error_mag(data->curvature, size);
    function_mul(square, g, g);
    verify_gaussian_expectation(data->curvature_square, square, 0, &data->allowance, data->prec);
}

int verify_function_data_is_finite(const function_data_struct *data)
{
    return data->is_polynomial && data->polynomial->length <= data->length;
}

int verify_function_data_part_is_finite(const function_data_struct *data, int parity)
{
    if (verify_function_data_is_finite(data)) return 1;
    return data->has_parts && data->part_is_polynomial[parity] &&
           data->part_polynomial[parity]->length <= data->length;
}

/* The tail is convex in each parameter, too. */
static void tails_of_corners(mag_ptr T, const function_data_struct *data)
{
    SCOPED_VEC(mag, own, MOMENTS);
    for (slong i = 0; i < data->corners; i++) {
        verify_function_data_coefficient(data->corner[i], data->length - 1);
        verify_function_data_tails(own, data->corner[i]);
        for (int j = 0; j < MOMENTS; j++) mag_max(T + j, T + j, own + j);
    }
}

/* What the listed coefficients leave of a polynomial. */
static void tails_of_polynomial(mag_ptr T, const function_data_struct *data)
{
    const surd_poly_struct *p = data->polynomial;
    SCOPED(arb, sum, term);
    for (slong j = 0; j < MOMENTS; j++) {
        arb_zero(sum);
        for (slong k = FLINT_MAX(data->length, j); k < p->length; k++) {
            surd_get_arb(term, p->coefficient + k, data->prec);
            weigh(term, term, k, j, data->prec);
            arb_add(sum, sum, term, data->prec);
        }
        arb_get_mag(T + j, sum);
    }
}

void verify_function_data_tails(mag_ptr T, const function_data_struct *data)
{
    if (data->is_believed) {
        for (int j = 0; j < MOMENTS; j++) mag_set(T + j, data->claimed_tail + j);
        return;
    }
    if (data->varying != NULL) {
        verify_function_data_coefficient(data->varying, data->length - 1);
        verify_function_data_tails(T, data->varying);
        return;
    }
    if (data->corners > 0) {
        for (int j = 0; j < MOMENTS; j++) mag_zero(T + j);
        tails_of_corners(T, data);
        return;
    }
    if (data->is_polynomial) {
        tails_of_polynomial(T, data);
        return;
    }
    if (verify_function_around_is_smooth(data->around)) {
        verify_function_around_tails(T, data->around);
        return;
    }
    SCOPED(arb, rest, term);
    for (slong j = 0; j < MOMENTS; j++) {
        arb_set(rest, data->moment[j]);
        for (slong k = j; k < data->length; k++) {
            weigh(term, data->c + k, k, j, data->prec);
            arb_sub(rest, rest, term, data->prec);
        }
        if (!arb_is_finite(rest)) mag_inf(T + j);
        else {
            SCOPED(arf, upper);
            arb_get_ubound_arf(upper, rest, 64);
            if (arf_sgn(upper) < 0) arf_zero(upper);
            arf_get_mag(T + j, upper);
        }
    }
}
