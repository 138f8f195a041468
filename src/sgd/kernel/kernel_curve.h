/* A kernel of functions with kinks in machine arithmetic, accurate up to correlations -1 and 1: where its
   series in q converges too slowly, Chebyshev series in y = sqrt(1 - |q|) through certified values. */
#ifndef SGD_KERNEL_KERNEL_CURVE_H
#define SGD_KERNEL_KERNEL_CURVE_H

#include "hermite/kernel/kernels.h"

typedef struct kernel_curve kernel_curve_t;

/* Of q -> K(q), or with `pair` of R -> P(R).  NULL when memory runs out. */
kernel_curve_t *kernel_curve_new(const kernels_t exact, int pair);
void kernel_curve_free(kernel_curve_t *curve); /* NULL allowed */

/* The largest error of value and slope that was seen in certified values between the nodes, relative to upper
   bounds of |value| and |slope|, sqrt(E f^2 E g^2) and sqrt(E f'^2 E g'^2).  More than 0.01 or NaN: the
   kernel is not known well enough, and the curve is not to be evaluated. */
double kernel_curve_error(const kernel_curve_t *curve);

/* jet[j]: the j-th derivative at q, j < WANE_KERNEL_DERIVATIVES; gap = 1 - |q|, given apart because it may be
   far below rounding error of q.  The second and third derivatives, which may be infinite at |q| = 1, serve
   Jacobians and expansions: they come from the slope's series. */
void kernel_curve_jet(double *jet, const kernel_curve_t *curve, double q, double gap);

/* Whether the slope grows like 1/y towards |q| = 1, as where both functions jump at one place. */
int kernel_curve_jumps(const kernel_curve_t *curve);
/* The value and the slope, times y where it jumps, at (1 - y^2) and at -(1 - y^2), 0 <= y <= 1. */
void kernel_curve_sides(double value[2], double slope[2], const kernel_curve_t *curve, double y);

#endif
