/* P, S and three derivatives at a point, with what monotonicity says about the points around it. */
#ifndef HERMITE_ORIENTED_KERNEL_JET_H
#define HERMITE_ORIENTED_KERNEL_JET_H

#include "base/scoped.h"
#include "hermite/oriented/oriented_kernels.h"

/* Bounds at one point of the derivatives of a function that are non-decreasing in R on [0, 1]: lower bounds at
   l and upper bounds at r hold on [l, r]. */
typedef struct {
    arf_t lo[WANE_KERNEL_DERIVATIVES], hi[WANE_KERNEL_DERIVATIVES];
} monotone_range_t;

/* Of P_+, P_- and S. */
typedef struct {
    monotone_range_t plus, minus, S;
} monotone_bounds_t;

typedef struct {
    arf_t R;
    arb_struct P[WANE_KERNEL_DERIVATIVES],
        S[WANE_KERNEL_DERIVATIVES]; /* enclosures of the derivatives at R */
    monotone_bounds_t bounds;
} kernel_jet_struct;
typedef kernel_jet_struct kernel_jet_t[1];

void kernel_jet_init(kernel_jet_t jet);
void kernel_jet_clear(kernel_jet_t jet);
SCOPED_TYPE(kernel_jet)

/* At an exact point 0 <= R <= 1.  Rough kernels by their closed
   forms, without the bounds, which are then [0, infinity]. */
void kernel_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec);
/* By the series and their tails, with bounds, rough or not. */
void kernel_jet_sum_series(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec);

#endif
