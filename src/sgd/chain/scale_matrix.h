/* The scale matrix of the part of a gradient that lies off the span of the weights: sum_b D_b D_b^T for the
   rows D_b of a batch, D_bi = r_b sigma'(h_bi), through a factor C, C C^T = the sum.  Batches come in blocks,
   blocks in slices; slices may be worked on side by side.

   In double precision the factor is brought up to date by Householder reflections and the sum is never
   formed. Single-precision rows are summed in double precision, in which their products are exact, with
   columns scaled to length one before the sum is factored: that disturbs a column by no more than its entries
   were already rounded (derivations/19, "Rounding"). */
#ifndef SGD_CHAIN_SCALE_MATRIX_H
#define SGD_CHAIN_SCALE_MATRIX_H

#include <stddef.h>

#include "sgd/chain/layout.h"

typedef struct {
    int twice; /* double precision */
    size_t width, rows, slices;
    size_t stride;      /* entries between rows of a sum */
    double *sum;        /* slices x stride x stride: the sum (its upper triangle by rows), or the factor */
    double **workspace; /* one per worker */
    int workers;
    double *scratch; /* for the factorisation of the sum over all slices */
} scale_matrix_t;

/* 0 when memory runs out (to be cleared all the same). */
int scale_matrix_init(scale_matrix_t *scale, const layout_t *layout, int workers);
void scale_matrix_clear(scale_matrix_t *scale);

/* Adds a block of at most layout->rows rows, in the precision
   of the layout, to a slice; fresh: the slice was empty. */
void scale_matrix_add(scale_matrix_t *scale, const void *row, size_t rows, size_t slice, int fresh,
                      int worker);

/* C, width x rank by rows `width` apart, of the sum over all slices, which is destroyed; returns the rank. */
size_t scale_matrix_factor(double *C, scale_matrix_t *scale);

#endif
