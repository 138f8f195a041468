/* Networks to test with that need nothing of the expression language: student tanh, teacher scale (h1 + b h3)
   or scale tanh. */
#ifndef TESTS_SGD_EXAMPLE_NETWORK_H
#define TESTS_SGD_EXAMPLE_NETWORK_H

#include "sgd/network/network.h"

typedef struct {
    double scale, b;
    int realizable; /* teacher scale * tanh */
} example_teacher_t;

/* teacher must outlive the network. */
network_t example_network(const example_teacher_t *teacher);

/* Its kernels; the coefficients of tanh from a fine trapezoidal sum. */
#define EXAMPLE_LENGTH 200
void example_kernels(flow_kernels_t kernels, const example_teacher_t *teacher);

/* WANE_TEST_MULTIPLIER, at least 1. */
long test_multiplier(void);

#endif
