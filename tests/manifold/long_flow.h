/* The planar flow in 113-bit floating point, by Gragg's midpoint rule with Bulirsch and Stoer's extrapolation
   in (rho, a), rho = artanh R: an independent, uncertified solution. */
#ifndef TEST_MANIFOLD_LONG_FLOW_H
#define TEST_MANIFOLD_LONG_FLOW_H

#include "hermite/kernel/kernels.h"

#define LONG_FLOW_TERMS 400

typedef struct {
    int p_length, s_length;
    __float128 p[LONG_FLOW_TERMS], s[LONG_FLOW_TERMS];
    /* Not 0: beyond the first two terms K, P are those of a student, a teacher with beta |x| among terms of
       degree 0 and 1, in closed form as the series are slow; beta^2, beta beta*. */
    double K_abs, P_abs;
    double eps;
} long_flow_t;

typedef struct {
    __float128 t, rho, a;
} long_state_t;

/* Copies the midpoints. */
void long_flow_set(long_flow_t *flow, const kernels_t kernels, int centered_relu, double eps);

/* One step of local error about tolerance relative to 1 + |x|; adapts *h, which is also the least it may
   come back as.  Returns 0 if no step was possible. */
int long_flow_step(long_state_t *state, const long_flow_t *flow, double *h, double tolerance);

/* The solution from R0 as far as the steps reach: its peak after the last change of sign of R, sampled
   finely, where it was after half of the steps, and its end. */
typedef struct {
    double peak, half, end;
    double scale; /* a at the end */
} long_journey_t;
long_journey_t long_flow_follow(const long_flow_t *flow, double R0, double a0, int steps);

__float128 long_flow_R(__float128 rho);

#endif
