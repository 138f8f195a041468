#include <math.h>
#include <stdlib.h>

#include "sgd/chain/simulation.h"
#include "sgd/compare/neuron_prediction.h"
#include "sgd/compare/rung_neurons.h"

/* One of R and a at one logged time. */
typedef struct {
    const predicted_t *p;
    double flow, noisy, noisy_symmetric, start_sd;
    double simulated;
    double second_order; /* what first-order predictions neglect, and rounding */
    double moments;      /* relative error of the moments by Monte Carlo */
    double draws, seeds, quantile;
} quantity_t;

static judgement_t judge_start(const quantity_t *q)
{
    const double sampling = q->start_sd / sqrt(q->draws);
    return (judgement_t){fabs(q->flow - q->p->symmetric), fabs(q->p->overlap) + sampling,
                         fabs(q->p->overlap) + q->quantile * sampling + q->second_order};
}

/* First order in chi: at most twice what the symmetric flow makes of it; running maxima, because the effect
   may change sign. */
static judgement_t judge_noise(double *largest, const quantity_t *q)
{
    *largest = fmax(*largest, fabs(q->noisy_symmetric - q->p->symmetric));
    judgement_t judgement = judgement_of_order(fabs(q->noisy - q->flow), *largest);
    judgement.allowed += q->moments * *largest + q->second_order;
    return judgement;
}

/* Seeds and draws are taken as independent, which allows the more. */
static judgement_t judge_simulation(const quantity_t *q)
{
    const double steps = fabs(q->p->chain - q->noisy_symmetric);
    const double sampling = hypot(q->p->sd / sqrt(q->seeds), q->start_sd / sqrt(q->draws));
    const double moments = q->moments * fabs(q->noisy - q->flow);
    return (judgement_t){fabs(q->simulated - q->noisy), steps + sampling,
                         steps + q->quantile * sampling + q->p->jump + moments + q->second_order};
}

wane_status_t rung_neurons(wane_level_t *level, const observations_t table, const prediction_t *prediction,
                           const wane_simulation_t *run, const flow_kernels_t kernels,
                           const network_t *network, double quantile, wane_message_t message)
{
    const size_t length = prediction->length;
    neuron_mean_t *mean = malloc(length * sizeof *mean);
    double *time = calloc(length, sizeof *time), largest_R = 0, largest_a = 0;
    size_t *step = calloc(length, sizeof *step), draws = 1;
    wane_status_t status = WANE_FAILURE;
    if (mean && time && step) {
        for (size_t l = 0; l < length; l++) {
            time[l] = table->row[l].t;
            step[l] = simulation_step_at(run, time[l]);
        }
        status =
            neuron_prediction(mean, &draws, prediction, time, step, length, run, kernels, network, message);
    } else {
        wane_message_set(message, status, 0, "not enough memory for %zu logged times", length);
    }
    for (size_t l = 0; l < length && status == WANE_OK; l++) {
        const predicted_t *R = prediction->R + l, *a = prediction->a + l;
        const wane_observation_t *seen = table->row + l;
        const double rest = mean[l].flow_sd2 + rounding_allowance(run);
        const double moments = quantile * prediction->moment_spread[l] / sqrt(NEURON_FLOW_SAMPLES);
        const quantity_t of_R = {.p = R,
                                 .flow = mean[l].flow_R,
                                 .noisy = mean[l].noisy_R,
                                 .noisy_symmetric = mean[l].symmetric_R,
                                 .start_sd = mean[l].start_R,
                                 .simulated = seen->R_mean,
                                 .second_order = R->second + rest,
                                 .moments = moments,
                                 .draws = (double)draws,
                                 .seeds = (double)run->seeds,
                                 .quantile = quantile};
        const quantity_t of_a = {.p = a,
                                 .flow = mean[l].flow_a,
                                 .noisy = mean[l].noisy_a,
                                 .noisy_symmetric = mean[l].symmetric_a,
                                 .start_sd = mean[l].start_a,
                                 .simulated = seen->a_mean,
                                 .second_order = a->second + rest,
                                 .moments = moments,
                                 .draws = (double)draws,
                                 .seeds = (double)run->seeds,
                                 .quantile = quantile};
        level_add(level, judge_start(&of_R), judge_start(&of_a), seen->t);
        level_add(level + 1, judge_noise(&largest_R, &of_R), judge_noise(&largest_a, &of_a), seen->t);
        level_add(level + 2, judge_simulation(&of_R), judge_simulation(&of_a), seen->t);
    }
    free(mean);
    free(time);
    free(step);
    return status;
}
