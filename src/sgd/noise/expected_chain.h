/* Stochastic gradient descent of a finite network, averaged: the deterministic recursion of the symmetric
   state with the step, the width and the batch noise of a simulation, and the size of its fluctuations. */
#ifndef SGD_NOISE_EXPECTED_CHAIN_H
#define SGD_NOISE_EXPECTED_CHAIN_H

#include <stddef.h>

#include "sgd/network/network.h"

/* At one logged time: expected R and a, and the standard deviations of one run's neuron means about them; and
   of the steps since the logged time before: what becomes of a small deviation (R, a), how far one sample
   moves the means at most, and what deviations add up to in second order. */
typedef struct {
    double R, a, R_sd, a_sd;
    double moved[2][2]; /* (R, a) <- moved (R, a) */
    double jump[2];
    double curved[3][2];  /* by squares of R, products, squares of a, of deviations that size 1 */
    double moment_spread; /* of r^2 sigma'^2 relative to its mean, at the most since the start */
} expectation_t;

/* expected[l] at step[l], l < length (increasing). WANE_FAILURE when memory runs out. */
wane_status_t expected_chain(expectation_t *expected, const size_t *step, size_t length,
                             const wane_simulation_t *simulation, const flow_kernels_t kernels,
                             const network_t *network, wane_message_t message);

/* The state (R, <o_i,o_j>, a), o_i the part of w_i orthogonal to w*, at which that recursion stands, from a
   guess of it.  0 if none is found. */
int expected_chain_rest(double y[3], const wane_simulation_t *simulation, const flow_kernels_t kernels,
                        const network_t *network);

#endif
