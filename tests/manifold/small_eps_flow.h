/* The planar flow of two polynomials at small eps, in floating point by an explicit rule of order 5 in (rho,
   a), rho = artanh R: an independent guess at what the limit should be. */
#ifndef TEST_MANIFOLD_SMALL_EPS_FLOW_H
#define TEST_MANIFOLD_SMALL_EPS_FLOW_H

#include "hermite/kernel/kernels.h"

#define SMALL_EPS_TERMS 12

typedef struct {
    int length;
    long double p[SMALL_EPS_TERMS], s[SMALL_EPS_TERMS];
    long double eps;
} small_eps_flow_t;

typedef struct {
    int done;          /* 0: the steps did not suffice */
    double peak;       /* |R| at its largest since R last changed sign, with the sign of R */
    double half, R, a; /* R at half of the time, and R and a in the end */
} small_eps_end_t;

/* Copies the midpoints; at most SMALL_EPS_TERMS coefficients. */
void small_eps_flow_set(small_eps_flow_t *flow, const kernels_t kernels, double eps);

/* From (R0, a0) over the slow time eps t = tau. */
small_eps_end_t small_eps_flow_follow(const small_eps_flow_t *flow, double R0, double a0, double tau);

#endif
