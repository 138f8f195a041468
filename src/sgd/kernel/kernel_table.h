/* K and K' at many correlations at once. */
#ifndef SGD_KERNEL_KERNEL_TABLE_H
#define SGD_KERNEL_KERNEL_TABLE_H

#include <stddef.h>

#include "sgd/network/network.h"

typedef struct kernel_table kernel_table_t;

/* NULL when memory runs out. */
kernel_table_t *kernel_table_new(const flow_kernels_t kernels);
void kernel_table_free(kernel_table_t *table); /* NULL allowed */

/* K[j] = K(q[j]) and K1[j] = K'(q[j]), j < n, |q[j]| <= 1 up to rounding, with errors of about 1e-13 of K(1)
   and K'(1); gap[j] = 1 - |q[j]|, to relative accuracy where K has kinks to be seen at |q| = 1. */
void kernel_table_evaluate(double *K, double *K1, const kernel_table_t *table, const double *q,
                           const double *gap, size_t n);

#endif
