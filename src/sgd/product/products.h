/* The two matrix products of a block where one side is small, in single precision: matrices as they lie, no copies of what
   is used once.  Each sum runs over its index in order, one fused product after another, whatever the processor. */
#ifndef SGD_PRODUCT_PRODUCTS_H
#define SGD_PRODUCT_PRODUCTS_H

#include <stddef.h>

#define PRODUCTS_PANEL 16

/* Where they are the faster ones: such processors, and this many coordinates at most. */
int products_apply(size_t dim);

/* Room for the panels of that many neurons. */
size_t products_length(size_t width, size_t dim);
/* weight: width x stride; of neuron i the first dim coordinates are used, or if it is triangular i + 2, the others being 0. */
void products_pack(float *panels, const float *weight, size_t width, size_t stride, size_t dim,
                   int triangular);

/* field[b width + i] = sum_k input[b stride + k] weight_i[k]. */
void products_fields(float *field, const float *input, size_t stride, size_t rows, const float *panels,
                     size_t width, size_t dim, int triangular);
/* gradient[i stride + k] = (keep: the same) + sum_b slope[b width + i] input[b stride + k], k < stride.  Reads up to
   PRODUCTS_PANEL numbers beyond the input. */
void products_gradient(float *gradient, const float *slope, const float *input, size_t width, size_t stride,
                       size_t rows, int keep);

#endif
