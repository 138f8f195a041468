/* The inside of surds and of polynomials over them. */
#ifndef FUNCTION_EXACT_SURD_PRIVATE_H
#define FUNCTION_EXACT_SURD_PRIVATE_H

#include <flint/fmpz.h>

#include "function/exact/surd.h"

void surd_fit_length(surd_t a, slong length);
void surd_zero(surd_t a);
void surd_swap(surd_t a, surd_t b);
/* a = r sqrt(d) for square-free d >= 1. */
void surd_set_term(surd_t a, const fmpq_t r, const fmpz_t squarefree);
/* n = square^2 squarefree for n >= 1; 0 if n is too hard to factor. */
int surd_square_part(fmpz_t square, fmpz_t squarefree, const fmpz_t n);
/* n! = square^2 squarefree. */
void surd_factorial_square_part(fmpz_t square, fmpz_t squarefree, ulong n);
/* a = sqrt(r) for r > 0; 0 if r is too hard to factor. */
int surd_sqrt_fmpq(surd_t a, const fmpq_t r);
/* a = 1/b for a single exact term b; 0 otherwise. */
int surd_inv(surd_t a, const surd_t b);

void surd_poly_swap(surd_poly_t p, surd_poly_t q);
/* r = p q, coefficients in the basis He_k; 0 if that would take too long. */
int surd_poly_hermite_multiply(surd_poly_t r, const surd_poly_t p, const surd_poly_t q, slong prec);

#endif
