/* How large f is on a rectangle of its domain of holomorphy, and how fast it grows on the line. */
#ifndef HERMITE_RULE_STRIP_H
#define HERMITE_RULE_STRIP_H

#include "wane/function.h"

/* |f| <= supremum on the part left <= Re z <= right of the upper edge Im z = height. */
typedef struct {
    double left, right; /* exact dyadic numbers */
    mag_struct supremum;
} hermite_edge_t;

/* The closed rectangle -half_width <= Re z <= half_width,
   |Im z| <= height, on which f was proved holomorphic. */
typedef struct {
    double half_width, height; /* exact dyadic numbers */
    int symmetric;             /* |f(-x + iy)| = |f(x + iy)|: only x >= 0 is stored */
    slong length, alloc;
    hermite_edge_t *edge;
    mag_t right_side, left_side; /* suprema of |f| on Re z = half_width and Re z = -half_width */
} hermite_strip_struct;
typedef hermite_strip_struct hermite_strip_t[1];

void hermite_strip_init(hermite_strip_t strip);
void hermite_strip_clear(hermite_strip_t strip);

/* Covers the rectangle by boxes on which f evaluates to a finite ball, which proves that f is holomorphic
   there. Returns 0 when a box cannot be covered: a singularity is inside or too near. */
int hermite_strip_cover(hermite_strip_t strip, const wane_function_t f, double half_width, double height,
                        int symmetric);

/* bound >= (integral over the two edges Im z = height of |f(z)|
   exp(-x^2 / (2 (1 + rho)))) dx), derivations/06 (5). */
void hermite_strip_edge_integral(mag_t bound, const hermite_strip_t strip, double rho);

#endif
