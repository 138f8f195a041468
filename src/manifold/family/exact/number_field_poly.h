/* Polynomials over the field Q[b]/(m), m irreducible: just what a greatest common divisor takes. */
#ifndef MANIFOLD_FAMILY_EXACT_NUMBER_FIELD_POLY_H
#define MANIFOLD_FAMILY_EXACT_NUMBER_FIELD_POLY_H

#include <flint/arb.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

#include "base/scoped.h"

typedef struct {
    slong length, alloc;           /* the last coefficient is not 0 */
    fmpq_poly_struct *coefficient; /* of degree below that of m */
} number_field_poly_struct;
typedef number_field_poly_struct number_field_poly_t[1];

void number_field_poly_init(number_field_poly_t f);
void number_field_poly_clear(number_field_poly_t f);
SCOPED_TYPE(number_field_poly)
void number_field_poly_set(number_field_poly_t f, const number_field_poly_t g);
/* Sets the coefficient of x^k to c mod m; afterwards f is in normal form. */
void number_field_poly_set_coefficient(number_field_poly_t f, slong k, const fmpq_poly_t c,
                                       const fmpq_poly_t m);
void number_field_poly_derivative(number_field_poly_t f, const number_field_poly_t g);
/* g = quotient h + remainder; h != 0; quotient may be NULL.  No aliasing. */
void number_field_poly_divide(number_field_poly_struct *quotient, number_field_poly_t remainder,
                              const number_field_poly_t g, const number_field_poly_t h, const fmpq_poly_t m);
/* d = a greatest common divisor of f and g, which are not both 0. */
void number_field_poly_gcd(number_field_poly_t d, const number_field_poly_t f, const number_field_poly_t g,
                           const fmpq_poly_t m);
/* The coefficients at the embedding b -> value, length of f of them. */
void number_field_poly_embed(arb_ptr c, const number_field_poly_t f, const arb_t value, slong prec);

#endif
