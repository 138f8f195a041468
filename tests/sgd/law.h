/* Whether two ways of simulating have the same law: two-sample Kolmogorov-Smirnov tests on what is seen of
   many runs at several steps. */
#ifndef TESTS_SGD_LAW_H
#define TESTS_SGD_LAW_H

#include "sgd/chain/chain.h"

#define LAW_STATISTICS 6 /* mean and spread of R, of a, and of Q over pairs */
#define LAW_TIMES 8

typedef struct {
    size_t runs;
    double *value; /* LAW_STATISTICS x LAW_TIMES x runs */
} law_sample_t;

/* Runs of seeds first, first + 1, …; step increases.
   mean_complement: with the fault that overlap.h offers. */
void law_sample_init(law_sample_t *sample, const wane_simulation_t *simulation, size_t runs, uint64_t first,
                     const uint64_t step[LAW_TIMES], int mean_complement);
void law_sample_clear(law_sample_t *sample);

/* The largest distance between empirical distribution functions over all
   statistics and times, in units of what one of them exceeds with probability
   at most false_alarm / (number of tests), if the laws are equal. */
double law_distance(const law_sample_t *one, const law_sample_t *two, double false_alarm);

/* The largest distance of the empirical distribution function from a distribution function, in like units. */
double law_distance_from(double *value, size_t count, double (*distribution)(double x, double parameter),
                         double parameter, double false_alarm);

#endif
