/* Student and teacher as exact polynomials: equalities that no digits can prove. */
#ifndef MANIFOLD_SHAPE_EXACT_PAIR_H
#define MANIFOLD_SHAPE_EXACT_PAIR_H

#include "function/exact/surd.h"
#include "manifold/shape/shape_function.h"

typedef struct {
    int known; /* 0: not a pair of exact polynomials; then every question below is answered with 0 */
    slong length;
    wane_surd_struct *p, *s;
} exact_pair_struct;
typedef exact_pair_struct exact_pair_t[1];

void exact_pair_init_set(exact_pair_t pair, const oriented_kernels_t kernels);
void exact_pair_clear(exact_pair_t pair);

/* 1 if the coefficient of R^e in f is exactly 0; if f
   vanishes identically; if f(1) = 0.  0 claims nothing. */
int exact_shape_coefficient_is_zero(const exact_pair_t pair, shape_function_t f, slong e);
int exact_shape_is_zero(const exact_pair_t pair, shape_function_t f);
int exact_shape_vanishes_at_one(const exact_pair_t pair, shape_function_t f);

#endif
