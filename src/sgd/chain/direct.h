/* One run of direct online stochastic gradient descent: its state, and the steps in either precision. */
#ifndef SGD_CHAIN_DIRECT_H
#define SGD_CHAIN_DIRECT_H

#include <stdint.h>

#include "sgd/chain/chain.h"
#include "sgd/chain/layout.h"

/* Called by a worker with r_b sigma'(h_bi) of a block, rows x width numbers of the precision of the run;
   fresh if the block is the first of its slice. */
typedef void (*direct_block_t)(void *context, const void *slope, size_t rows, size_t slice, int fresh,
                               int worker);

/* Arrays of the precision of the run. */
typedef struct {
    chain_t chain;
    const chain_setting_t *setting;
    layout_t layout;
    int gradient_known;      /* the sums below belong to the present state */
    void *weight;            /* width x stride */
    double *second;          /* a_i */
    void *second_over_width; /* a_i / width, for the forward pass */
    void *gradient;          /* slices x width x stride: sum_b r_b sigma'(h_bi) x_b over the slice */
    void *second_gradient;   /* slices x width: sum_b r_b sigma(h_bi) */
    double *loss;            /* slices: sum_b r_b^2 / 2 */
    void **workspace;        /* one per worker */
    float *panels;           /* the weights for sgd/product/products.h, where that is the faster; or NULL */
    int triangular;          /* weights beyond coordinate i + 1 of neuron i are zero */
    direct_block_t block;    /* may be NULL */
    void *block_context;
} direct_run_t;

/* Zeroed arrays; 0 when memory runs out (to be cleared all the same). */
int direct_init(direct_run_t *run, const chain_setting_t *setting);
void direct_clear(direct_run_t *run);
/* The same in memory of its own; NULL when memory runs out. */
direct_run_t *direct_new(const chain_setting_t *setting);
void direct_free(direct_run_t *run);

/* The sums over the batch of the present step, from the present weights, unless they are known. */
void direct_find_gradient(direct_run_t *run);
/* sum_b r_b^2 / 2B. */
double direct_batch_loss(const direct_run_t *run);

/* Entries of one worker's workspace. */
size_t direct_workspace_length(const layout_t *layout);

/* Pieces of work (sgd/chain/workers.h): the gradient of slice `index`, the update of neuron `index`. */
void direct_slice_float(void *run, size_t index, int worker);
void direct_slice_double(void *run, size_t index, int worker);
void direct_update_float(void *run, size_t index, int worker);
void direct_update_double(void *run, size_t index, int worker);

/* Weights at time 0 (double, then rounded), the second layer included; 0 when memory runs out. */
int direct_start_float(direct_run_t *run);
int direct_start_double(direct_run_t *run);

/* What is seen of weights (width x stride) and a second layer: all but the loss. */
void direct_view_float(view_t *view, const void *weight, const double *second, const layout_t *layout);
void direct_view_double(view_t *view, const void *weight, const double *second, const layout_t *layout);
/* The weights from width x stride doubles, of which those beyond dim are ignored. */
void direct_round_float(direct_run_t *run, const double *weight);
void direct_round_double(direct_run_t *run, const double *weight);
/* second_over_width from second. */
void direct_scale_float(direct_run_t *run);
void direct_scale_double(direct_run_t *run);
/* gradient[j], j < dim, and *second_gradient of neuron i, summed over the slices in order. */
void direct_sum_float(double *gradient, double *second_gradient, const direct_run_t *run, size_t i);
void direct_sum_double(double *gradient, double *second_gradient, const direct_run_t *run, size_t i);

#endif
