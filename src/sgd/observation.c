#include <math.h>
#include <stdlib.h>

#include "sgd/observation.h"

void wane_observations_init(wane_observations_t table)
{
    table->length = 0;
    table->row = NULL;
}

void wane_observations_clear(wane_observations_t table)
{
    free(table->row);
    wane_observations_init(table);
}

size_t *logging_steps(size_t *count, size_t steps)
{
    size_t capacity = 3 + (size_t)(LOGS_PER_DECADE * (1 + log10((double)steps + 1))), length = 0;
    size_t *step = malloc(capacity * sizeof *step);
    if (step == NULL) return NULL;
    step[length++] = 0;
    for (int j = 0;; j++) {
        double next = rint(pow(10, (double)j / LOGS_PER_DECADE));
        if (next >= (double)steps) break;
        if ((size_t)next > step[length - 1]) step[length++] = (size_t)next;
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

int observations_summarise(wane_observations_t table, const snapshot_t *snapshot, size_t seeds,
                           const size_t *step, size_t length, double lr)
{
    wane_observation_t *row = malloc(length * sizeof *row);
    if (row == NULL) return 0;
    const size_t spacing = length * sizeof *snapshot / sizeof(double);
    for (size_t l = 0; l < length; l++) {
        const snapshot_t *first = snapshot + l;
        row[l].t = (double)step[l] * lr;
        row[l].R_mean = seed_mean(&row[l].R_se, &first->R_mean, seeds, spacing);
        row[l].R_sd = seed_mean(NULL, &first->R_sd, seeds, spacing);
        row[l].a_mean = seed_mean(&row[l].a_se, &first->a_mean, seeds, spacing);
        row[l].a_sd = seed_mean(NULL, &first->a_sd, seeds, spacing);
        row[l].Q_mean = seed_mean(NULL, &first->Q_mean, seeds, spacing);
        row[l].loss_mean = seed_mean(&row[l].loss_se, &first->loss, seeds, spacing);
    }
    free(table->row);
    table->row = row;
    table->length = length;
    return 1;
}
