#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>

#include "sgd/prediction.h"
#include "sgd/neuron_prediction.h"
#include "sgd/rung_neurons.h"
#include "sgd/symmetric_floor.h"

#define FALSE_ALARM 1e-3 /* chance that a correct simulation fails, over all rungs, times, R and a */
#define RANDOM_LEVELS 4  /* rungs with sampling error: those of docs/comparison.md with a standard error */

void wane_comparison_init(wane_comparison_t comparison)
{
    *comparison = (wane_comparison_struct){0};
}

void wane_comparison_clear(wane_comparison_t comparison)
{
    free(comparison->row);
    wane_comparison_init(comparison);
}

/* The terms of docs/comparison.md at one logged time, for R or for a. */
typedef struct {
    double sampling;     /* z sd / sqrt(seeds) */
    double second_order; /* squares of the shifts, of the sampling error and of the spread over neurons */
    double rounding;
} slack_t;

/* Two-sided, over RANDOM_LEVELS random rungs, all logged times, R and a. */
static double sampling_quantile(size_t times)
{
    const double tests = 2 * RANDOM_LEVELS * (double)times;
    return gsl_cdf_ugaussian_Qinv(FALSE_ALARM / (2 * tests));
}

static slack_t slack_at(const prediction_t *p, const predicted_t *of, size_t l,
                        const wane_observation_t *seen, const wane_simulation_t *run)
{
    const double quantile = sampling_quantile(p->length);
    const double size = predicted_shift(p->R + l) + predicted_shift(p->a + l) + p->R[l].sd + p->a[l].sd;
    const double neurons = seen->R_sd * seen->R_sd + seen->a_sd * seen->a_sd;
    return (slack_t){quantile * of->sd / sqrt((double)run->seeds), size * size + neurons,
                     rounding_allowance(run)};
}

static double slack_total(slack_t s)
{
    return s.sampling + s.second_order + s.rounding;
}

/* A width effect is of first order in 1/N if it is at most twice four times that of 4N neurons; running
   maxima, because the effect may change sign. */
static judgement_t judge_width(double *largest, const predicted_t *p)
{
    *largest = fmax(*largest, fabs(p->wider - p->planar));
    judgement_t judgement = judgement_of_order(fabs(p->symmetric - p->planar), 4 * *largest);
    judgement.allowed += 1e-6 * fmax(1, fabs(p->planar));
    return judgement;
}

static judgement_t judge_prediction(const predicted_t *p, double simulated, slack_t slack)
{
    return (judgement_t){fabs(simulated - predicted_mean(p)), slack.sampling, slack_total(slack)};
}

static judgement_t judge_planar(const predicted_t *p, double simulated, slack_t slack)
{
    return (judgement_t){fabs(simulated - p->planar), predicted_shift(p) + slack.sampling,
                         predicted_shift(p) + slack_total(slack)};
}

static wane_level_t *new_level(wane_comparison_t comparison, const char *name, const char *order)
{
    wane_level_t *level = comparison->level + comparison->level_count++;
    *level = (wane_level_t){.name = name, .order = order, .passed = 1};
    return level;
}

static void judge_widths(wane_comparison_t comparison, const prediction_t *p, const wane_observations_t table)
{
    double largest_R = 0, largest_a = 0;
    wane_level_t *level = new_level(comparison, "planar flow and finite-width flow", "1/N");
    for (size_t l = 0; l < p->length; l++)
        level_add(level, judge_width(&largest_R, p->R + l), judge_width(&largest_a, p->a + l),
                  table->row[l].t);
}

static wane_status_t judge_neurons(wane_comparison_t comparison, const wane_observations_t table,
                                   const prediction_t *p, const wane_simulation_t *run,
                                   const wane_flow_kernels_t kernels, const wane_network_t *network,
                                   wane_message_t message)
{
    if (run->width > NEURON_FLOW_WIDTH) return WANE_OK;
    wane_level_t *level = new_level(comparison, "finite-width flow and N-neuron flow", "1/d + random start");
    new_level(comparison, "N-neuron flow without and with noise", "lr d/B");
    new_level(comparison, "noisy N-neuron flow and simulation", "lr + standard error");
    return rung_neurons(level, table, p, run, kernels, network, sampling_quantile(p->length), message);
}

static void judge_simulation(wane_comparison_t comparison, const wane_observations_t table,
                             const prediction_t *p, const wane_simulation_t *run)
{
    wane_level_t *sharp = new_level(comparison, "finite-size prediction and simulation", "standard error");
    wane_level_t *whole =
        new_level(comparison, "planar flow and simulation", "1/N + lr d/B + lr + 1/d + standard error");
    for (size_t l = 0; l < p->length; l++) {
        const wane_observation_t *seen = table->row + l;
        const predicted_t *R = p->R + l, *a = p->a + l;
        const slack_t slack_R = slack_at(p, R, l, seen, run), slack_a = slack_at(p, a, l, seen, run);
        const judgement_t planar_R = judge_planar(R, seen->R_mean, slack_R);
        const judgement_t planar_a = judge_planar(a, seen->a_mean, slack_a);
        level_add(sharp, judge_prediction(R, seen->R_mean, slack_R),
                  judge_prediction(a, seen->a_mean, slack_a), seen->t);
        level_add(whole, planar_R, planar_a, seen->t);
        comparison->row[l] =
            (wane_comparison_row_t){seen->t,      R->planar,         a->planar,         R->symmetric,
                                    a->symmetric, predicted_mean(R), predicted_mean(a), seen->R_mean,
                                    seen->a_mean, planar_R.allowed,  planar_a.allowed};
    }
}

/* From the singular limit to the simulation. */
static wane_status_t climb(wane_comparison_t comparison, const wane_observations_t table,
                           const prediction_t *p, const wane_simulation_t *run,
                           const wane_flow_kernels_t kernels, const wane_network_t *network,
                           const wane_verdict_struct *verdict, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (verdict != NULL && verdict->proved)
        status = rung_singular(new_level(comparison, "singular limit and planar flow", "eps"), verdict, run,
                               kernels, message);
    judge_widths(comparison, p, table);
    if (status == WANE_OK) status = judge_neurons(comparison, table, p, run, kernels, network, message);
    judge_simulation(comparison, table, p, run);
    comparison->passed = 1;
    for (int i = 0; i < comparison->level_count; i++)
        comparison->passed = comparison->passed && comparison->level[i].passed;
    return status;
}

static wane_status_t check_comparable(const wane_observations_t table, const wane_simulation_t *run,
                                      const wane_flow_kernels_t kernels, wane_message_t message)
{
    if (table->length == 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "the simulation holds no logged time to compare");
    if (run->method == WANE_METHOD_POPULATION)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "--method population has no samples to be compared with the flows: expected "
                                "direct or overlap");
    if (run->a_init != WANE_SECOND_CONSTANT)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "the planar flow has one a for all neurons: expected --a-init constant for a "
                                "comparison");
    if (run->init == WANE_INIT_IID && run->R0 == 0 && (kernels->p_length < 2 || kernels->p[1] == 0))
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "student and teacher share no linear term: half of an iid network goes each way, "
            "expected --R0 other than 0 for a comparison");
    return WANE_OK;
}

/* That nearest to the last state of the finite-width flow. */
static void set_floor(wane_comparison_t comparison, const prediction_t *p, const wane_simulation_t *run,
                      const wane_flow_kernels_t kernels)
{
    const double R = p->R[p->length - 1].symmetric, a = p->a[p->length - 1].symmetric;
    flow_floor(&comparison->floor_R, &comparison->floor_a, kernels, run->width, R < 0 ? -1 : 1,
               a < 0 ? -1 : 1, fabs(R));
}

wane_status_t wane_compare(wane_comparison_t comparison, const wane_observations_t table,
                           const wane_simulation_t *simulation, const wane_flow_kernels_t kernels,
                           const wane_network_t *network, const wane_verdict_t verdict,
                           wane_message_t message)
{
    wane_comparison_clear(comparison);
    wane_status_t status = check_comparable(table, simulation, kernels, message);
    if (status != WANE_OK) return status;
    prediction_t prediction;
    status = prediction_compute(&prediction, table, simulation, kernels, network, message);
    comparison->row = status == WANE_OK ? calloc(table->length, sizeof *comparison->row) : NULL;
    if (status == WANE_OK && comparison->row == NULL)
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the comparison");
    if (status == WANE_OK) {
        comparison->length = table->length;
        comparison->noise_number = wane_simulation_noise_number(simulation);
        set_floor(comparison, &prediction, simulation, kernels);
        status = climb(comparison, table, &prediction, simulation, kernels, network, verdict, message);
    }
    if (status == WANE_OK && !comparison->passed)
        status = wane_message_set(message, WANE_REJECTED, 0,
                                  "prediction and simulation disagree beyond the allowance");
    prediction_clear(&prediction);
    return status;
}
