/* The discrete part of the critical manifold. */
#ifndef MANIFOLD_SHAPE_PORTRAIT_H
#define MANIFOLD_SHAPE_PORTRAIT_H

#include "manifold/shape/manifold.h"

/* What stands at a point of the interior branch. */
typedef enum {
    POINT_SINK,         /* N = 0 */
    POINT_SADDLE,       /* N = 0, or P = 0 (then a = 0) */
    POINT_DEGENERATE,   /* N and N' vanish */
    POINT_FOLD_MINIMUM, /* A has a local minimum */
    POINT_FOLD_MAXIMUM, /* A has a local maximum */
    POINT_CROSSING,     /* A = 0: the branch crosses a = 0 */
} portrait_point_kind_t;
const char *portrait_point_kind_name(portrait_point_kind_t kind); /* "sink", "fold-minimum", … */

typedef struct {
    portrait_point_kind_t kind;
    int on_zero; /* an equilibrium with P = 0 = a */
} portrait_point_t;

/* The discrete part of a manifold_t. */
typedef struct {
    int side, neutral;
    slong point_count;
    portrait_point_t *points;         /* increasing |R| */
    int N_start, fold_start, A_start; /* signs of N, A' and A near R = 0; 0 where they vanish identically */
    int N_end, fold_end, A_end;       /* near |R| = 1 */
    int a_eq_sign;                    /* of the equilibrium on |R| = 1; 0: a_eq = 0 */
    int stable_as_point;              /* whether it attracts */
    slong s, p, n, Q;                 /* see wane_small_R_t; Q is WANE_NONE unless tends_to_zero */
    int tends_to_zero;
} portrait_struct;
typedef portrait_struct portrait_t[1];

void portrait_init(portrait_t picture);
void portrait_clear(portrait_t picture);
void portrait_set(portrait_t picture, const portrait_t other);
int portrait_equal(const portrait_t x, const portrait_t y);
/* WANE_UNDECIDED if the manifold's enclosures do not put its points in order or leave a sign open.  Where the
   kernels stand for a whole interval of the parameter, the picture is that of every value in it. */
wane_status_t portrait_from_kernels(portrait_t picture, const kernels_t kernels, int side,
                                    const wane_effort_t *effort, wane_message_t message);

#endif
