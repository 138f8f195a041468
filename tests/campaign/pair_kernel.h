/* P and K of a pair by means of the second opinion, in long double: power series where both functions are
   smooth, closed forms or quadrature in the angle for what kinks contribute.  Source: derivations/01, 09. */
#ifndef CAMPAIGN_PAIR_KERNEL_H
#define CAMPAIGN_PAIR_KERNEL_H

#include "feature.h"

#define ANGLE_PANELS 24
#define ANGLE_DEGREES 16

/* The kernel of two sums of jump/2 |x - place| without its first two powers: its slope in q and its value, at
   the left end of panel i of the angle theta = asin q, and on the panel in Chebyshev's polynomials. */
typedef struct {
    int count; /* of pairs of kinks; 0: no such part */
    int at_origin;
    long double weight[SHAPE_KINKS * SHAPE_KINKS], left[SHAPE_KINKS * SHAPE_KINKS],
        right[SHAPE_KINKS * SHAPE_KINKS];
    long double slope[ANGLE_PANELS + 1], value[ANGLE_PANELS + 1];
    long double slope_series[ANGLE_PANELS][ANGLE_DEGREES], value_series[ANGLE_PANELS][ANGLE_DEGREES];
} angle_part_t;

typedef struct {
    int p_length, s_length;
    long double p[FEATURE_TERMS], s[FEATURE_TERMS]; /* the whole series */
    int p_rest_length, s_rest_length;
    long double p_rest[FEATURE_TERMS], s_rest[FEATURE_TERMS]; /* without what the angle parts hold */
    angle_part_t p_angle, s_angle;
} pair_kernel_t;

void pair_kernel_set(pair_kernel_t *kernel, const feature_t *student, const feature_t *teacher);

/* P, P', P'' at R; K, K', K'' at q = R^2.  weight = 1 - R^2, given without cancellation.  pull = P'(R)/R,
   which means something where p_1 = 0. */
typedef struct {
    long double P, P1, P2, pull, K, K1, K2;
} pair_values_t;
void pair_kernel_at(pair_values_t *values, const pair_kernel_t *kernel, long double R, long double weight);

/* N = P S' - 2 P' S as a power series: the coefficient of R^n, 0 where it vanishes up to rounding. */
long double pair_kernel_N(const pair_kernel_t *kernel, int n);

#endif
