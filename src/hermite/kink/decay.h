/* How fast the coefficients of a piecewise analytic function fall, once splines have smoothed its kinks. */
#ifndef HERMITE_KINK_DECAY_H
#define HERMITE_KINK_DECAY_H

#include "function/pieces/pieces.h"

/* The weight k^DECAY_WEIGHT is what the third derivatives of the kernels need. */
#define DECAY_WEIGHT 6
#define DECAY_RADII 16

/* On the part of the line whose normal mass is at most `mass`, |f^(n)| <= n! supremum[i] / radius[i]^n. */
typedef struct {
    mag_t mass;
    mag_struct supremum[DECAY_RADII];
} decay_box_t;

typedef struct {
    mag_t far;                    /* >= E f^(6)(Z)^2 1{|Z| > range} */
    mag_struct edge[DECAY_RADII]; /* suprema over range <= |x| <= range + 1, by radius */
    double range; /* the boxes cover |x| <= range, and the last ones range <= |x| <= range + 1 */
    slong count, alloc;
    decay_box_t *box;
} decay_struct;
typedef decay_struct decay_t[1];

void decay_init(decay_t decay);
void decay_clear(decay_t decay);

/* 0 if f is not seen to be bounded near enough to the line. */
int decay_set_function(decay_t decay, const wane_function_t f, const pieces_t pieces);

/* bound >= sum_{k >= length} k^DECAY_WEIGHT c_k^2 for the coefficients c_k of r = f - s, DECAY_WEIGHT < order
   < length, where s = sum jump (x - x_i)_+^m/m! (jump[i * order + m], m < order, x_i the breakpoints; NULL
   for s = 0, when there are none) makes r^(order - 1) continuous: derivations/13 (9). */
void decay_bound(mag_t bound, const decay_t decay, slong order, slong length, const pieces_t pieces,
                 arb_srcptr jump);

/* log2 of the bound without s and what lies beyond the range: for choices. */
double decay_log2(const decay_t decay, slong order, slong length);

#endif
