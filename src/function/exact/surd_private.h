/* The inside of surds and of polynomials over them. */
#ifndef FUNCTION_EXACT_SURD_PRIVATE_H
#define FUNCTION_EXACT_SURD_PRIVATE_H

#include <flint/fmpz.h>

#include "function/exact/surd.h"

void wane_surd_fit_length(wane_surd_t a, slong length);
void wane_surd_zero(wane_surd_t a);
void wane_surd_swap(wane_surd_t a, wane_surd_t b);
/* a = r sqrt(d) for square-free d >= 1. */
void wane_surd_set_term(wane_surd_t a, const fmpq_t r, const fmpz_t squarefree);
/* n = square^2 squarefree for n >= 1; 0 if n is too hard to factor. */
int wane_surd_square_part(fmpz_t square, fmpz_t squarefree, const fmpz_t n);
/* n! = square^2 squarefree. */
void wane_surd_factorial_square_part(fmpz_t square, fmpz_t squarefree, ulong n);
/* a = sqrt(r) for r > 0; 0 if r is too hard to factor. */
int wane_surd_sqrt_fmpq(wane_surd_t a, const fmpq_t r);
/* a = 1/b for a single exact term b; 0 otherwise. */
int wane_surd_inv(wane_surd_t a, const wane_surd_t b);

void wane_surd_poly_swap(wane_surd_poly_t p, wane_surd_poly_t q);
/* r = p q, coefficients in the basis He_k; 0 if that would take too long. */
int wane_surd_poly_hermite_multiply(wane_surd_poly_t r, const wane_surd_poly_t p, const wane_surd_poly_t q,
                                    slong prec);

#endif
