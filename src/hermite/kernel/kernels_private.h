/* Filling kernels, for the files that do. */
#ifndef HERMITE_KERNEL_KERNELS_PRIVATE_H
#define HERMITE_KERNEL_KERNELS_PRIVATE_H

#include "hermite/kernel/kernels.h"

/* Room for that many coefficients, all 0. */
void hermite_kernels_set_length(kernels_t kernels, slong length);
/* p, s and the coefficients of the derivatives from those of student and teacher. */
void hermite_kernels_set_products(kernels_t kernels, slong prec);

#endif
