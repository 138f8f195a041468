/* Flows of all N neurons from random starts, with and without the noise of batches, at logged times. */
#ifndef SGD_COMPARE_NEURON_PREDICTION_H
#define SGD_COMPARE_NEURON_PREDICTION_H

#include "sgd/compare/prediction.h"

/* Means over neurons and draws of the start, at one logged time. */
typedef struct {
    double flow_R, flow_a;           /* without noise */
    double noisy_R, noisy_a;         /* with it */
    double flow_sd2;                 /* squared spread over neurons, of R plus of a */
    double symmetric_R, symmetric_a; /* the symmetric flow with noise */
    double start_R, start_a;         /* standard deviation of one draw's mean that the start alone makes */
} neuron_mean_t;

/* Where the cost of N^3 for each evaluation is bearable. */
#define NEURON_FLOW_WIDTH 400
/* Draws of the start: the first seeds of the simulation. */
#define NEURON_FLOW_DRAWS 2
/* Points by which the moments of batches are averaged. */
#define NEURON_FLOW_SAMPLES 4096

/* mean[l] at time[l], l < length, of what is predicted at
   these times; *draws: how many starts were followed. */
wane_status_t neuron_prediction(neuron_mean_t *mean, size_t *draws, const prediction_t *prediction,
                                const double *time, const size_t *step, size_t length,
                                const wane_simulation_t *run, const flow_kernels_t kernels,
                                const network_t *network, wane_message_t message);

#endif
