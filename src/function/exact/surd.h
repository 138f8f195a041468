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
} wane_surd_struct;
typedef wane_surd_struct wane_surd_t[1];

void wane_surd_init(wane_surd_t a);
void wane_surd_clear(wane_surd_t a);
SCOPED_TYPE(wane_surd)
void wane_surd_set(wane_surd_t a, const wane_surd_t b);
void wane_surd_set_fmpq(wane_surd_t a, const fmpq_t r);
/* a = r sqrt(n) for a positive integer n. */
void wane_surd_set_fmpq_sqrt(wane_surd_t a, const fmpq_t r, const fmpz_t n);
/* Makes a inexact with the given enclosure (an exact arb stays a mere ball: it proves nothing symbolic). */
void wane_surd_set_arb(wane_surd_t a, const arb_t x);
/* An exact zero absorbs products and is neutral for sums; otherwise exactness needs both operands exact.
   prec is used for inexact results only.  Aliasing allowed. */
void wane_surd_add(wane_surd_t c, const wane_surd_t a, const wane_surd_t b, slong prec);
void wane_surd_mul(wane_surd_t c, const wane_surd_t a, const wane_surd_t b, slong prec);
void wane_surd_neg(wane_surd_t c, const wane_surd_t a);
/* a = r b */
void wane_surd_scale(wane_surd_t a, const wane_surd_t b, const fmpq_t r, slong prec);
int wane_surd_is_zero(const wane_surd_t a);               /* exact and zero */
int wane_surd_is_rational(fmpq_t r, const wane_surd_t a); /* exact and rational; then r is its value */
/* x contains a; an exact 0 gives exactly 0. */
void wane_surd_get_arb(arb_t x, const wane_surd_t a, slong prec);
/* "3/10", "1/6*sqrt(6)", NULL when inexact; free with flint_free. */
char *wane_surd_get_str(const wane_surd_t a);

typedef struct wane_surd_poly {
    slong length; /* degree + 1; the last coefficient is not an exact zero */
    slong alloc;
    wane_surd_struct *coefficient;
} wane_surd_poly_struct;
typedef wane_surd_poly_struct wane_surd_poly_t[1];

void wane_surd_poly_init(wane_surd_poly_t p);
void wane_surd_poly_clear(wane_surd_poly_t p);
SCOPED_TYPE(wane_surd_poly)
void wane_surd_poly_set_length(wane_surd_poly_t p, slong length); /* new coefficients are 0 */
void wane_surd_poly_normalise(wane_surd_poly_t p);                /* drops leading exact zeros */

#endif
