/* Sums of products of single-precision numbers, each exact, in double precision. */
#ifndef SGD_PRODUCT_GRAM_H
#define SGD_PRODUCT_GRAM_H

#include <stddef.h>

#define GRAM_PANEL 16

/* sum[i * stride + j] += sum_b x[b * width + i] x[b * width + j] for i <= j < width; entries below the
   diagonal and beyond the width may change too.  stride is a multiple of GRAM_PANEL, at least width; sum has
   stride rows; copy, on a cache line, room for rows x stride numbers. */
void gram_add(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy);

#endif
