/* One run of online stochastic gradient descent on the overlaps: the same chain in law as the direct one, at
   a cost that does not depend on the dimension d (derivations/19).  In coordinates of the span of w* = e_1
   and the weights a step is a direct step in min(d, N+1) dimensions; what a gradient has off the span is
   drawn as a whole. */
#ifndef SGD_CHAIN_OVERLAP_H
#define SGD_CHAIN_OVERLAP_H

#include "sgd/chain/direct.h"
#include "sgd/chain/scale_matrix.h"

typedef struct {
    direct_run_t span;                 /* its chain is that of the run; its weights are `weight`, rounded */
    wane_simulation_t span_simulation; /* in min(d, N+1) dimensions */
    chain_setting_t span_setting;
    size_t complement; /* max(0, d - N - 1): dimensions off the span */
    double *weight;    /* width x span.layout.stride: <w_i, w*> first */
    scale_matrix_t scale;
    double *scale_factor, *wishart; /* width x width */
    double *moved;                  /* width x moved_length: weights in the span and off it */
    size_t moved_length, off_span;  /* of which the first off_span columns beyond the span are in use */
    double *work;                   /* of the factorisation */
    int work_length;
    int mean_complement; /* for tests of the tests: the off-span part
                            replaced by one whose Gram is the mean */
} overlap_run_t;

/* A run with zeroed arrays; NULL when memory runs out. */
overlap_run_t *overlap_new(const chain_setting_t *setting);
void overlap_free(overlap_run_t *run);

/* Weights at time 0: width rows, stride apart, with the law of the direct start's overlaps. */
void overlap_start(double *weight, size_t stride, const wane_simulation_t *simulation, uint64_t seed,
                   uint64_t run);

#endif
