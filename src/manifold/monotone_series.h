/* Power series with non-negative coefficients: monotone on [0, 1] with all derivatives. */
#ifndef MANIFOLD_MONOTONE_SERIES_H
#define MANIFOLD_MONOTONE_SERIES_H

#include <flint/arb.h>

#define SERIES_DERIVATIVES 4 /* the function and three derivatives */

/* sum_i c_i R^e_i, e_i = offset + stride * i; the derivatives' coefficients are stored beside it. */
typedef struct {
    slong offset, stride, length;
    arb_ptr coefficient[SERIES_DERIVATIVES]; /* c_i e_i (e_i - 1) … */
    mag_ptr suffix[SERIES_DERIVATIVES];      /* suffix[j][i] >= sum of coefficient[j] from index i on */
} monotone_series_struct;
typedef monotone_series_struct monotone_series_t[1];

/* Takes the coefficients c[0..length-1] of R^(step * k): upper ends of negative balls are cut to 0. */
void monotone_series_init_set(monotone_series_t f, arb_srcptr c, slong length, slong step, slong prec);
void monotone_series_clear(monotone_series_t f);

/* value[j] contains the j-th derivative of a partial sum at 0 < R <= 1 and value[j] + [0, omitted[j]] that of
   f, where the omitted terms are of relative size about 2^-prec at most, j < SERIES_DERIVATIVES. */
void monotone_series_evaluate(arb_ptr value, mag_ptr omitted, const monotone_series_t f, const arf_t R,
                              slong prec);

#endif
