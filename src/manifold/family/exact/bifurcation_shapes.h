/* N, A', P' and P of a family of polynomials as polynomials over Z in the parameter and R. */
#ifndef MANIFOLD_FAMILY_EXACT_BIFURCATION_SHAPES_H
#define MANIFOLD_FAMILY_EXACT_BIFURCATION_SHAPES_H

#include <flint/fmpz_mpoly.h>

#include "manifold/family/exact/bifurcation_polynomial.h"
#include "manifold/shape/shape_function.h"

/* Variables of the polynomials. */
enum { SHAPE_VARIABLE_B = 0, SHAPE_VARIABLE_R = 1, SHAPE_VARIABLES = 2 };

typedef struct {
    fmpz_mpoly_ctx_t ctx;
    /* Where the function f vanishes, shape[f] vanishes; conversely too if its coefficients are rational up to
       a common factor.  Else shape[f] is the product of f and its conjugates.  derivations/14 (3). */
    fmpz_mpoly_t shape[SHAPE_COUNT];
    /* c_0^2, and c_s^2 for the least s >= 1 where it is not identically 0, in the same sense. */
    fmpz_mpoly_t mean, student_leading;
    int rational; /* 1: no conjugates entered anything */
} polynomial_shapes_struct;
typedef polynomial_shapes_struct polynomial_shapes_t[1];

/* Returns 0 if there are too many square roots to take conjugates of, or the degrees are too large for an
   elimination; to be cleared in both cases. */
int polynomial_shapes_init_set(polynomial_shapes_t shapes, const polynomial_kernels_t kernels);
void polynomial_shapes_clear(polynomial_shapes_t shapes);

#endif
