/* The best loss reduction Phi = P^2/S along R, in one orientation, where P > 0: its zeros of slope, which are
   the equilibria, and its walls.  derivations/18. */
#ifndef MANIFOLD_SHAPE_LANDSCAPE_H
#define MANIFOLD_SHAPE_LANDSCAPE_H

#include "manifold/shape/interior_branch.h"
#include "manifold/shape/level_kind.h"

typedef struct {
    level_kind_t kind;
    arb_t R;
    int N_sign; /* on the interval to the right of it; 0 at the right end */
} level_t;

typedef struct {
    interior_branch_t branch; /* without marks */
    int P_sign_near_zero;     /* 1: it starts at R = 0; -1: at the first zero of P */
    int neutral;              /* N = 0 identically; then no levels but the ends */
    arb_ptr P_zero, N_zero;   /* all zeros in (0, 1), in order */
    slong P_count, N_count;
    slong count; /* levels, ends included, by increasing R */
    level_t *level;
} landscape_struct;
typedef landscape_struct landscape_t[1];

/* From R = 0 on, up to the first zero of P behind a stretch with P > 0; with a place, a ball 0 < R < 1, the
   interval with P > 0 that contains it, and no levels if there is none.  It is complete: NULL, with a
   message, if a sign of N or P or the order of their zeros is not known. */
landscape_struct *landscape_new(const kernels_t source, int a_sign, int R_sign, const arb_struct *place,
                                wane_message_t message);
void landscape_free(landscape_struct *landscape); /* NULL: nothing */

/* Whether solutions may tend to that level: a sink; the start if R = 0 and N > 0 beside it; R = 1 if N < 0
   beside it.  derivations/18 (8). */
int level_attracts(const landscape_t landscape, slong i);

/* B and Phi at a level; at R = 0 infinity and the limit where c_0 = 0. */
void level_height(arb_t a, const landscape_t landscape, slong i);
void level_value(arb_t Phi, const landscape_t landscape, slong i);
/* No solution with V > gain comes to the level, as V never
   falls and is at most Phi there: 1 if gain > Phi. */
int level_bars(const landscape_t landscape, slong i, const arb_t gain);

#endif
