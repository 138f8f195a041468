/* The singular itinerary followed naively in double precision
   on a grid: an independent guess, not certified. */
#ifndef TEST_MANIFOLD_NAIVE_H
#define TEST_MANIFOLD_NAIVE_H

#include "manifold/family/from_functions.h"

#define NAIVE_TERMS 400

typedef struct {
    int length;
    double p[NAIVE_TERMS], s[NAIVE_TERMS];
} naive_kernels_t;

typedef struct {
    wane_outcome_t outcome;
    double R_final, R_peak;
} naive_verdict_t;

void naive_kernels(naive_kernels_t *k, const kernels_t kernels);

/* From (a0, R0), a0 != 0, |R0| < 1; R0 = 0 needs p_1 != 0. */
naive_verdict_t naive_itinerary(const naive_kernels_t *k, double a0, double R0);

#endif
