#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "example_network.h"
#include "law.h"
#include "sgd/chain/overlap.h"
#include "sgd/record/methods.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

/* Mean and standard deviation over pairs i != j of <w_i, w_j>. */
static void pair_statistics(double *mean, double *spread, const chain_t *chain,
                            const wane_simulation_t *simulation)
{
    const direct_run_t *run = (const direct_run_t *)chain;
    const layout_t *l = &run->layout;
    const double *exact = simulation->method == WANE_METHOD_OVERLAP ? ((const overlap_run_t *)chain)->weight
                          : simulation->precision == WANE_DOUBLE    ? run->weight
                                                                    : NULL;
    const float *single = run->weight;
    double sum = 0, squares = 0, pairs = (double)(l->width * (l->width - 1)) / 2;
    for (size_t i = 0; i < l->width; i++)
        for (size_t j = 0; j < i; j++) {
            double dot = 0;
            for (size_t k = 0; k < l->dim; k++) {
                size_t p = i * l->stride + k, q = j * l->stride + k;
                dot += exact != NULL ? exact[p] * exact[q] : (double)single[p] * (double)single[q];
            }
            sum += dot;
            squares += dot * dot;
        }
    *mean = sum / pairs;
    *spread = sqrt(fmax(0, squares / pairs - *mean * *mean));
}

static void neuron_statistics(double *mean, double *spread, const double *x, size_t width)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < width; i++) sum += x[i];
    *mean = sum / (double)width;
    for (size_t i = 0; i < width; i++) squares += (x[i] - *mean) * (x[i] - *mean);
    *spread = sqrt(squares / (double)width);
}

void law_sample_init(law_sample_t *sample, const wane_simulation_t *simulation, size_t runs, uint64_t first,
                     const uint64_t step[LAW_TIMES], int mean_complement)
{
    const size_t width = (size_t)simulation->width;
    wane_message_t message;
    network_t network = example_network(&unlearning);
    const chain_setting_t setting = {simulation, &network, workers_new(1)};
    chain_t *chain = chain_class_of(simulation->method)->create(&setting);
    chain->kind = chain_class_of(simulation->method);
    if (simulation->method == WANE_METHOD_OVERLAP)
        ((overlap_run_t *)chain)->mean_complement = mean_complement;
    view_t view = {.R = malloc(width * sizeof(double)), .a = malloc(width * sizeof(double))};
    sample->runs = runs;
    sample->value = malloc(LAW_STATISTICS * LAW_TIMES * runs * sizeof(double));
    for (size_t m = 0; m < runs; m++) {
        cr_assert_eq(chain_begin(chain, first + m, 0, message), WANE_OK);
        for (size_t t = 0; t < LAW_TIMES; t++) {
            double seen[LAW_STATISTICS];
            while (chain->step < step[t]) chain->kind->advance(chain, step[t], message);
            cr_assert_eq(chain->kind->observe(&view, chain, message), WANE_OK);
            neuron_statistics(&seen[0], &seen[1], view.R, width);
            neuron_statistics(&seen[2], &seen[3], view.a, width);
            pair_statistics(&seen[4], &seen[5], chain, simulation);
            cr_assert_float_eq(view.Q_mean, seen[4], 1e-5);
            for (size_t s = 0; s < LAW_STATISTICS; s++)
                sample->value[(s * LAW_TIMES + t) * runs + m] = seen[s];
        }
    }
    free(view.R);
    free(view.a);
    chain->kind->destroy(chain);
    workers_free(setting.workers);
}

void law_sample_clear(law_sample_t *sample)
{
    free(sample->value);
}

static int compare(const void *x, const void *y)
{
    double difference = *(const double *)x - *(const double *)y;
    return (difference > 0) - (difference < 0);
}

/* sqrt(count) times the distance exceeds this with probability at most about `probability`: 2 exp(-2 x^2). */
static double critical_value(double probability)
{
    return sqrt(-log(probability / 2) / 2);
}

static double distance(double *x, size_t m, double *y, size_t n)
{
    double largest = 0;
    size_t i = 0, j = 0;
    qsort(x, m, sizeof *x, compare);
    qsort(y, n, sizeof *y, compare);
    while (i < m && j < n) {
        double least = fmin(x[i], y[j]);
        while (i < m && x[i] <= least) i++;
        while (j < n && y[j] <= least) j++;
        largest = fmax(largest, fabs((double)i / (double)m - (double)j / (double)n));
    }
    return largest;
}

double law_distance(const law_sample_t *one, const law_sample_t *two, double false_alarm)
{
    static const char *const name[LAW_STATISTICS] = {"mean R",      "spread of R", "mean a",
                                                     "spread of a", "mean Q",      "spread of Q"};
    const size_t tests = LAW_STATISTICS * LAW_TIMES;
    const double m = (double)one->runs, n = (double)two->runs,
                 unit = critical_value(false_alarm / (double)tests) / sqrt(m * n / (m + n));
    double largest = 0;
    for (size_t test = 0; test < tests; test++) {
        double now =
            distance(one->value + test * one->runs, one->runs, two->value + test * two->runs, two->runs) /
            unit;
        largest = fmax(largest, now);
        if (now > 1)
            cr_log_info("%s at time %zu of %d: distance %.3f of what is allowed", name[test / LAW_TIMES],
                        test % LAW_TIMES, LAW_TIMES, now);
    }
    return largest;
}

double law_distance_from(double *value, size_t count, double (*distribution)(double x, double parameter),
                         double parameter, double false_alarm)
{
    double largest = 0, n = (double)count;
    qsort(value, count, sizeof *value, compare);
    for (size_t i = 0; i < count; i++) {
        double p = distribution(value[i], parameter);
        largest = fmax(largest, fmax(p - (double)i / n, (double)(i + 1) / n - p));
    }
    return largest * sqrt(n) / critical_value(false_alarm);
}
