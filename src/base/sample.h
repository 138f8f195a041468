/* What is known of a function at a point and between two points: how its zeros are told apart. */
#ifndef BASE_SAMPLE_H
#define BASE_SAMPLE_H

#include <flint/arb.h>

#include "base/scoped.h"

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
SCOPED_TYPE(sample)

/* Bounds of f and of f' on an interval; the ends may be infinite. */
typedef struct {
    arf_t f_lo, f_hi, slope_lo, slope_hi;
} sample_range_struct;
typedef sample_range_struct sample_range_t[1];
void sample_range_init(sample_range_t range);
void sample_range_clear(sample_range_t range);
SCOPED_TYPE(sample_range)
/* From the monotone differences at both ends. */
void sample_range_set(sample_range_t range, const sample_t l, const sample_t r);

/* [lo, hi] contains U - V on [l, r]; the ends may be infinite. */
void monotone_difference_range(arf_t lo, arf_t hi, const monotone_difference_t *at_l,
                               const monotone_difference_t *at_r);

#endif
