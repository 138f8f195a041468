/* Power series with non-negative coefficients: monotone on [0, 1] with all derivatives. */
#ifndef HERMITE_KERNEL_MONOTONE_SERIES_H
#define HERMITE_KERNEL_MONOTONE_SERIES_H

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

/* How many terms to keep at R = 2^log2_R (at most 0) so
   that the rest is about 2^-prec of the first; a choice. */
slong monotone_series_useful_length(const monotone_series_t f, double log2_R, slong prec);

/* A bound of the j-th derivatives' terms from index count on, at 0 < R <= 1: derivations/07 (6). */
void monotone_series_omitted(mag_t bound, const monotone_series_t f, int j, slong count, const arf_t R);

#endif
