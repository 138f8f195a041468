/* A shape function near R = 0, its leading power divided out exactly; of exact polynomials it is the whole
   function, and what vanishes at R = 1 is divided out, too. */
#ifndef MANIFOLD_SHAPE_SMALL_SERIES_H
#define MANIFOLD_SHAPE_SMALL_SERIES_H

#include "manifold/shape/exact_pair.h"

typedef enum {
    LEADING_DECIDED,   /* f = R^leading (g_0 + g_1 R + …), the sign of g_0 known */
    LEADING_ZERO,      /* f vanishes identically */
    LEADING_UNDECIDED, /* the stored balls do not tell which coefficient is the first */
} leading_t;

typedef struct {
    leading_t status;
    slong leading;
    slong order_at_one; /* f = R^leading (1 - R)^order_at_one (g_0 + …); not 0 only if is_whole */
    int is_whole;       /* the g are all there are, exact numbers but for rounding: good on [0, 1] */
    slong length;       /* g_0, …, g_(length-1) */
    arb_ptr g;
    mag_t majorant; /* sum of |coefficient of R^e| radius^e over all e >= leading + length is at most this */
    arf_t radius;
} small_series_struct;
typedef small_series_struct small_series_t[1];

void small_series_init_set(small_series_t series, shape_function_t f, const oriented_kernels_t kernels,
                           const exact_pair_t pair, slong prec);
void small_series_clear(small_series_t series);

/* f/R^leading/(1 - R)^order_at_one at an exact point 0 <= R <= 1/2, or <= 1 if the series is whole. */
void small_series_sample(sample_t sample, const small_series_t series, const arf_t R, slong prec);

#endif
