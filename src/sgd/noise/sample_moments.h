/* What one random sample does to a wide network, on average: the moments behind the noise of batches. */
#ifndef SGD_NOISE_SAMPLE_MOMENTS_H
#define SGD_NOISE_SAMPLE_MOMENTS_H

#include "sgd/network/network.h"

/* At a state where all R_i = R and all a_i = a (docs/comparison.md):
   own = E r^2 sigma'(h_i)^2, cross = E r^2 sigma'(h_i) sigma'(h_j), and the covariance over samples of the
   two neuron means (1/N) sum_i a r sigma'(h_i)(u - R h_i) and (1/N) sum_i eps r sigma(h_i).  A single sample
   of a simulation moves these by at most jump_R and jump_a, but for a chance of SAMPLE_ALARM over all its
   samples. spread: of r^2 sigma'(h_i)^2, its standard deviation relative to `own`. */
typedef struct {
    double own, cross, spread;
    double RR, Ra, aa;
    double jump_R, jump_a;
} sample_moments_t;
#define SAMPLE_ALARM 1e-4

/* Gauss-Hermite rules in u = <w*,x> and in the part of h_i orthogonal to it. */
typedef struct sample_rule sample_rule_t;
sample_rule_t *sample_rule_new(const wane_simulation_t *simulation, const network_t *network);
void sample_rule_free(sample_rule_t *rule);
/* z = 1 - R^2, given apart because it may be far below rounding error of R; q is the correlation of the parts
   of two neurons orthogonal to w*. */
void sample_moments(sample_moments_t *moments, sample_rule_t *rule, double R, double z, double q, double a);

#endif
