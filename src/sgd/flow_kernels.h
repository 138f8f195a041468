/* The kernels of the population flows as double polynomials. */
#ifndef SGD_FLOW_KERNELS_H
#define SGD_FLOW_KERNELS_H

#include "wane/sgd.h"

#define KERNEL_JETS 4
/* P[j], K[j]: the j-th derivatives at R and at q, j < KERNEL_JETS. */
void kernel_P(double P[KERNEL_JETS], const wane_flow_kernels_t kernels, double R);
void kernel_K(double K[KERNEL_JETS], const wane_flow_kernels_t kernels, double q);

#endif
