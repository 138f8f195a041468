#include <math.h>
#include <stdlib.h>

#include "sgd/noise/expected_chain.h"
#include "sgd/flow/flows.h"
#include "sgd/chain/simulation.h"
#include "sgd/compare/neuron_prediction.h"

/* So large that batches make no noise. */
#define NOISELESS_BATCH 1000000000000000L

static wane_status_t follow(observations_t table, const wane_simulation_t *run, uint64_t draw,
                            const double *time, size_t length, const flow_kernels_t kernels,
                            const batch_noise_t *noise, wane_message_t message)
{
    neurons_t neurons;
    flow_options_t options = {1e-8, run->threads};
    neurons_init(neurons);
    wane_status_t status = neurons_start(neurons, run, run->seed, draw, message);
    if (status == WANE_OK)
        status = population_flow(table, neurons, time, length, kernels, run->eps, noise, &options, NULL, NULL,
                                 message);
    neurons_clear(neurons);
    return status;
}

static wane_status_t add_draw(neuron_mean_t *mean, double share, const wane_simulation_t *run, uint64_t draw,
                              const double *time, size_t length, const flow_kernels_t kernels,
                              const batch_noise_t *noise, wane_message_t message)
{
    observations_t flow, noisy;
    observations_init(flow);
    observations_init(noisy);
    wane_status_t status = follow(flow, run, draw, time, length, kernels, NULL, message);
    if (status == WANE_OK) status = follow(noisy, run, draw, time, length, kernels, noise, message);
    for (size_t l = 0; l < length && status == WANE_OK; l++) {
        const wane_observation_t *row = flow->row + l;
        mean[l].flow_R += share * row->R_mean;
        mean[l].flow_a += share * row->a_mean;
        mean[l].flow_sd2 += share * (row->R_sd * row->R_sd + row->a_sd * row->a_sd);
        mean[l].noisy_R += share * noisy->row[l].R_mean;
        mean[l].noisy_a += share * noisy->row[l].a_mean;
    }
    observations_clear(flow);
    observations_clear(noisy);
    return status;
}

static wane_status_t add_symmetric(neuron_mean_t *mean, const double *time, size_t length,
                                   const wane_simulation_t *run, const flow_kernels_t kernels,
                                   const batch_noise_t *noise, wane_message_t message)
{
    double *R = malloc((length + 1) * sizeof *R), *a = malloc((length + 1) * sizeof *a);
    wane_status_t status =
        R && a ? noisy_symmetric_flow(R, a, NULL, time, length, kernels, run->width, run->R0, run->a0,
                                      run->eps, noise, message)
               : wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the flow of %ld neurons",
                                  (long)run->width);
    for (size_t l = 0; l < length && status == WANE_OK; l++) {
        mean[l].symmetric_R = R[l];
        mean[l].symmetric_a = a[l];
    }
    free(R);
    free(a);
    return status;
}

static wane_status_t add_start(neuron_mean_t *mean, const prediction_t *prediction, const size_t *step,
                               size_t length, const wane_simulation_t *run, const flow_kernels_t kernels,
                               const network_t *network, wane_message_t message)
{
    wane_simulation_t noiseless = *run;
    expectation_t *expected = calloc(length, sizeof *expected);
    noiseless.batch = NOISELESS_BATCH;
    wane_status_t status =
        expected == NULL
            ? wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu logged times", length)
            : expected_chain(expected, step, length, &noiseless, kernels, network, message);
    for (size_t l = 0; l < length && status == WANE_OK; l++) {
        mean[l].start_R = hypot(expected[l].R_sd, prediction->R[l].start_sd);
        mean[l].start_a = hypot(expected[l].a_sd, prediction->a[l].start_sd);
    }
    free(expected);
    return status;
}

wane_status_t neuron_prediction(neuron_mean_t *mean, size_t *draws, const prediction_t *prediction,
                                const double *time, const size_t *step, size_t length,
                                const wane_simulation_t *run, const flow_kernels_t kernels,
                                const network_t *network, wane_message_t message)
{
    const batch_noise_t noise = {.chi = simulation_noise_number(run),
                                 .label_noise = run->noise,
                                 .samples = NEURON_FLOW_SAMPLES,
                                 .seed = run->seed,
                                 .network = network};
    const int random_start = run->init == WANE_INIT_IID;
    *draws = random_start && run->seeds >= NEURON_FLOW_DRAWS ? NEURON_FLOW_DRAWS : 1;
    for (size_t l = 0; l < length; l++) mean[l] = (neuron_mean_t){0};
    wane_status_t status = add_symmetric(mean, time, length, run, kernels, &noise, message);
    if (status == WANE_OK) status = add_start(mean, prediction, step, length, run, kernels, network, message);
    for (size_t m = 0; m < *draws && status == WANE_OK; m++)
        status = add_draw(mean, 1 / (double)*draws, run, m, time, length, kernels, &noise, message);
    return status;
}
