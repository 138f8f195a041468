/* What f'' is between the kinks of f, as kernels near R = 1 see it: derivations/15 (32), (33), (44)-(46).  Below
   X = y cos t + sin(t) Z, |y| <= CURVATURE_REACH, 0 <= t <= pi/2, Z standard normal, and h is f''' between the cuts. */
#ifndef VERIFY_DATA_CURVATURE_H
#define VERIFY_DATA_CURVATURE_H

#include "verify/data/function_data.h"

#define CURVATURE_REACH 4

typedef struct curvature curvature_struct;

/* NULL where nothing is known.  Of a function that is linear between its kinks everything is 0. */
curvature_struct *verify_curvature_new(function_data_struct *f);
void verify_curvature_free(curvature_struct *curvature); /* NULL: nothing */
int verify_curvature_is_zero(const curvature_struct *curvature);

/* E f''(X) and E Z f''(X) at every t of the ball. */
void verify_curvature_means(arb_t mean, arb_t moment, curvature_struct *curvature, const arb_t y,
                            const arb_t t);
/* How fast these two change with t at most, and E |h(X)|; infinite where it is not known. */
typedef struct {
    mag_t mean, moment, slope;
} curvature_speed_t;
const curvature_speed_t *verify_curvature_speed(curvature_struct *curvature, const arb_t y);

/* E f''(u) g''(sign v) at every correlation of the ball q in [0, 1]; own: g is f and sign 1. */
void verify_curvature_product(arb_t product, const curvature_struct *f, const curvature_struct *g, int own,
                              int sign, const arb_t q, slong prec);
/* What sin t times its derivative is at most, q = cos t. */
void verify_curvature_product_speed(mag_t speed, curvature_struct *f, curvature_struct *g, int sign);

#endif
