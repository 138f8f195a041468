/* The functions of R whose zeros shape the critical manifold, and what is needed to find the zeros. */
#ifndef MANIFOLD_SHAPE_SHAPE_FUNCTION_H
#define MANIFOLD_SHAPE_SHAPE_FUNCTION_H

#include "hermite/kernel/kernel_jet.h"

typedef enum {
    SHAPE_N,       /* P S' - 2 P' S: equilibria on the interior branch (derivations/03) */
    SHAPE_F,       /* P'' S' - P' S'' = A' S'^2 / 2: folds (derivations/02) */
    SHAPE_P_PRIME, /* P': where the interior branch crosses a = 0 */
    SHAPE_P,       /* P: equilibria with a = 0 */
    SHAPE_COUNT
} shape_function_t;

/* Bounds of U and V, both >= 0 and non-decreasing in R on [0, 1], at one point.  U - V lies between
   U_lo(l) - V_hi(r) and U_hi(r) - V_lo(l) on all of [l, r]: derivations/07 (8). */
typedef struct {
    arf_t U_lo, U_hi, V_lo, V_hi;
} monotone_difference_t;

/* A function f at one point, and f and f' as differences of monotone functions. */
typedef struct {
    arf_t R;
    arb_t value;
    monotone_difference_t f, slope;
} sample_struct;
typedef sample_struct sample_t[1];
void sample_init(sample_t sample);
void sample_clear(sample_t sample);
void sample_set(sample_t sample, const sample_t other);

/* Bounds of f and of f' on an interval; the ends may be infinite. */
typedef struct {
    arf_t f_lo, f_hi, slope_lo, slope_hi;
} sample_range_struct;
typedef sample_range_struct sample_range_t[1];
void sample_range_init(sample_range_t range);
void sample_range_clear(sample_range_t range);
/* From the monotone differences at both ends. */
void sample_range_set(sample_range_t range, const sample_t l, const sample_t r);

/* [lo, hi] contains U - V on [l, r]; the ends may be infinite. */
void monotone_difference_range(arf_t lo, arf_t hi, const monotone_difference_t *at_l,
                               const monotone_difference_t *at_r);

/* The value of the shape function from P[0..2] and S[0..2]. */
void shape_function_value(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);

/* Its derivative, from P[0..3] and S[0..3]. */
void shape_function_slope(arb_t value, shape_function_t f, arb_srcptr P, arb_srcptr S, slong prec);

void shape_function_sample(sample_t sample, shape_function_t f, const kernel_jet_t jet, slong prec);

/* The same for H_a(R) = 2 P' - a S', whose zeros are the points of the interior branch at height a. */
void fibre_function_value(arb_t value, arb_srcptr P, arb_srcptr S, const arb_t a, slong prec);
void fibre_function_sample(sample_t sample, const kernel_jet_t jet, const arb_t a, slong prec);

#endif
