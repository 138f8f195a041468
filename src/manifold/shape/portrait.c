/* The discrete part of the critical manifold. */
#include "manifold/shape/portrait.h"

#include <string.h>

#include "manifold/shape/portrait.h"
#include "manifold/shape/manifold.h"
#include "manifold/shape/exact_pair.h"
#include "manifold/shape/precision_loop.h"
#include "base/zero_isolation.h"

void portrait_init(portrait_t picture)
{
    memset(picture, 0, sizeof(portrait_struct));
    picture->side = 1;
    picture->s = picture->p = picture->n = picture->Q = -1;
}

void portrait_clear(portrait_t picture)
{
    flint_free(picture->points);
}

void portrait_set(portrait_t picture, const portrait_t other)
{
    if (picture == other) return;
    portrait_clear(picture);
    *picture = *other;
    picture->points = flint_malloc(FLINT_MAX(other->point_count, 1) * sizeof(portrait_point_t));
    for (slong i = 0; i < other->point_count; i++) picture->points[i] = other->points[i];
}

int portrait_equal(const portrait_t x, const portrait_t y)
{
    if (x->side != y->side || x->neutral != y->neutral || x->point_count != y->point_count) return 0;
    for (slong i = 0; i < x->point_count; i++)
        if (x->points[i].kind != y->points[i].kind || x->points[i].on_zero != y->points[i].on_zero) return 0;
    return x->N_start == y->N_start && x->fold_start == y->fold_start && x->A_start == y->A_start &&
           x->N_end == y->N_end && x->fold_end == y->fold_end && x->A_end == y->A_end &&
           x->a_eq_sign == y->a_eq_sign && x->stable_as_point == y->stable_as_point && x->s == y->s &&
           x->p == y->p && x->n == y->n && x->Q == y->Q && x->tends_to_zero == y->tends_to_zero;
}

/* A point on the way to its place. */
typedef struct {
    arb_srcptr R;
    portrait_point_t point;
} place_t;

/* Inserts into the list sorted by |R|; 0 if the enclosures overlap. */
static int insert(place_t *list, slong *count, arb_srcptr R, portrait_point_kind_t kind, int on_zero,
                  int side)
{
    slong i = *count;
    while (i > 0 && (side > 0 ? arb_lt(R, list[i - 1].R) : arb_gt(R, list[i - 1].R))) {
        list[i] = list[i - 1];
        i--;
    }
    if (i > 0 && !(side > 0 ? arb_gt(R, list[i - 1].R) : arb_lt(R, list[i - 1].R))) return 0;
    list[i].R = R;
    list[i].point = (portrait_point_t){kind, on_zero};
    (*count)++;
    return 1;
}

static int fold_sign(const wane_stretch_t *flow)
{
    return flow->attracting ? -flow->a_sign : flow->a_sign;
}

static portrait_point_kind_t equilibrium_kind(const wane_equilibrium_t *equilibrium)
{
    switch (equilibrium->kind) {
    case WANE_EQUILIBRIUM_SINK:
        return POINT_SINK;
    case WANE_EQUILIBRIUM_SADDLE:
        return POINT_SADDLE;
    default:
        return POINT_DEGENERATE;
    }
}

/* Zeros of N, A', P and P' in order; the last are where the flow's pieces meet at a change of the
   sign of A. */
static int set_points(portrait_t picture, const manifold_t manifold)
{
    slong most = manifold->equilibrium_count + manifold->fold_count + manifold->flow_count, count = 0;
    place_t *list = flint_malloc(FLINT_MAX(most, 1) * sizeof(place_t));
    int side = manifold->side, ordered = 1;
    for (slong i = 0; i < manifold->equilibrium_count && ordered; i++) {
        const wane_equilibrium_t *e = manifold->equilibria + i;
        ordered = insert(list, &count, e->R, equilibrium_kind(e), arb_is_zero(e->a), side);
    }
    for (slong i = 0; i < manifold->fold_count && ordered; i++) {
        const wane_fold_t *fold = manifold->folds + i;
        ordered = insert(list, &count, fold->R, fold->a_is_minimum ? POINT_FOLD_MINIMUM : POINT_FOLD_MAXIMUM,
                         0, side);
    }
    for (slong i = 0; i + 1 < manifold->flow_count && ordered; i++) {
        const wane_stretch_t *flow = manifold->flow + i;
        if (flow[0].a_sign == flow[1].a_sign) continue;
        ordered = insert(list, &count, side > 0 ? flow->R_hi : flow->R_lo, POINT_CROSSING, 0, side);
    }
    if (ordered) {
        flint_free(picture->points);
        picture->points = flint_malloc(FLINT_MAX(count, 1) * sizeof(portrait_point_t));
        picture->point_count = count;
        for (slong i = 0; i < count; i++) picture->points[i] = list[i].point;
    }
    flint_free(list);
    return ordered;
}

static void set_signs(portrait_t picture, const manifold_t manifold)
{
    const wane_stretch_t *first = manifold->flow, *last = manifold->flow + manifold->flow_count - 1;
    const int side = manifold->side; /* N and A' change their signs with R: derivations/01 (18) */
    picture->N_start = side * first->a_direction;
    picture->A_start = first->a_sign;
    picture->fold_start = side * fold_sign(first);
    picture->N_end = side * last->a_direction;
    picture->A_end = last->a_sign;
    picture->fold_end = side * fold_sign(last);
}

/* 0 if a quantity is left open that has a value. */
static int set_small_R(portrait_t picture, const manifold_t manifold)
{
    const wane_small_R_struct *small = manifold->small_R;
    picture->s = small->s;
    picture->p = small->p;
    picture->n = small->n;
    picture->tends_to_zero = small->tends_to_zero;
    picture->Q = small->tends_to_zero == 1 ? small->Q : WANE_NONE;
    return small->tends_to_zero >= 0 && small->s >= 0 &&
           ((small->n >= 0 && small->n == small->n_least) || manifold->neutral);
}

/* P(1) = 0, which no digits prove. */
static int a_eq_is_zero(const kernels_t kernels, int side)
{
    oriented_kernels_t oriented;
    exact_pair_t exact;
    oriented_kernels_init_set(oriented, kernels, 1, side);
    exact_pair_init_set(exact, oriented);
    int zero = exact_shape_vanishes_at_one(exact, SHAPE_P);
    exact_pair_clear(exact);
    oriented_kernels_clear(oriented);
    return zero;
}

static int set_corner(portrait_t picture, const manifold_t manifold, const kernels_t kernels)
{
    picture->stable_as_point = manifold->stable_as_point;
    picture->a_eq_sign = decided_sign(manifold->a_eq);
    if (picture->a_eq_sign != 0) return picture->stable_as_point >= 0;
    return arb_is_zero(manifold->a_eq) || a_eq_is_zero(kernels, manifold->side);
}

static wane_status_t from_manifold(portrait_t picture, const manifold_t manifold, const kernels_t kernels,
                                   wane_message_t message)
{
    picture->side = manifold->side;
    picture->neutral = manifold->neutral;
    if (!set_points(picture, manifold))
        return undecided_at(message, kernels, "the order of the points of the branch is not decided");
    set_signs(picture, manifold);
    if (!set_small_R(picture, manifold))
        return undecided_at(message, kernels, "the leading powers at R = 0 are not decided");
    if (!set_corner(picture, manifold, kernels))
        return undecided_at(message, kernels, "the stability of |R| = 1 is not decided");
    return WANE_OK;
}

wane_status_t portrait_from_kernels(portrait_t picture, const kernels_t kernels, int side,
                                    const wane_effort_t *effort, wane_message_t message)
{
    manifold_t manifold;
    manifold_init(manifold);
    portrait_clear(picture);
    portrait_init(picture);
    wane_status_t status = manifold_from_kernels(manifold, kernels, side, effort, message);
    if (status == WANE_OK) status = from_manifold(picture, manifold, kernels, message);
    if (status != WANE_OK) { /* a picture is complete or none */
        portrait_clear(picture);
        portrait_init(picture);
    }
    manifold_clear(manifold);
    return status;
}
