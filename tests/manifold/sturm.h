/* Exact counts of zeros of polynomials, by Sturm's theorem. */
#ifndef TEST_MANIFOLD_STURM_H
#define TEST_MANIFOLD_STURM_H

#include <flint/fmpq_poly.h>

/* Distinct zeros of f in (0, 1); 0 for f = 0. */
slong zeros_in_unit_interval(const fmpq_poly_t f);
/* Whether f has no multiple zero in (0, 1). */
int is_squarefree_inside(const fmpq_poly_t f);
/* P, S and the shape functions N, P''S' - P'S'', P' from coefficients c[k], t[k], k <= degree, in the
   orthonormal basis, straight from the definitions; P may be NULL. */
void exact_shapes(fmpq_poly_t N, fmpq_poly_t F, fmpq_poly_t P1, fmpq_poly_struct *P, const fmpq *c,
                  const fmpq *t, slong degree);

#endif
