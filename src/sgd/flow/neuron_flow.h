/* The right-hand side of the flow of N neurons, and its integration. */
#ifndef SGD_FLOW_NEURON_FLOW_H
#define SGD_FLOW_NEURON_FLOW_H

#include "sgd/chain/workers.h"
#include "sgd/network/network.h"

/* The state as one vector: R_i, a_i, then C_ij for j <= i, row by row. */
static inline size_t neuron_state_length(size_t width)
{
    return 2 * width + width * (width + 1) / 2;
}
void neuron_state_pack(double *state, const neurons_t neurons);
void neuron_state_unpack(neurons_t neurons, const double *state);

/* What batches add: chi e(t), e linear in time. e and slope are width x width and symmetric. */
typedef struct {
    double chi, time, until; /* at which e is `e`; after which it no longer changes */
    const double *e, *slope;
} neuron_noise_t;

typedef struct neuron_flow neuron_flow_t;

/* For kernels and workers that outlive it; NULL when memory runs out. */
neuron_flow_t *neuron_flow_new(const flow_kernels_struct *kernels, size_t width, double eps, double tolerance,
                               workers_t *workers);
void neuron_flow_free(neuron_flow_t *flow); /* NULL allowed */
/* From now on with this noise, which must outlive the flow; NULL: none. */
void neuron_flow_set_noise(neuron_flow_t *flow, const neuron_noise_t *noise);

/* The velocity of the state at a time. */
void neuron_flow_velocity(double *velocity, neuron_flow_t *flow, double time, const double *state);

/* Moves the state from `from` to `to`.  *step: the step to try first (0: one is chosen), afterwards the one
   to go on with; nothing else is remembered between calls.  WANE_FAILURE if the steps become too small. */
wane_status_t neuron_flow_move(double *state, double *step, neuron_flow_t *flow, double from, double to,
                               wane_message_t message);

/* Mean of Q_ij over pairs (NaN for one neuron) and E
   (y-f)^2/2 with label noise of that standard deviation. */
void neuron_flow_view(double *Q_mean, double *loss, neuron_flow_t *flow, const double *state,
                      double label_noise);

#endif
