/* Population flows, finite-width stochastic gradient descent, and the check of predictions against it: the
   module `sgd`.  Nothing here is certified: everything is computed in machine arithmetic.

   Model: input x ~ N(0, I_d), teacher y = sigma*(<w*,x>) + noise * N(0,1), student
   f(x) = (1/N) sum_i a_i sigma(<w_i,x>) with |w_i| = 1 and loss E (y-f)^2 / 2.  R_i = <w_i,w*>, Q_ij =
   <w_i,w_j>. Time is that of the mean-field flow: a step of stochastic gradient descent at rate lr advances
   it by lr; the second layer moves at rate eps. */
#ifndef WANE_SGD_H
#define WANE_SGD_H

#include <stddef.h>

#include "wane/verdict.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- functions and kernels in machine arithmetic ---- */

typedef struct {
    struct wane_network_data *data;
} wane_network_struct;
typedef wane_network_struct wane_network_t[1];
WANE_API void wane_network_init(wane_network_t network);
WANE_API void wane_network_clear(wane_network_t network);
/* The functions on arrays, after the expectations inside them are enclosed, and the kernels of the pair, without
   which (NULL) only sampling methods are available: midpoints of their coefficients and, for functions with kinks,
   curves through certified values up to correlations -1 and 1, with errors of about 1e-14 of the largest value and
   slope (derivations/20 (19)).  The arguments are not needed afterwards.  WANE_UNDECIDED if a kernel is not known to
   0.01 near correlation 1; kernels of 20 digits or less are easiest to know there. */
WANE_API wane_status_t wane_network_set(wane_network_t network, const wane_function_t student,
                                        const wane_function_t teacher, const wane_kernels_t kernels,
                                        wane_message_t message);

/* ---- population flows ---- */

/* The flow of an infinitely wide network (derivations/01):
     R' = (1-R^2)(a P'(R) - a^2 S'(R)/2),   a' = eps (P(R) - a S(R)),
   (with weight decay: that of wane_shifted_pair), integrated in artanh R, from (R0, a0) at time 0 to the n increasing times >= 0; R[i], a[i] belong to
   times[i]. Relative accuracy about 1e-8 where the solution is not chaotic at that level.  WANE_BAD_INPUT
   unless |R0| < 1, eps > 0, the times increase and the network has kernels; WANE_FAILURE if the integrator gives
   up. */
WANE_API wane_status_t wane_planar_flow(double *R, double *a, const double *times, size_t n,
                                        const wane_network_t network, double R0, double a0, double eps,
                                        wane_message_t message);

/* The exact flow of `width` neurons that start orthonormal in the complement of w* (R0 = 0) or, for R0 != 0,
   at w_i = R0 w* + sqrt(1-R0^2) u_i with orthonormal u_i: all R_i = R, all a_i = a, all Q_ij = Q (i != j). Q
   may be NULL.  Tends to the planar flow as width grows. */
WANE_API wane_status_t wane_symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                                           const wane_network_t network, slong width, double R0, double a0,
                                           double eps, wane_message_t message);
/* The stable interior equilibrium of this flow (a > 0, R > 0) closest to R_near: the floor at which unlearning
   stops at finite width when R_near = 0.  WANE_UNDECIDED if a scan finds none. */
WANE_API wane_status_t wane_symmetric_floor(double *R, double *a, const wane_network_t network, slong width,
                                            double R_near, wane_message_t message);

/* ---- simulation ---- */

/* How a finite network is followed. */
typedef enum {
    WANE_METHOD_DIRECT,    /* gradient steps on d-dimensional samples */
    WANE_METHOD_OVERLAP,   /* the same chain in law, on the overlaps R_i, Q_ij and a_i alone */
    WANE_METHOD_POPULATION /* the flow of N neurons: infinite batches, steps to zero; needs kernels */
} wane_method_t;
typedef enum { WANE_INIT_IID, WANE_INIT_ORTHONORMAL } wane_initialization_t;
typedef enum {
    WANE_SECOND_CONSTANT, /* a_i(0) = a0 */
    WANE_SECOND_SIGNS,    /* a0 or -a0, each with probability 1/2 */
    WANE_SECOND_GAUSSIAN  /* normal with mean 0 and standard deviation |a0| */
} wane_second_layer_t;
typedef enum { WANE_SINGLE, WANE_DOUBLE } wane_precision_t;

typedef struct {
    wane_method_t method;
    slong width;  /* N */
    slong dim;    /* d */
    slong batch;  /* B, fresh at every step */
    double lr;    /* step, also the time it takes; the last may be shorter */
    double time;  /* to be reached exactly */
    double eps;   /* rate of the second layer; 0: it is frozen */
    double decay; /* ridge on the second layer: derivations/23 */
    double a0;    /* size of a_i(0) */
    double R0;    /* R_i(0); 0 with WANE_INIT_IID means uniform on the sphere */
    double noise; /* standard deviation of the label noise */
    wane_initialization_t init;
    wane_second_layer_t a_init;
    wane_precision_t precision; /* of fields and their products */
    slong seeds;                /* independent runs, at most a million */
    unsigned long seed;         /* run m < seeds of a seed is no run of another seed */
    slong points_per_decade;    /* logged times, log-spaced from one step on */
    slong histogram_bins;       /* of R over [-1,1]; 0: none.  Written by wane_answer alone */
    int threads;                /* at most; the results do not depend on it */
} wane_simulation_t;
/* direct, width 200, dim 300, batch 2000, lr 0.2, time 400, eps 0.1, decay 0, a0 0.5, R0 0, noise 0, iid, constant,
   single, 1 seed, seed 1, 20 points per decade, no histograms, 1 thread. */
WANE_API void wane_simulation_default(wane_simulation_t *simulation);

/* One logged time.  mean: over neurons and seeds; se: standard error over seeds (NaN for one seed); sd: over
   neurons, averaged over seeds; Q: over pairs i != j (NaN for one neuron); loss: E (y-f)^2 / 2, by
   sampling methods estimated from the batch of the next step. */
typedef struct {
    double t, R_mean, R_se, R_sd, a_mean, a_se, a_sd, Q_mean, loss_mean, loss_se;
} wane_observation_t;

typedef struct {
    struct wane_observations_data *data;
} wane_observations_struct;
typedef wane_observations_struct wane_observations_t[1];
WANE_API void wane_observations_init(wane_observations_t table); /* empty */
WANE_API void wane_observations_clear(wane_observations_t table);
/* By increasing time: 0, log-spaced from one step on, the final time.  NULL beyond the last; it lives until the
   table changes. */
WANE_API const wane_observation_t *wane_observations_row(const wane_observations_t table, size_t index);

/* Called from the calling thread between steps; a non-zero return stops the run. */
typedef int (*wane_simulation_observer_t)(void *context, double fraction_done);

/* Runs all seeds.  By rotational symmetry w* = e_1.  WANE_METHOD_DIRECT draws B fresh samples for each step
   and moves
     w_i <- normalise(w_i + lr a_i mean_b r_b sigma'(h_bi) (x_b - h_bi w_i)),
     a_i <- a_i + lr eps (mean_b r_b sigma(h_bi) - decay a_i),   h = <w_i,x_b>, r = y - f, all from the old weights.
   WANE_METHOD_OVERLAP moves coordinates of w* and the weights in their span, whose overlaps and a_i have
   exactly the same law (derivations/19), for any d >= 2, at a cost of O(B N^2) per step that does not depend
   on d. For given parameters and machine the table depends on the seed alone, not on the number of threads.
   observer may be NULL.  WANE_BAD_INPUT names the member of simulation that is out of range and
   what was expected, or kernels that the method needs and the network lacks; WANE_FAILURE when memory runs
   out, the weights stop being finite, or the observer stops the run (the table is then empty).  The
   process-wide thread count of OpenBLAS is set to 1 and stays so: parallelism is the library's own. */
WANE_API wane_status_t wane_simulate(wane_observations_t table, const wane_simulation_t *simulation,
                                     const wane_network_t network, wane_simulation_observer_t observer,
                                     void *context, wane_message_t message);

/* ---- comparison ---- */

/* One rung of the ladder: two descriptions of the same network.  The deviation, its expected size and the
   allowance at the time at which deviation/allowance is largest: dev <= allowed at every time iff it holds
   here.  A rung cannot tell if it holds but would also hold for what is plainly different, or if the two
   descriptions are too far from each other's limit for what is expected to be known (docs/comparison.md). */
typedef struct {
    const char *name;  /* static */
    const char *order; /* static: what the deviation is made of, "1/N", "lr d/B", ... */
    double max_dev_R, max_dev_a, expected_R, expected_a, allowed_R, allowed_a;
    double worst_time_R, worst_time_a;
    int passed;       /* 1, 0: failed, -1: cannot tell */
    char reason[200]; /* why it cannot tell, else empty */
} wane_level_t;

/* One logged time: what each description says, and the allowance of the last level. */
typedef struct {
    double t;
    double R_planar, a_planar;       /* infinitely wide */
    double R_symmetric, a_symmetric; /* finite width, no noise */
    double R_predicted, a_predicted; /* finite width, dimension, batch and step */
    double R_simulated, a_simulated;
    double allowed_R, allowed_a; /* of |simulated - planar| */
} wane_comparison_row_t;

typedef struct {
    struct wane_comparison_data *data;
} wane_comparison_struct;
typedef wane_comparison_struct wane_comparison_t[1];
WANE_API void wane_comparison_init(wane_comparison_t comparison); /* empty */
WANE_API void wane_comparison_clear(wane_comparison_t comparison);

/* Sets predictions made from the network (functions and kernels of the problem, not those of a shifted pair) against a simulation's table.
   verdict: that of the problem, with its decay, in the limit, with which the ladder begins; NULL, or an undecided one: the ladder
   begins with the planar flow.  The allowances are derived, term by term, in docs/comparison.md.  Returns
   WANE_OK, WANE_REJECTED (some level failed) or WANE_UNDECIDED (none failed, but one cannot tell);
   WANE_BAD_INPUT where no comparison is meaningful (P'(0) = 0 and an iid start at R0 = 0: half of the neurons
   goes each way; a second layer that does not start constant; no kernels); WANE_FAILURE as the flows. */
WANE_API wane_status_t wane_compare(wane_comparison_t comparison, const wane_observations_t table,
                                    const wane_simulation_t *simulation, const wane_network_t network,
                                    const wane_verdict_t verdict, wane_message_t message);

/* What was compared, NULL beyond the last; it lives until the comparison changes.  The levels that apply to the
   problem: */
WANE_API const wane_level_t *wane_comparison_level(const wane_comparison_t comparison, size_t index);
/* and the logged times, which increase: */
WANE_API const wane_comparison_row_t *wane_comparison_row(const wane_comparison_t comparison, size_t index);

#ifdef __cplusplus
}
#endif
#endif
