/* Heights that move with the parameter of a column: their slopes and values on its parts, derivations/25 (4) to (6). */
#ifndef MANIFOLD_FAMILY_MAP_MAP_SLOPE_H
#define MANIFOLD_FAMILY_MAP_MAP_SLOPE_H

#include "manifold/shape/interior_branch.h"

#define MAP_MODEL_PARTS 32 /* of a column */

/* A place R of the branch, with a height, that moves with the parameter b: P_b = P + (b - centre) P_1. */
typedef struct moving {
    const interior_branch_struct *member;         /* at the centre of the column */
    arb_poly_struct P_1[WANE_KERNEL_DERIVATIVES]; /* and its derivatives */
    arb_struct R;                                 /* in the member */
    mark_kind_t kind;                             /* of a mark; MARK_ONE: R = 1 for every b */
    arb_struct scale;                             /* a_0 where rows are decays */
    /* Those of the height and of R, for parameters at that offset from the centre and R in the ball. */
    void (*slope)(arb_t slope, arb_t R_slope, const struct moving *moving, const arb_t R, const arb_t offset);
} moving_t;
/* source: the kernels of the column, at whose corners P_1 is read off.  0: it is not to be had.  To be cleared anyway. */
int moving_init(moving_t *moving, const interior_branch_t member, const kernels_t source, const fmpq_t width);
void moving_clear(moving_t *moving);

/* P, S and P_1 with their derivatives there. */
void moving_evaluate(kernel_values_t at, arb_ptr P_1, const moving_t *moving, const arb_t R,
                     const arb_t offset);

/* The height at the ends of the parts, MAP_MODEL_PARTS + 1, and its slope all over each of them, from the height of the
   member; R_of_column contains the place for every b.  0: they are not finite. */
int moving_set_parts(arb_ptr at, arb_ptr slope, const moving_t *moving, const arb_t R_of_column,
                     const arb_t height, const fmpq_t width);

#endif
