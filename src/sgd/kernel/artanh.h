/* The coordinate rho = artanh R, in which the flows stay accurate while R is within 1e-300 of 1. */
#ifndef SGD_KERNEL_ARTANH_H
#define SGD_KERNEL_ARTANH_H

#include <math.h>

typedef struct {
    double R, sech2; /* tanh rho and 1 - R^2 = sech^2 rho, each to full relative precision */
} correlation_t;

/* Through exp(-2|rho|), which cannot overflow. */
static inline correlation_t correlation_at(double rho)
{
    double e = exp(-2 * fabs(rho));
    return (correlation_t){copysign(-expm1(-2 * fabs(rho)) / (1 + e), rho), 4 * e / ((1 + e) * (1 + e))};
}

#endif
