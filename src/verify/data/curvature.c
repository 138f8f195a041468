#include "verify/data/curvature.h"

#include <math.h>
#include <string.h>

#include "base/hull.h"
#include "function/evaluate/evaluate.h"
#include "function/facts/facts.h"
#include "function/pieces/pieces.h"
#include "function/tree/scoped_function.h"
#include "verify/data/normal.h"

#define PREC 64
#define NODE_PREC 44
#define FAR 12                        /* of |Z| */
#define RANGE (CURVATURE_REACH + FAR) /* of X */
#define PARTS 16                      /* of each unit */
#define FINEST 9                      /* nodes are multiples of 2^-FINEST */
#define NODES (2 << FINEST)           /* more than pi/2 times 2^FINEST */
#define AT_ONCE 8                     /* nodes on a ball */
#define KNOWN_BITS (-24)              /* a coefficient less known than that is of no use */

/* Of one y. */
typedef struct {
    arb_t y;
    curvature_speed_t speed;
    char *is_known; /* by node */
    arb_ptr mean, moment;
} place_t;

struct curvature {
    function_data_struct *f;
    int is_zero, has_nodes;
    arb_t range, square, slope_square; /* hull of f''; E f''^2, E h^2 */
    mag_t spread;                      /* E |f''(X)| (1 + |Z|) */
    growth_t growth, slope_growth;
    int slope_is_bounded;
    pieces_t pieces; /* of f; the second derivatives of the pieces, and what they jump by */
    wane_function_struct *second;
    arb_ptr jump;
    slong length; /* of the coefficients of f'' */
    arb_ptr c;
    mag_t tail; /* of their squares beyond */
    slong places;
    place_t **place;
    allowance_t allowance;
};

/* E |g(X)| (1 + |Z|)^more 1{|Z| > FAR} is at most this: derivations/15 (33). */
static void beyond(mag_t bound, const growth_t growth, slong more)
{
    const slong n = growth->degree + more;
    SCOPED(arb, t, a, decay);
    mag_inf(bound);
    if (n < 1 || n > 100 || !mag_is_zero(growth->quadratic)) return;
    arf_set_mag(arb_midref(a), growth->linear);
    /* decay = FAR - a - n/(1 + FAR) */
    arb_set_si(decay, n);
    arb_div_si(decay, decay, 1 + FAR, PREC);
    arb_add(decay, decay, a, PREC);
    arb_sub_si(decay, decay, FAR, PREC);
    arb_neg(decay, decay);
    if (!arb_is_positive(decay)) return;
    /* C (1 + m)^n (1 + FAR)^n exp(a (m + FAR) - FAR^2/2)/decay */
    arb_mul_si(t, a, RANGE, PREC);
    arb_mul_2exp_si(t, t, 1);
    arb_sub_si(t, t, FAR * FAR, PREC);
    arb_mul_2exp_si(t, t, -1);
    arb_exp(t, t, PREC);
    arb_div(t, t, decay, PREC);
    arb_get_mag(bound, t);
    mag_mul(bound, bound, growth->factor);
    for (slong i = 0; i < n; i++) mag_mul_ui(bound, bound, (1 + FAR) * (1 + CURVATURE_REACH));
}

/* The hull of the values of g on [from, to]/PARTS. */
static void range_of(arb_t range, const wane_function_t g, slong from, slong to)
{
    SCOPED(arb, x, y);
    for (slong i = from; i < to; i++) {
        arb_set_si(x, 2 * i + 1);
        mag_one(arb_radref(x));
        arb_mul_2exp_si(x, x, -1);
        arb_div_si(x, x, PARTS, PREC);
        wane_function_evaluate_real(y, g, x, PREC);
        base_hull_add(range, y, i == from, PREC);
    }
}

/* c_k(f'') from c_(k+2)(f), less what kinks and jumps have of it: derivations/15 (45). */
static void set_coefficients(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    const slong prec = f->prec, most = FLINT_MAX(f->length - 2, 0);
    SCOPED(arb, t, phi, sum, rest);
    arb_ptr h = _arb_vec_init(3 * FLINT_MAX(f->kinks, 1)); /* h_(k-1), h_k, h_(k+1) at each kink */
    curvature->c = _arb_vec_init(most);
    arb_set(rest, curvature->square);
    for (slong i = 0; i < f->kinks; i++) {
        arb_one(h + 3 * i + 1);
        arb_set(h + 3 * i + 2, f->kink + i);
    }
    for (slong k = 0; k < most; k++) {
        arb_set_si(t, (k + 1) * (k + 2));
        arb_sqrt(t, t, prec);
        arb_mul(sum, t, verify_function_data_coefficient(f, k + 2), prec);
        for (slong i = 0; i < f->kinks; i++) {
            arb_ptr at = h + 3 * i;
            verify_normal_density(phi, f->kink + i, prec);
            arb_mul(t, f->slope + i, at + 1, prec);
            if (f->has_jumps) {
                SCOPED(arb, root);
                arb_sqrt_ui(root, (ulong)k + 1, prec);
                arb_mul(root, root, at + 2, prec);
                arb_addmul(t, root, f->jump + i, prec);
            }
            arb_submul(sum, t, phi, prec);
            /* sqrt(k + 2) h_(k+2) = x h_(k+1) - sqrt(k + 1) h_k */
            arb_sqrt_ui(phi, (ulong)k + 1, prec);
            arb_mul(t, phi, at + 1, prec);
            arb_swap(at, at + 1);
            arb_swap(at + 1, at + 2);
            arb_mul(at + 2, at + 1, f->kink + i, prec);
            arb_sub(at + 2, at + 2, t, prec);
            arb_sqrt_ui(phi, (ulong)k + 2, prec);
            arb_div(at + 2, at + 2, phi, prec);
        }
        if (!arb_is_finite(sum) || mag_cmp_2exp_si(arb_radref(sum), KNOWN_BITS) > 0) break;
        arb_set(curvature->c + k, sum);
        arb_submul(rest, sum, sum, prec);
        curvature->length = k + 1;
    }
    SCOPED(arf, upper);
    arb_get_ubound_arf(upper, rest, PREC);
    if (arf_sgn(upper) < 0) arf_zero(upper);
    arf_get_mag(curvature->tail, upper);
    _arb_vec_clear(h, 3 * FLINT_MAX(f->kinks, 1));
}

/* What integrals and speeds need. */
static void cut(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    pieces_struct *pieces = curvature->pieces;
    SCOPED(arb, t);
    if (function_unknown_count(f->f) > 0 || function_pieces(pieces, f->f, f->prec, NULL) != WANE_OK ||
        pieces->count > 64)
        return;
    curvature->second = flint_calloc((size_t)pieces->count + 1, sizeof *curvature->second);
    curvature->jump = _arb_vec_init(pieces->count);
    for (slong i = 0; i <= pieces->count; i++) {
        wane_function_init(curvature->second + i);
        wane_function_derivative(curvature->second + i, pieces->piece + i);
        wane_function_derivative(curvature->second + i, curvature->second + i);
    }
    for (slong i = 0; i < pieces->count; i++) {
        wane_function_evaluate_real(t, curvature->second + i, pieces->breakpoint + i, PREC);
        wane_function_evaluate_real(curvature->jump + i, curvature->second + i + 1, pieces->breakpoint + i,
                                    PREC);
        arb_sub(curvature->jump + i, curvature->jump + i, t, PREC);
    }
    curvature->has_nodes = 1;
}

static void mean_square(arb_t value, const wane_function_t g, curvature_struct *curvature)
{
    SCOPED(wane_function, square);
    function_mul(square, g, g);
    verify_gaussian_expectation(value, square, 0, &curvature->allowance, curvature->f->prec);
}

static void init(curvature_struct *curvature, function_data_struct *f)
{
    memset(curvature, 0, sizeof *curvature);
    curvature->f = f;
    arb_init(curvature->range);
    arb_init(curvature->square);
    arb_init(curvature->slope_square);
    mag_init(curvature->spread);
    growth_init(curvature->growth);
    growth_init(curvature->slope_growth);
    pieces_init(curvature->pieces);
    mag_init(curvature->tail);
    curvature->allowance = f->allowance;
    curvature->is_zero = !f->is_bent && f->kinks >= 0;
}

/* 0 if nothing is known. */
static int set(curvature_struct *curvature)
{
    function_data_struct *f = curvature->f;
    const wane_function_struct *g = f->derivative[2];
    SCOPED(mag, far, size);
    if (curvature->is_zero) return 1;
    if (f->kinks < 0 || f->is_believed || !function_growth(curvature->growth, g)) return 0;
    range_of(curvature->range, g, -RANGE * PARTS, RANGE * PARTS);
    beyond(far, curvature->growth, 1);
    arb_get_mag(size, curvature->range);
    mag_mul_2exp_si(curvature->spread, size, 1); /* E |Z| < 1 */
    mag_add(curvature->spread, curvature->spread, far);
    /* what the range has too much beyond: P(|Z| > FAR) < 2^-100 */
    mag_mul_2exp_si(size, size, -100);
    arb_add_error_mag(curvature->range, far);
    arb_add_error_mag(curvature->range, size);
    mean_square(curvature->square, g, curvature);
    if (!arb_is_finite(curvature->range) || !arb_is_finite(curvature->square)) return 0;
    set_coefficients(curvature);
    cut(curvature);
    arb_indeterminate(curvature->slope_square);
    curvature->slope_is_bounded = function_growth(curvature->slope_growth, f->derivative[3]);
    if (curvature->slope_is_bounded) mean_square(curvature->slope_square, f->derivative[3], curvature);
    return 1;
}

curvature_struct *verify_curvature_new(function_data_struct *f)
{
    curvature_struct *curvature = flint_malloc(sizeof *curvature);
    init(curvature, f);
    if (set(curvature)) return curvature;
    verify_curvature_free(curvature);
    return NULL;
}

static void place_free(place_t *place)
{
    arb_clear(place->y);
    mag_clear(place->speed.mean);
    mag_clear(place->speed.moment);
    mag_clear(place->speed.slope);
    _arb_vec_clear(place->mean, NODES);
    _arb_vec_clear(place->moment, NODES);
    flint_free(place->is_known);
    flint_free(place);
}

void verify_curvature_free(curvature_struct *curvature)
{
    if (curvature == NULL) return;
    for (slong i = 0; i < curvature->places; i++) place_free(curvature->place[i]);
    flint_free(curvature->place);
    for (slong i = 0; curvature->second != NULL && i <= curvature->pieces->count; i++)
        wane_function_clear(curvature->second + i);
    flint_free(curvature->second);
    if (curvature->jump != NULL) _arb_vec_clear(curvature->jump, curvature->pieces->count);
    if (curvature->c != NULL) _arb_vec_clear(curvature->c, FLINT_MAX(curvature->f->length - 2, 0));
    arb_clear(curvature->range);
    arb_clear(curvature->square);
    arb_clear(curvature->slope_square);
    mag_clear(curvature->spread);
    growth_clear(curvature->growth);
    growth_clear(curvature->slope_growth);
    pieces_clear(curvature->pieces);
    mag_clear(curvature->tail);
    flint_free(curvature);
}

int verify_curvature_is_zero(const curvature_struct *curvature)
{
    return curvature != NULL && curvature->is_zero;
}

/* ---- speeds ---- */

/* The same number, whatever it is. */
static int is_same(const arb_t x, const arb_t y)
{
    return arb_is_exact(x) && arb_is_exact(y) && arb_equal(x, y);
}

/* bound >= 0.4 exp(share (y^2/2 - x y/(1 + c))) exp(-share delta^2/(2 s^2))/s^2 for all s, of which phi(k)^share/s^2 is
   no more, k = (x - y c)/s: derivations/15 (44). */
static void density_bound(mag_t bound, const arb_t x, const arb_t y, double share)
{
    SCOPED(arb, t, u, top, factor);
    mag_inf(bound);
    arb_set_d(factor, share);
    arb_sub(t, x, y, PREC);
    arb_sqr(t, t, PREC);
    arb_mul(t, t, factor, PREC);
    arb_mul_2exp_si(t, t, -1); /* A = share delta^2/2 */
    if (!arb_is_positive(t)) return;
    arb_get_lbound_arf(arb_midref(t), t, PREC);
    mag_zero(arb_radref(t));
    /* exp(-A/s)/s increases up to s = A */
    arb_one(top);
    arb_min(top, top, t, PREC);
    arb_div(t, t, top, PREC);
    arb_neg(t, t);
    /* -x y/(1 + c) is at most this */
    arb_mul(u, x, y, PREC);
    if (arb_is_nonnegative(u)) {
        arb_mul_2exp_si(u, u, -1);
        arb_neg(u, u);
    } else {
        arb_abs(u, u);
    }
    arb_mul(u, u, factor, PREC);
    arb_add(t, t, u, PREC);
    arb_sqr(u, y, PREC);
    arb_mul_2exp_si(u, u, -1);
    arb_mul(u, u, factor, PREC);
    arb_add(t, t, u, PREC);
    arb_exp(t, t, PREC);
    arb_div(t, t, top, PREC);
    arb_get_mag(bound, t);
    mag_mul_ui(bound, bound, 2);
    mag_div_ui(bound, bound, 5);
}

/* What the jump of f'' at x adds to the speeds, |y| <= size_of_y. */
static void add_jump(curvature_speed_t *speed, const arb_t jump, const arb_t x, const arb_t y,
                     const mag_t size_of_y)
{
    SCOPED(mag, size, mean, moment, reach);
    arb_get_mag(size, jump);
    if (mag_is_zero(size)) return;
    arb_get_mag(reach, x);
    if (is_same(x, y)) { /* |x| phi(0), x^2 phi(0) */
        mag_mul_ui(mean, reach, 2);
        mag_div_ui(mean, mean, 5);
        mag_mul(moment, mean, reach);
    } else {
        mag_add(reach, reach, size_of_y);
        density_bound(mean, x, y, 1);
        mag_mul(mean, mean, reach);
        density_bound(moment, x, y, 0.5); /* |k| exp(-k^2/4) < 1 */
        mag_mul(moment, moment, reach);
    }
    mag_addmul(speed->mean, size, mean);
    mag_addmul(speed->moment, size, moment);
}

/* Shells |x| <= |y| + n + 1 in which |Z| >= n: what h adds. */
static void add_slope(curvature_speed_t *speed, const curvature_struct *curvature, const arb_t y)
{
    const wane_function_struct *h = curvature->f->derivative[3];
    SCOPED(arb, range, other, Q, phi, n, t);
    SCOPED(mag, size, weight, far, reach);
    SCOPED(arf, up);
    arb_get_mag(reach, y);
    arf_set_mag(up, reach);
    const slong inner = (slong)floor(arf_get_d(up, ARF_RND_DOWN) * PARTS), outer = inner + 1;
    for (slong k = 0; k < FAR; k++) {
        const slong from = k == 0 ? 0 : inner + k * PARTS, to = outer + (k + 1) * PARTS;
        range_of(range, h, from, to);
        range_of(other, h, -to, -from);
        arb_union(range, range, other, PREC);
        arb_get_mag(size, range);
        arb_set_si(n, k);
        verify_normal_tail(Q, n, PREC);
        verify_normal_density(phi, n, PREC);
        arb_get_mag(weight, Q); /* P(|Z| >= n) */
        mag_mul_2exp_si(weight, weight, 1);
        mag_addmul(speed->slope, size, weight);
        mag_mul(weight, weight, reach); /* |y| P(|Z| >= n) + E |Z| 1 */
        arb_get_mag(far, phi);
        mag_mul_2exp_si(far, far, 1);
        mag_add(weight, weight, far);
        mag_addmul(speed->mean, size, weight);
        mag_mul(weight, far, reach); /* |y| E |Z| 1 + E Z^2 1 */
        arb_mul(t, n, phi, PREC);
        arb_add(t, t, Q, PREC);
        arb_mul_2exp_si(t, t, 1);
        arb_get_mag(far, t);
        mag_add(weight, weight, far);
        mag_addmul(speed->moment, size, weight);
    }
    beyond(far, curvature->slope_growth, 2);
    mag_add(speed->slope, speed->slope, far);
    mag_add_ui(reach, reach, 1);
    mag_mul(far, far, reach);
    mag_add(speed->mean, speed->mean, far);
    mag_add(speed->moment, speed->moment, far);
}

static void set_speed(curvature_speed_t *speed, const curvature_struct *curvature, const arb_t y)
{
    mag_init(speed->mean);
    mag_init(speed->moment);
    mag_init(speed->slope);
    if (curvature->has_nodes && curvature->slope_is_bounded) {
        SCOPED(mag, size);
        arb_get_mag(size, y);
        add_slope(speed, curvature, y);
        for (slong i = 0; i < curvature->pieces->count; i++)
            add_jump(speed, curvature->jump + i, curvature->pieces->breakpoint + i, y, size);
    } else {
        mag_inf(speed->mean);
        mag_inf(speed->moment);
        mag_inf(speed->slope);
    }
}

static place_t *place_of(curvature_struct *curvature, const arb_t y)
{
    for (slong i = 0; i < curvature->places; i++)
        if (arb_equal(curvature->place[i]->y, y)) return curvature->place[i];
    place_t *place = flint_calloc(1, sizeof *place);
    arb_init(place->y);
    arb_set(place->y, y);
    place->mean = _arb_vec_init(NODES);
    place->moment = _arb_vec_init(NODES);
    place->is_known = flint_calloc(NODES, 1);
    set_speed(&place->speed, curvature, place->y);
    curvature->place =
        flint_realloc(curvature->place, (size_t)(curvature->places + 1) * sizeof *curvature->place);
    curvature->place[curvature->places++] = place;
    return place;
}

const curvature_speed_t *verify_curvature_speed(curvature_struct *curvature, const arb_t y)
{
    return &place_of(curvature, y)->speed;
}

/* ---- nodes ---- */

typedef struct {
    const wane_function_struct *g;
    arb_t m, s; /* X = m + s z */
    int degree; /* of the factor z^degree */
} integrand_t;

static void weighted(acb_t value, void *context, const acb_t z, slong prec)
{
    const integrand_t *item = context;
    SCOPED(acb, x);
    SCOPED(arb, root);
    acb_mul_arb(x, z, item->s, prec);
    acb_add_arb(x, x, item->m, prec);
    function_evaluate_holomorphic(value, item->g, x, prec);
    if (!acb_is_finite(value)) return;
    if (item->degree) acb_mul(value, value, z, prec);
    acb_sqr(x, z, prec);
    acb_mul_2exp_si(x, x, -1);
    acb_neg(x, x);
    acb_exp(x, x, prec);
    acb_mul(value, value, x, prec);
    arb_const_pi(root, prec);
    arb_mul_2exp_si(root, root, 1);
    arb_rsqrt(root, root, prec);
    acb_mul_arb(value, value, root, prec);
}

/* At t > 0, piece by piece. */
static void integrate(arb_t value, curvature_struct *curvature, const arb_t y, const arb_t t, int degree)
{
    const pieces_struct *pieces = curvature->pieces;
    integrand_t item = {.degree = degree};
    SCOPED(arb, from, to, end, part);
    SCOPED(mag, far);
    arb_init(item.m);
    arb_init(item.s);
    arb_sin_cos(item.s, item.m, t, PREC);
    arb_mul(item.m, item.m, y, PREC);
    arb_zero(value);
    arb_set_si(from, -FAR);
    for (slong i = 0; i <= pieces->count; i++) {
        arb_set_si(end, FAR);
        if (i < pieces->count) {
            arb_sub(to, pieces->breakpoint + i, item.m, PREC);
            arb_div(to, to, item.s, PREC);
            arb_min(to, to, end, PREC);
            arb_neg(end, end);
            arb_max(to, to, end, PREC);
        } else {
            arb_set(to, end);
        }
        if (!arb_equal(from, to) || !arb_is_exact(to)) {
            item.g = curvature->second + i;
            verify_integrate_holomorphic(part, weighted, &item, from, to, &curvature->allowance, NODE_PREC);
            arb_add(value, value, part, PREC);
        }
        arb_set(from, to);
    }
    beyond(far, curvature->growth, 1);
    arb_add_error_mag(value, far);
    arb_clear(item.m);
    arb_clear(item.s);
}

/* At t = 0: E f''(y + 0 Z), E Z f''(y + 0 Z), where the sides of a cut at y have their halves. */
static void limits(arb_t mean, arb_t moment, const curvature_struct *curvature, const arb_t y)
{
    const pieces_struct *pieces = curvature->pieces;
    slong i = 0;
    while (i < pieces->count && arb_lt(pieces->breakpoint + i, y)) i++;
    wane_function_evaluate_real(mean, curvature->second + i, y, PREC);
    arb_zero(moment);
    if (i == pieces->count || arb_gt(pieces->breakpoint + i, y)) return;
    if (is_same(pieces->breakpoint + i, y)) {
        SCOPED(arb, half);
        arb_mul_2exp_si(half, curvature->jump + i, -1);
        arb_add(mean, mean, half, PREC);
        verify_normal_density(moment, moment, PREC);
        arb_mul(moment, moment, curvature->jump + i, PREC);
    } else {
        arb_indeterminate(mean);
        arb_indeterminate(moment);
    }
}

static void need_node(curvature_struct *curvature, place_t *place, slong node)
{
    SCOPED(arb, t);
    if (place->is_known[node]) return;
    place->is_known[node] = 1;
    arb_set_si(t, node);
    arb_mul_2exp_si(t, t, -FINEST);
    if (node == 0) {
        limits(place->mean, place->moment, curvature, place->y);
    } else {
        integrate(place->mean + node, curvature, place->y, t, 0);
        integrate(place->moment + node, curvature, place->y, t, 1);
    }
}

/* Nodes around the ball, a power of 2 apart; 0 if there are none. */
static int nodes_around(slong *first, slong *last, slong *step, const arb_t t)
{
    SCOPED(arf, lo, hi);
    if (!arb_is_finite(t)) return 0;
    arb_get_interval_arf(lo, hi, t, PREC);
    arf_mul_2exp_si(lo, lo, FINEST);
    arf_mul_2exp_si(hi, hi, FINEST);
    if (arf_sgn(lo) < 0) arf_zero(lo);
    if (arf_cmp_si(hi, NODES - 1) > 0) return 0;
    *first = arf_get_si(lo, ARF_RND_FLOOR);
    *last = arf_get_si(hi, ARF_RND_CEIL);
    for (*step = 1; *last - *first > AT_ONCE * *step; *step *= 2) {
    }
    *first -= *first % *step;
    if (*last % *step != 0) *last += *step - *last % *step;
    return *last < NODES && *first <= *last;
}

void verify_curvature_means(arb_t mean, arb_t moment, curvature_struct *curvature, const arb_t y,
                            const arb_t t)
{
    slong first, last, step;
    if (curvature->is_zero) {
        arb_zero(mean);
        arb_zero(moment);
        return;
    }
    arb_set(mean, curvature->range);
    arb_zero(moment);
    arb_add_error_mag(moment, curvature->spread);
    place_t *place = place_of(curvature, y);
    if (mag_is_inf(place->speed.mean) || mag_is_inf(place->speed.moment) ||
        !nodes_around(&first, &last, &step, t))
        return;
    SCOPED(arb, hull, moments);
    SCOPED(mag, away, far);
    for (slong i = first; i <= last; i += step) {
        need_node(curvature, place, i);
        base_hull_add(hull, place->mean + i, i == first, PREC);
        base_hull_add(moments, place->moment + i, i == first, PREC);
    }
    mag_set_ui_2exp_si(away, (ulong)step, -FINEST - (first < last)); /* half a step */
    mag_mul(far, away, place->speed.mean);
    arb_add_error_mag(hull, far);
    mag_mul(far, away, place->speed.moment);
    arb_add_error_mag(moments, far);
    if (arb_is_finite(hull)) arb_intersection(mean, mean, hull, PREC);
    if (arb_is_finite(moments)) arb_intersection(moment, moment, moments, PREC);
}

/* ---- products ---- */

/* sum of f_k g_k sign^k q^k, k < length */
static void partial_sum(arb_t sum, const curvature_struct *f, const curvature_struct *g, int sign,
                        const arb_t q, slong length, slong prec)
{
    SCOPED(arb, power, t);
    arb_zero(sum);
    arb_one(power);
    for (slong k = 0; k < length; k++) {
        arb_mul(t, f->c + k, g->c + k, prec);
        arb_mul(t, t, power, prec);
        if (sign < 0 && k % 2) arb_sub(sum, sum, t, prec);
        else arb_add(sum, sum, t, prec);
        arb_mul(power, power, q, prec);
    }
}

void verify_curvature_product(arb_t product, const curvature_struct *f, const curvature_struct *g, int own,
                              int sign, const arb_t q, slong prec)
{
    const slong length = FLINT_MIN(f->length, g->length);
    arb_zero(product);
    if (f->is_zero || g->is_zero) return;
    SCOPED(arb, lo, hi, power, rest);
    SCOPED(mag, tail);
    verify_unit_ends(lo, hi, q, prec);
    arb_pow_ui(power, hi, (ulong)length, prec);
    if (own) { /* increases with q, and the terms beyond are not negative */
        partial_sum(product, f, g, 1, lo, length, prec);
        partial_sum(rest, f, g, 1, hi, length, prec);
        arf_set_mag(arb_midref(lo), f->tail);
        arb_addmul(rest, power, lo, prec);
        arb_union(product, product, rest, prec);
        return;
    }
    arb_union(rest, lo, hi, prec);
    partial_sum(product, f, g, sign, rest, length, prec);
    SCOPED(mag, size, t);
    mag_one(tail);
    for (int i = 0; i < 2; i++) { /* the tail of a shorter sum is that of its own length */
        const curvature_struct *one = i == 0 ? f : g;
        mag_set(size, one->tail);
        for (slong k = length; k < one->length; k++) {
            arb_get_mag(t, one->c + k);
            mag_addmul(size, t, t);
        }
        mag_mul(tail, tail, size);
    }
    mag_sqrt(tail, tail);
    arb_get_mag(t, power);
    mag_mul(tail, tail, t);
    arb_add_error_mag(product, tail);
}

/* sum |jump| phi(x) E |h(x cos t + sin(t) Z)| of the other function's h */
static void add_speeds(mag_t speed, curvature_struct *f, curvature_struct *g, int sign)
{
    SCOPED(arb, phi, x);
    SCOPED(mag, size, t);
    for (slong i = 0; i < f->pieces->count; i++) {
        arb_get_mag(size, f->jump + i);
        if (mag_is_zero(size)) continue;
        verify_normal_density(phi, f->pieces->breakpoint + i, PREC);
        arb_get_mag(t, phi);
        mag_mul(size, size, t);
        arb_mul_si(x, f->pieces->breakpoint + i, sign, PREC);
        mag_addmul(speed, size, verify_curvature_speed(g, x)->slope);
    }
}

void verify_curvature_product_speed(mag_t speed, curvature_struct *f, curvature_struct *g, int sign)
{
    SCOPED(arb, t);
    SCOPED(mag, size, other);
    mag_zero(speed);
    if (f->is_zero || g->is_zero) return;
    mag_inf(speed);
    if (!f->has_nodes || !g->has_nodes || !f->slope_is_bounded || !g->slope_is_bounded) return;
    arb_mul(t, f->slope_square, g->slope_square, PREC);
    arb_sqrtpos(t, t, PREC);
    arb_get_mag(speed, t);
    add_speeds(speed, f, g, sign);
    add_speeds(speed, g, f, sign);
    for (slong i = 0; i < f->pieces->count; i++) /* e/(2 pi) <= exp(|xy|)/6 */
        for (slong j = 0; j < g->pieces->count; j++) {
            arb_mul(t, f->pieces->breakpoint + i, g->pieces->breakpoint + j, PREC);
            arb_abs(t, t);
            arb_exp(t, t, PREC);
            arb_get_mag(size, t);
            arb_mul(t, f->jump + i, g->jump + j, PREC);
            arb_get_mag(other, t);
            mag_mul(size, size, other);
            mag_div_ui(size, size, 6);
            mag_add(speed, speed, size);
        }
}
