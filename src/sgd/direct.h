/* One run of direct online stochastic gradient descent: its state, and the steps in either precision. */
#ifndef SGD_DIRECT_H
#define SGD_DIRECT_H

#include <stdint.h>

#include "sgd/chain.h"
#include "sgd/layout.h"

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
} direct_run_t;

/* A run with zeroed arrays; NULL when memory runs out. */
direct_run_t *direct_new(const chain_setting_t *setting);
void direct_free(direct_run_t *run);

/* Entries of one worker's workspace. */
size_t direct_workspace_length(const layout_t *layout);

/* Pieces of work (sgd/workers.h): the gradient of slice `index`, the update of neuron `index`. */
void direct_slice_float(void *run, size_t index, int worker);
void direct_slice_double(void *run, size_t index, int worker);
void direct_update_float(void *run, size_t index, int worker);
void direct_update_double(void *run, size_t index, int worker);

/* Weights at time 0 (double, then rounded), the second layer included; 0 when memory runs out. */
int direct_start_float(direct_run_t *run);
int direct_start_double(direct_run_t *run);

/* What is seen of a state but the loss. */
void direct_view_float(view_t *view, const direct_run_t *run);
void direct_view_double(view_t *view, const direct_run_t *run);
/* second_over_width from second. */
void direct_scale_float(direct_run_t *run);
void direct_scale_double(direct_run_t *run);

#endif
