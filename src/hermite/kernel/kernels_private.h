/* Filling kernels, for the files that do. */
#ifndef HERMITE_KERNEL_KERNELS_PRIVATE_H
#define HERMITE_KERNEL_KERNELS_PRIVATE_H

#include "wane/hermite.h"

/* Room for that many coefficients, all 0. */
void hermite_kernels_set_length(wane_kernels_t kernels, slong length);
/* p and s from the coefficients of student and teacher. */
void hermite_kernels_set_products(wane_kernels_t kernels, slong prec);
/* Once p and s are what they are to be. */
void hermite_kernels_set_series(wane_kernels_t kernels);

#endif
