/* The critical manifold: what lies behind wane_manifold_t (wane/manifold.h). */
#ifndef MANIFOLD_SHAPE_MANIFOLD_H
#define MANIFOLD_SHAPE_MANIFOLD_H

#include "hermite/kernel/kernels.h"
#include "wane/manifold.h"

/* The critical manifold over 0 < R < 1 (side = 1) or -1 < R < 0 (side = -1). */
typedef struct wane_manifold_data {
    int side;
    int neutral;         /* 1: N vanishes identically, every point of the branch
                            is an equilibrium; 0: not; -1: not decided */
    arb_t a_c, a_eq;     /* at R = side: loss of transverse stability; zero of a' */
    int stable_as_point; /* (R, a) = (side, a_eq) attracts: 1 yes, 0 no, -1 not decided */
    /* A count of -1: not determined, nothing is known of that list. */
    slong fold_count;
    wane_fold_t *folds; /* increasing |R| */
    slong equilibrium_count;
    wane_equilibrium_t *equilibria; /* interior, increasing |R|; those with P = 0 = a included */
    slong flow_count;
    wane_stretch_t *flow; /* covers the side; by increasing |R|; a_direction = R_direction = 0 when neutral */
    wane_small_R_t small_R;
} manifold_struct;
typedef manifold_struct manifold_t[1];
void manifold_init(manifold_t manifold);
void manifold_clear(manifold_t manifold);

/* The manifold from given kernels, at their precision.  WANE_UNDECIDED (with what to raise) if some sign is
   not determined; manifold then holds a_c, a_eq and small_R only: the lists are not known, and empty. */
wane_status_t manifold_from_kernels(manifold_t manifold, const kernels_t kernels, int side,
                                    const wane_effort_t *effort, wane_message_t message);

#endif
