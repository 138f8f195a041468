/* The itinerary of the singular limit as a curve in the (R, a) plane, in machine arithmetic. */
#ifndef SGD_COMPARE_SINGULAR_CURVE_H
#define SGD_COMPARE_SINGULAR_CURVE_H

#include "manifold/limit/verdict.h"
#include "sgd/network/network.h"

typedef struct {
    size_t length;
    double *R, *a; /* a polygon through these points, in the order in which they are passed */
} singular_curve_t;

/* The phases of the verdict; a phase that tends to R = 0 is followed down to |R| = smallest_R > 0.  0 when
   memory runs out; clear it whatever the outcome. */
int singular_curve_init(singular_curve_t *curve, const verdict_t verdict, const flow_kernels_t kernels,
                        double smallest_R);
void singular_curve_clear(singular_curve_t *curve);

/* The point of the curve nearest to (R, a), where distances in a are relative to max(1, |a|). */
void singular_curve_nearest(double *R_near, double *a_near, const singular_curve_t *curve, double R,
                            double a);

#endif
