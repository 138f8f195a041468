#include <math.h>
#include <stdlib.h>

#include "sgd/chain/observation.h"
#include "sgd/chain/simulation.h"

void observations_init(observations_t table)
{
    *table = (observations_struct){0};
}

void observations_clear(observations_t table)
{
    free(table->row);
    free(table->bin);
    observations_init(table);
}

/* Mean, and standard deviation in *sd. */
static double neuron_mean(double *sd, const double *value, size_t width)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < width; i++) sum += value[i];
    double mean = sum / (double)width;
    for (size_t i = 0; i < width; i++) squares += (value[i] - mean) * (value[i] - mean);
    *sd = sqrt(squares / (double)width);
    return mean;
}

snapshot_t snapshot_of(const view_t *view, size_t width)
{
    snapshot_t snapshot = {.Q_mean = view->Q_mean, .loss = view->loss};
    snapshot.R_mean = neuron_mean(&snapshot.R_sd, view->R, width);
    snapshot.a_mean = neuron_mean(&snapshot.a_sd, view->a, width);
    return snapshot;
}

uint64_t *logging_steps(size_t *count, uint64_t steps, slong per_decade)
{
    size_t capacity = 3 + (size_t)((double)per_decade * (1 + log10((double)steps + 1))), length = 0;
    uint64_t *step = malloc(capacity * sizeof *step);
    if (step == NULL) return NULL;
    step[length++] = 0;
    for (int j = 0;; j++) {
        double next = rint(pow(10, (double)j / (double)per_decade));
        if (next >= (double)steps) break;
        if ((uint64_t)next > step[length - 1]) step[length++] = (uint64_t)next;
    }
    if (steps > 0) step[length++] = steps;
    *count = length;
    return step;
}

/* Mean over the seeds of one field, and its standard error (NaN for one seed). */
static double seed_mean(double *se, const double *value, size_t seeds, size_t spacing)
{
    double sum = 0, squares = 0;
    for (size_t m = 0; m < seeds; m++) sum += value[m * spacing];
    double mean = sum / (double)seeds;
    for (size_t m = 0; m < seeds; m++) squares += (value[m * spacing] - mean) * (value[m * spacing] - mean);
    if (se != NULL) *se = seeds > 1 ? sqrt(squares / ((double)(seeds - 1) * (double)seeds)) : NAN;
    return mean;
}

int observations_summarise(observations_t table, const snapshot_t *snapshot, size_t seeds,
                           const uint64_t *step, size_t length, const wane_simulation_t *simulation)
{
    wane_observation_t *row = malloc(length * sizeof *row);
    if (row == NULL) return 0;
    const size_t spacing = length * sizeof *snapshot / sizeof(double);
    for (size_t l = 0; l < length; l++) {
        const snapshot_t *first = snapshot + l;
        row[l].t = simulation_time_at(simulation, step[l]);
        row[l].R_mean = seed_mean(&row[l].R_se, &first->R_mean, seeds, spacing);
        row[l].R_sd = seed_mean(NULL, &first->R_sd, seeds, spacing);
        row[l].a_mean = seed_mean(&row[l].a_se, &first->a_mean, seeds, spacing);
        row[l].a_sd = seed_mean(NULL, &first->a_sd, seeds, spacing);
        row[l].Q_mean = seed_mean(NULL, &first->Q_mean, seeds, spacing);
        row[l].loss_mean = seed_mean(&row[l].loss_se, &first->loss, seeds, spacing);
    }
    table->row = row;
    table->length = length;
    return 1;
}
