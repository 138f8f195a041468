/* Student and teacher as exact polynomials: equalities that no digits can prove. */
#ifndef MANIFOLD_SHAPE_EXACT_PAIR_H
#define MANIFOLD_SHAPE_EXACT_PAIR_H

#include "function/exact/surd.h"
#include "manifold/shape/shape_function.h"

typedef struct {
    int known; /* 0: not a pair of exact polynomials */
    slong length;
    surd_struct *p, *s;
} exact_pair_struct;
typedef exact_pair_struct exact_pair_t[1];

void exact_pair_init_set(exact_pair_t pair, const oriented_kernels_t kernels);
void exact_pair_clear(exact_pair_t pair);

/* f(R) for a known pair: the coefficients of 1, R, R^2, … */
void exact_shape_expand(surd_poly_t f, const exact_pair_t pair, shape_function_t shape);
int exact_polynomial_vanishes_at_one(const surd_poly_t f);
/* 1 if f(1) = 0; 0 claims nothing. */
int exact_shape_vanishes_at_one(const exact_pair_t pair, shape_function_t shape);

/* For rational a: 1 if 2P' - aS' = 0 at the zero of f that the ball R contains, and no other; at the number x.
   0 claims nothing.  derivations/22 (31). */
int exact_fibre_meets_zero(const exact_pair_t pair, shape_function_t f, const arb_t R, const fmpq_t a,
                           slong prec);
int exact_fibre_meets_point(const exact_pair_t pair, const fmpq_t x, const fmpq_t a);

#endif
