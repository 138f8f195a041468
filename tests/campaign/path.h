/* The planar flow R' = (1 - R^2)(a P' - a^2 S'/2), a' = eps (P - a S) by extrapolation of the linearly
   implicit Euler rule, in long double and in coordinates in which |R| = 1, and R = 0 where it is invariant,
   are infinitely far: the second opinion, uncertified, independent of the library. */
#ifndef CAMPAIGN_PATH_H
#define CAMPAIGN_PATH_H

#include "pair_kernel.h"

typedef struct {
    const pair_kernel_t *kernel;
    long double eps;
    int on_side; /* 0: x = artanh R.  1 or -1: p_1 = 0 and R keeps this sign: x = log(|R|/sqrt(1 - R^2)) */
} path_flow_t;

typedef struct {
    long double t, x, a;
} path_state_t;

/* R and 1 - R^2. */
long double path_R(const path_flow_t *flow, long double x);
long double path_weight(const path_flow_t *flow, long double x);
/* The coordinate of R; size given as log |R| where it is too small for R itself. */
long double path_coordinate(const path_flow_t *flow, long double R);

/* d = (x', a').  scale, or NULL, receives the sizes of the terms whose difference each is. */
void path_field(long double *d, long double *scale, const path_flow_t *flow, const path_state_t *state);

/* The field and its derivatives in x and a. */
void path_jacobian(long double J[2][2], long double *d, const path_flow_t *flow, const path_state_t *state);

/* One step of at most *h, which is adapted, with error about tolerance.  0: no step was possible. */
int path_step(path_state_t *state, const path_flow_t *flow, long double *h, long double tolerance);
/* A step of exactly h; returns the error estimate. */
long double path_exact_step(path_state_t *next, const path_state_t *state, const path_flow_t *flow,
                            long double h);

#endif
