/* Exact numbers r_1 sqrt(d_1) + … + r_m sqrt(d_m), r_i rational, d_i distinct square-free positive integers,
   and polynomials in the orthonormal Hermite basis with such coefficients.

   The square roots of distinct square-free integers are linearly independent over Q, so equality is decidable
   by comparing the r_i.  A number that also involves intervals, pi, e or expectations is "inexact": a
   ball. */
#ifndef FUNCTION_EXACT_SURD_H
#define FUNCTION_EXACT_SURD_H

#include <flint/arb.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>

#include "base/scoped.h"

typedef struct {
    slong length, alloc;
    fmpz *radicand;    /* square-free, positive, increasing */
    fmpq *coefficient; /* non-zero */
    int exact;         /* 0: the value is only known to lie in ball, and length is 0 */
    arb_t ball;
} surd_struct;
typedef surd_struct surd_t[1];

void surd_init(surd_t a);
void surd_clear(surd_t a);
SCOPED_TYPE(surd)
void surd_set(surd_t a, const surd_t b);
void surd_set_fmpq(surd_t a, const fmpq_t r);
/* a = r sqrt(n) for a positive integer n. */
void surd_set_fmpq_sqrt(surd_t a, const fmpq_t r, const fmpz_t n);
/* Makes a inexact with the given enclosure (an exact arb stays a mere ball: it proves nothing symbolic). */
void surd_set_arb(surd_t a, const arb_t x);
/* An exact zero absorbs products and is neutral for sums; otherwise exactness needs both operands exact.
   prec is used for inexact results only.  Aliasing allowed. */
void surd_add(surd_t c, const surd_t a, const surd_t b, slong prec);
void surd_mul(surd_t c, const surd_t a, const surd_t b, slong prec);
void surd_neg(surd_t c, const surd_t a);
/* a = r b */
void surd_scale(surd_t a, const surd_t b, const fmpq_t r, slong prec);
int surd_is_zero(const surd_t a);               /* exact and zero */
int surd_is_rational(fmpq_t r, const surd_t a); /* exact and rational; then r is its value */
/* x contains a; an exact 0 gives exactly 0. */
void surd_get_arb(arb_t x, const surd_t a, slong prec);
/* "3/10", "1/6*sqrt(6)", NULL when inexact; free with flint_free. */
char *surd_get_str(const surd_t a);

typedef struct surd_poly {
    slong length; /* degree + 1; the last coefficient is not an exact zero */
    slong alloc;
    surd_struct *coefficient;
} surd_poly_struct;
typedef surd_poly_struct surd_poly_t[1];

void surd_poly_init(surd_poly_t p);
void surd_poly_clear(surd_poly_t p);
SCOPED_TYPE(surd_poly)
void surd_poly_set_length(surd_poly_t p, slong length); /* new coefficients are 0 */
void surd_poly_normalise(surd_poly_t p);                /* drops leading exact zeros */

#endif
