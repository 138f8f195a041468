/* The means of f'' along the angle, from nodes and the speeds between them: derivations/15 (44). */
#include "verify/data/curvature_inside.h"

#include "base/hull.h"
#include "function/evaluate/evaluate.h"
#include "verify/data/normal.h"

#define NODE_PREC 44
#define AT_ONCE 8 /* nodes on a ball */

static place_t *curvature_place(curvature_struct *curvature, const arb_t y)
{
    for (slong i = 0; i < curvature->places; i++)
        if (arb_equal(curvature->place[i]->y, y)) return curvature->place[i];
    place_t *place = flint_calloc(1, sizeof *place);
    arb_init(place->y);
    arb_set(place->y, y);
    place->mean = _arb_vec_init(NODES);
    place->moment = _arb_vec_init(NODES);
    place->is_known = flint_calloc(NODES, 1);
    curvature_speed_set(&place->speed, curvature, place->y);
    curvature->place =
        flint_realloc(curvature->place, (size_t)(curvature->places + 1) * sizeof *curvature->place);
    curvature->place[curvature->places++] = place;
    return place;
}

const curvature_speed_t *verify_curvature_speed(curvature_struct *curvature, const arb_t y)
{
    return &curvature_place(curvature, y)->speed;
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
    curvature_beyond(far, curvature->growth, 1);
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
    if (curvature_is_same(pieces->breakpoint + i, y)) {
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
    place_t *place = curvature_place(curvature, y);
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
