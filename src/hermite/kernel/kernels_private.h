/* Filling kernels, for the files that do. */
#ifndef HERMITE_KERNEL_KERNELS_PRIVATE_H
#define HERMITE_KERNEL_KERNELS_PRIVATE_H

#include "hermite/kernel/kernels.h"

/* Room for that many coefficients, all 0. */
void hermite_kernels_set_length(kernels_t kernels, slong length);
/* p and s from the coefficients of student and teacher. */
void hermite_kernels_set_products(kernels_t kernels, slong prec);
/* Once p and s are what they are to be. */
void hermite_kernels_set_series(kernels_t kernels);

#endif
