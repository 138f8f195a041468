/* The inside of what is known of f'': its pieces, its coefficients, and its means along the angle, node by node. */
#ifndef VERIFY_DATA_CURVATURE_INSIDE_H
#define VERIFY_DATA_CURVATURE_INSIDE_H

#include "function/facts/facts.h"
#include "function/pieces/pieces.h"
#include "verify/data/curvature.h"

#define PREC 64
#define FAR 12                        /* of |Z| */
#define RANGE (CURVATURE_REACH + FAR) /* of X */
#define PARTS 16                      /* of each unit */
#define FINEST 9                      /* nodes are multiples of 2^-FINEST */
#define NODES (2 << FINEST)           /* more than pi/2 times 2^FINEST */

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

/* The same number, whatever it is. */
static inline int curvature_is_same(const arb_t x, const arb_t y)
{
    return arb_is_exact(x) && arb_is_exact(y) && arb_equal(x, y);
}

/* E |g(X)| (1 + |Z|)^more 1{|Z| > FAR} is at most this: derivations/15 (33). */
void curvature_beyond(mag_t bound, const growth_t growth, slong more);
/* The hull of the values of g on [from, to]/PARTS. */
void curvature_range(arb_t range, const wane_function_t g, slong from, slong to);

/* Initialises and sets it: how fast the means at y change, and the mean of |h|. */
void curvature_speed_set(curvature_speed_t *speed, const curvature_struct *curvature, const arb_t y);

#endif
