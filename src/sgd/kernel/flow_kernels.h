/* The kernels of the population flows in machine arithmetic:
   polynomials, or curves where series converge too slowly. */
#ifndef SGD_KERNEL_FLOW_KERNELS_H
#define SGD_KERNEL_FLOW_KERNELS_H

#include "sgd/network/network.h"

#define KERNEL_JETS 4
/* P[j], K[j]: the j-th derivatives at R and at q, j < KERNEL_JETS. */
void kernel_P(double P[KERNEL_JETS], const flow_kernels_t kernels, double R);
void kernel_K(double K[KERNEL_JETS], const flow_kernels_t kernels, double q);
/* The same with z = 1 - R^2 and apart = 1 - q given beside R and q: kernels of functions with kinks behave
   like their roots, and they may be far below rounding error of R and q. */
void kernel_P_near(double P[KERNEL_JETS], const flow_kernels_t kernels, double R, double z);
void kernel_K_near(double K[KERNEL_JETS], const flow_kernels_t kernels, double q, double apart);

/* From orthonormal Hermite coefficients of student and teacher, c[k] and c_star[k], k < length; what lies
   beyond is taken to be zero.  WANE_FAILURE when memory runs out. */
wane_status_t flow_kernels_set_coefficients(flow_kernels_t kernels, const double *c, const double *c_star,
                                            slong length, wane_message_t message);

#endif
