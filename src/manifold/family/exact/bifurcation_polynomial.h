/* The kernels of a pair of polynomials as exact polynomials in R and the parameter. */
#ifndef MANIFOLD_FAMILY_EXACT_BIFURCATION_POLYNOMIAL_H
#define MANIFOLD_FAMILY_EXACT_BIFURCATION_POLYNOMIAL_H

#include <flint/fmpq_poly.h>

#include "manifold/family/bifurcation_family.h"

/* Σ_i sqrt(radicand[i]) part[i], part[i] a polynomial in the parameter. */
typedef struct {
    slong length;
    fmpz *radicand; /* distinct, square-free, positive */
    fmpq_poly_struct *part;
} surd_parameter_poly_struct;
typedef surd_parameter_poly_struct surd_parameter_poly_t[1];

typedef struct {
    slong length; /* of p and s: P = Σ p_k R^k, S = Σ s_k R^(2k) in the family's orientation */
    surd_parameter_poly_struct *p, *s;
} polynomial_kernels_struct;
typedef polynomial_kernels_struct polynomial_kernels_t[1];

/* Returns 1 if student and teacher are polynomials in x and the parameter with exact coefficients, then sets
   kernels; else 0, and kernels is empty.  derivations/14 (1), (2).  To be cleared in both cases. */
int polynomial_kernels_init_set(polynomial_kernels_t kernels, const bifurcation_problem_t family);
void polynomial_kernels_clear(polynomial_kernels_t kernels);

#endif
