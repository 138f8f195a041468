/* Bounds of the shape functions on intervals, for kernels with or without kinks. */
#ifndef MANIFOLD_SHAPE_ROUGH_RANGE_H
#define MANIFOLD_SHAPE_ROUGH_RANGE_H

#include "manifold/shape/shape_function.h"

/* The kernels at every point of [l, r], from their jets at the ends. */
void rough_kernels_between(kernel_values_t at, const oriented_kernels_t kernels, const kernel_jet_t l,
                           const kernel_jet_t r);

/* Bounds of f and f' on [l, r], 0 < l <= r <= 1, by balls; for r = 1 the function F stands for sqrt(1 - R^2)
   F, which has its sign and no larger size, without bounds of the slope: derivations/07 (18), (19). */
void rough_shape_range(sample_range_t range, shape_function_t f, const oriented_kernels_t kernels,
                       const kernel_jet_t l, const kernel_jet_t r);
/* The same for H_a. */
void rough_fibre_range(sample_range_t range, const oriented_kernels_t kernels, const arb_t a,
                       const kernel_jet_t l, const kernel_jet_t r);
/* lim sqrt(1 - R^2) F as R -> 1. */
void rough_fold_value_at_one(arb_t value, const oriented_kernels_t kernels, slong prec);

/* By balls for rough kernels, by monotone differences for others; of several functions at once. */
void shape_function_ranges(sample_range_struct *range, const shape_function_t *f, int count,
                           const oriented_kernels_t kernels, const kernel_jet_t l, const kernel_jet_t r);

#endif
