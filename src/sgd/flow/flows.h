/* The flows of networks of finite width and of batches. */
#ifndef SGD_FLOW_FLOWS_H
#define SGD_FLOW_FLOWS_H

#include <stdint.h>

#include "sgd/network/network.h"

/* The stable interior equilibrium of symmetric_flow (a > 0, R > 0) closest to R_near: the floor at which
   unlearning stops at finite width when R_near = 0.  WANE_UNDECIDED if a scan finds none. */
wane_status_t symmetric_floor(double *R, double *a, const flow_kernels_t kernels, slong width, double R_near,
                              wane_message_t message);
void neurons_init(neurons_t neurons);
void neurons_clear(neurons_t neurons);
/* The start of that run of the seed: of width, dim, init, R0, a0 and a_init of the simulation.  Where dim *
   width <= 2^24 it is the very start of WANE_METHOD_DIRECT, beyond that one of the same law, at a cost
   independent of dim.  WANE_BAD_INPUT as simulation_check, WANE_FAILURE when memory runs out. */
wane_status_t neurons_start(neurons_t neurons, const wane_simulation_t *simulation, uint64_t seed,
                            uint64_t run, wane_message_t message);
/* The exact population flow of N neurons in any dimension (derivations/20 (1)):
     R_i' = a_i [P'(R_i)(1-R_i^2) - (1/N) sum_j a_j K'(Q_ij) (R_j - Q_ij R_i)],
     Q_ij' = a_i [P'(R_i)(R_j - R_i Q_ij) - (1/N) sum_l a_l K'(Q_il) (Q_lj - Q_il Q_ij)] + (i <-> j),
     a_i' = eps [P(R_i) - (1/N) sum_j a_j K(Q_ij)],
   and with noise != NULL what batches add to first order in chi (derivations/20 (14)):
     R_i' += -chi a_i^2 e_ii R_i/2,   Q_ij' += chi [a_i a_j e_ij - (a_i^2 e_ii + a_j^2 e_jj) Q_ij/2].
   From `neurons` at time 0, which is moved to times[n-1], through the n times; table gets one row per time,
   means and standard deviations over neurons and the exact loss, standard errors NaN.  Without noise the
   deviation is about 1e-7 where the solution is not unstable at that level; explicit steps: the cost per unit
   of time grows with a^2.  With noise the moments are renewed when the state has moved by a few percent and
   extrapolated linearly in between; their statistical error is about 1/sqrt(samples) relative.  The kernels
   are those of the pair in noise->network.  options and progress may be NULL.  WANE_BAD_INPUT, WANE_FAILURE
   as planar_flow; WANE_FAILURE when progress interrupts. */
wane_status_t population_flow(observations_t table, neurons_t neurons, const double *times, size_t n,
                              const flow_kernels_t kernels, double eps, const batch_noise_t *noise,
                              const flow_options_t *options, wane_simulation_observer_t progress,
                              void *context, wane_message_t message);
/* symmetric_flow with the noise of batches, all e_ii = e and e_ij = e' (derivations/20 (16) to (18)); e
   and e' by Gauss-Hermite quadrature up to terms of order 1/N^2 (some percent where noise makes the neurons
   collapse, Q -> 1), for students smooth at the scale of 1/4.  samples and seed of the noise are
   not used. */
wane_status_t noisy_symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                                   const flow_kernels_t kernels, slong width, double R0, double a0,
                                   double eps, const batch_noise_t *noise, wane_message_t message);
/* Where unlearning stops at this width and noise: the equilibrium of noisy_symmetric_flow to which
   symmetric_floor(…, R_near) is drawn, and with noise->lr > 0 that of the averaged recursion with steps
   of this size (docs/comparison.md), which the curvature of the loss pushes further up.  WANE_UNDECIDED if
   there is none. */
wane_status_t noise_floor(double *R, double *a, const flow_kernels_t kernels, slong width, double R_near,
                          const batch_noise_t *noise, wane_message_t message);

#endif
