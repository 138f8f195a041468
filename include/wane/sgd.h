/* Population flows, finite-width stochastic gradient descent, and the check of predictions against it: the
   module `sgd`.  Nothing here is certified: everything is computed in machine arithmetic.

   Model: input x ~ N(0, I_d), teacher y = sigma*(<w*,x>) + noise * N(0,1), student
   f(x) = (1/N) sum_i a_i sigma(<w_i,x>) with |w_i| = 1 and loss E (y-f)^2 / 2.  R_i = <w_i,w*>, Q_ij =
   <w_i,w_j>. Time is that of the mean-field flow: a step of stochastic gradient descent at rate lr advances
   it by lr; the second layer moves at rate eps. */
#ifndef WANE_SGD_H
#define WANE_SGD_H

#include <stddef.h>

#include "wane/export.h"
#include "wane/manifold.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- kernels in machine arithmetic ---- */

/* P(R) = sum p[k] R^k, K(q) = sum s[k] q^k, S(R) = K(R^2); where these series converge too slowly, as those
   of functions with kinks do, the curves take their place in every flow. */
struct wane_kernel_curve;
typedef struct {
    slong p_length, s_length; /* the last stored coefficient is not zero */
    double *p, *s;
    double student_norm2; /* E sigma^2 = K(1), terms that are not stored included */
    double teacher_norm2; /* E sigma*^2 */
    struct wane_kernel_curve *student_curve, *pair_curve; /* of K, of P; NULL: the series */
} wane_flow_kernels_struct;
typedef wane_flow_kernels_struct wane_flow_kernels_t[1];

WANE_API void wane_flow_kernels_init(wane_flow_kernels_t kernels);
WANE_API void wane_flow_kernels_clear(wane_flow_kernels_t kernels);
/* From certified kernels, which are not needed afterwards: midpoints of their coefficients and, for functions
   with kinks, curves through certified values up to correlations -1 and 1, with errors of about 1e-14 of the
   largest value and slope (derivations/20 (19)).  WANE_UNDECIDED if a kernel is not known to 0.01 near
   correlation 1; kernels of 20 digits or less are easiest to know there. */
WANE_API wane_status_t wane_flow_kernels_set(wane_flow_kernels_t kernels, const wane_kernels_t exact,
                                             wane_message_t message);

/* ---- population flows ---- */

/* The flow of an infinitely wide network (derivations/01):
     R' = (1-R^2)(a P'(R) - a^2 S'(R)/2),   a' = eps (P(R) - a S(R)),
   integrated in artanh R, from (R0, a0) at time 0 to the n increasing times >= 0; R[i], a[i] belong to
   times[i]. Relative accuracy about 1e-8 where the solution is not chaotic at that level.  WANE_BAD_INPUT
   unless |R0| < 1, eps > 0 and the times increase; WANE_FAILURE if the integrator gives up. */
WANE_API wane_status_t wane_planar_flow(double *R, double *a, const double *times, size_t n,
                                        const wane_flow_kernels_t kernels, double R0, double a0, double eps,
                                        wane_message_t message);

/* The exact flow of `width` neurons that start orthonormal in the complement of w* (R0 = 0) or, for R0 != 0,
   at w_i = R0 w* + sqrt(1-R0^2) u_i with orthonormal u_i: all R_i = R, all a_i = a, all Q_ij = Q (i != j). Q
   may be NULL.  Tends to the planar flow as width grows. */
WANE_API wane_status_t wane_symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                                           const wane_flow_kernels_t kernels, slong width, double R0,
                                           double a0, double eps, wane_message_t message);

/* ---- simulation ---- */

/* A real function evaluated on arrays, y[i] = f(x[i]), i < n, y may be x; must be thread-safe. */
typedef struct {
    void (*evaluate_float)(float *y, const float *x, size_t n, const void *data);
    void (*evaluate_double)(double *y, const double *x, size_t n, const void *data);
    const void *data;
} wane_pointwise_t;
/* The same as a bulk evaluator, which must outlive it. */
WANE_API wane_pointwise_t wane_pointwise_bulk(const wane_bulk_struct *bulk);

typedef struct {
    wane_pointwise_t student, student_derivative, teacher;
    const wane_flow_kernels_struct *kernels; /* of the same pair; NULL unless the method asks for them */
} wane_network_t;

/* How a finite network is followed. */
typedef enum {
    WANE_METHOD_DIRECT,    /* gradient steps on d-dimensional samples */
    WANE_METHOD_OVERLAP,   /* the same chain in law, on the overlaps R_i, Q_ij and a_i alone */
    WANE_METHOD_POPULATION /* the flow of N neurons: infinite batches, steps to zero; needs the kernels */
} wane_method_t;
#define WANE_METHODS 3
/* "direct", "overlap", "population". */
WANE_API const char *wane_method_name(wane_method_t method);

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
    double lr;    /* step, also the time it takes */
    double time;  /* to be reached, rounded to whole steps */
    double eps;   /* rate of the second layer */
    double a0;    /* size of a_i(0) */
    double R0;    /* R_i(0); 0 with WANE_INIT_IID means uniform on the sphere */
    double noise; /* standard deviation of the label noise */
    wane_initialization_t init;
    wane_second_layer_t a_init;
    wane_precision_t precision; /* of fields and their products */
    slong seeds;                /* independent runs */
    unsigned long seed;         /* of the first run; run m uses seed + m */
    slong points_per_decade;    /* logged times, log-spaced from one step on */
    slong histogram_bins;       /* of R over [-1,1]; 0: no histograms */
    int threads;                /* at most; the results do not depend on it */
} wane_simulation_t;
/* direct, width 200, dim 300, batch 2000, lr 0.2, time 400, eps 0.1, a0 0.5, R0 0, noise 0, iid, constant,
   single, 1 seed, seed 1, 20 points per decade, no histograms, 1 thread. */
WANE_API void wane_simulation_default(wane_simulation_t *simulation);
/* WANE_BAD_INPUT names the flag whose value is out of range and what was expected; a method that is not
   available is out of range. */
WANE_API wane_status_t wane_simulation_check(const wane_simulation_t *simulation, wane_message_t message);

/* One logged time.  mean: over neurons and seeds; se: standard error over seeds (NaN for one seed); sd: over
   neurons, averaged over seeds; Q: over pairs i != j (NaN for one neuron); loss: E (y-f)^2 / 2, by
   sampling methods estimated from the batch of the next step. */
typedef struct {
    double t, R_mean, R_se, R_sd, a_mean, a_se, a_sd, Q_mean, loss_mean, loss_se;
} wane_observation_t;

/* How many neurons, over all seeds, had lo <= quantity < hi at time t (R = 1 counts into the last bin).  The
   histogram_bins bins of R divide [-1,1]; those of a divide [-|a0|,|a0|] into as many ([-1,1] if a0 = 0) and
   go on with the same width as far as there are neurons. */
typedef struct {
    double t;
    char quantity; /* 'R' or 'a' */
    double lo, hi;
    unsigned long count; /* > 0 */
} wane_histogram_bin_t;

typedef struct {
    size_t length;
    wane_observation_t *row; /* times increase: 0, log-spaced from one step on, the final time */
    size_t bins;
    wane_histogram_bin_t *bin; /* by time, quantity (R before a) and lo */
} wane_observations_struct;
typedef wane_observations_struct wane_observations_t[1];
WANE_API void wane_observations_init(wane_observations_t table);
WANE_API void wane_observations_clear(wane_observations_t table);

/* Called from the calling thread between steps; a non-zero return interrupts the run. */
typedef int (*wane_progress_t)(void *context, double fraction_done);

/* Runs all seeds.  By rotational symmetry w* = e_1.  WANE_METHOD_DIRECT draws B fresh samples for each step
   and moves
     w_i <- normalise(w_i + lr a_i mean_b r_b sigma'(h_bi) (x_b - h_bi w_i)),
     a_i <- a_i + lr eps mean_b r_b sigma(h_bi),   h = <w_i,x_b>, r = y - f, all from the old weights.
   WANE_METHOD_OVERLAP moves coordinates of w* and the weights in their span, whose overlaps and a_i have
   exactly the same law (derivations/19), for any d >= 2, at a cost of O(B N^2) per step that does not depend
   on d. For given parameters and machine the table depends on the seed alone, not on the number of threads.
   progress may be NULL.  WANE_BAD_INPUT as wane_simulation_check, or if the method needs kernels that network
   lacks; WANE_FAILURE when memory runs out, the weights stop being finite, or progress interrupts (the table
   is then empty).  The process-wide thread count of OpenBLAS is set to 1 and stays so: parallelism is the
   library's own. */
WANE_API wane_status_t wane_simulate(wane_observations_t table, const wane_simulation_t *simulation,
                                     const wane_network_t *network, wane_progress_t progress, void *context,
                                     wane_message_t message);

/* A file (SQLite) that keeps a long simulation: all its inputs, what was recorded so far and the state of the
   run in progress, committed every `interval` seconds. */
typedef struct {
    const char *name, *value;
} wane_input_t;
typedef struct {
    const char *path;
    const wane_input_t *input; /* what the network is, in text: its functions */
    size_t inputs;
    double interval;
} wane_store_t;

/* The same, begun or resumed: from where the file stands if it exists, else from the start, with a new file.
   However often and at whatever moment the process is stopped, the table is that of an undisturbed run.
   Beside the outcomes of wane_simulate: WANE_BAD_INPUT if the file is of another problem or version (the
   message names the first input that differs); WANE_FAILURE if it cannot be read or written, is damaged, no
   such file or in use: what it holds is then left as it is.  An interruption saves first. */
WANE_API wane_status_t wane_simulate_stored(wane_observations_t table, const wane_simulation_t *simulation,
                                            const wane_network_t *network, const wane_store_t *store,
                                            wane_progress_t progress, void *context, wane_message_t message);

/* ---- flows of a finite network, with and without the noise of batches ---- */

/* N neurons by their overlaps: R_i = <w_i,w*>, C_ij = <w_i,w_j> - R_i R_j (the part orthogonal to w*, so that
   C_ii = 1 - R_i^2 stays accurate up to |R_i| = 1) and a_i. */
typedef struct {
    slong width;
    double *R, *a; /* width numbers each */
    double *C;     /* width x width, symmetric and positive semidefinite */
} wane_neurons_struct;
typedef wane_neurons_struct wane_neurons_t[1];

/* The noise of batches as a flow sees it: chi = lr d/B, label noise of standard deviation label_noise, and
   the moments e_ij = E r^2 sigma'(h_i) sigma'(h_j) from `samples` points with common random numbers of that
   seed, stratified in <w*,x>. */
typedef struct {
    double chi, label_noise;
    slong samples; /* 0: 4096 */
    unsigned long seed;
    const wane_network_t *network;
    double lr; /* step; used by wane_noise_floor alone, 0: the limit of small steps */
} wane_batch_noise_t;

typedef struct {
    double tolerance; /* local error of a step; 0: 1e-9 */
    int threads;      /* 0: 1; the results do not depend on it */
} wane_flow_options_t;

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

#define WANE_LEVELS 7
typedef struct {
    int level_count; /* those that apply to the problem, at most WANE_LEVELS */
    wane_level_t level[WANE_LEVELS];
    size_t length;
    wane_comparison_row_t *row;
    double noise_number; /* chi */
    double floor_R,
        floor_a; /* equilibrium of the symmetric flow nearest to its last state; NaN if there is none */
    int passed;  /* 1: every level passed; 0: one failed; -1: none failed, but one cannot tell */
} wane_comparison_struct;
typedef wane_comparison_struct wane_comparison_t[1];
WANE_API void wane_comparison_init(wane_comparison_t comparison);
WANE_API void wane_comparison_clear(wane_comparison_t comparison);

/* Sets predictions made from kernels and network (the problem) against a simulation's table.  verdict: that
   of the problem in the singular limit, with which the ladder begins; NULL, or an undecided one: the ladder
   begins with the planar flow.  The allowances are derived, term by term, in docs/comparison.md.  Returns
   WANE_OK, WANE_REJECTED (some level failed) or WANE_UNDECIDED (none failed, but one cannot tell);
   WANE_BAD_INPUT where no comparison is meaningful (P'(0) = 0 and an iid start at R0 = 0: half of the neurons
   goes each way; a second layer that does not start constant); WANE_FAILURE as the flows. */
WANE_API wane_status_t wane_compare(wane_comparison_t comparison, const wane_observations_t table,
                                    const wane_simulation_t *simulation, const wane_flow_kernels_t kernels,
                                    const wane_network_t *network, const wane_verdict_t verdict,
                                    wane_message_t message);

/* ---- scaling laws ---- */

/* An exponent fitted to points of a power law, with its confidence interval. */
typedef struct {
    const char *name; /* static */
    slong points;
    double from, to;          /* range of the abscissa: widths or times */
    double slope, half_width; /* the 95 % interval is slope +- half_width; NaN when not resolved */
    double expected, allowed; /* |slope - expected| <= allowed is demanded */
    int resolved; /* 0: the deviations are within their error, more seeds or larger batches are needed */
    int passed;   /* 1 also if not resolved */
} wane_power_law_t;

#define WANE_POWER_LAWS 4
typedef struct {
    int count; /* those that apply to the problem */
    wane_power_law_t law[WANE_POWER_LAWS];
    int passed;
} wane_scaling_t;

#ifdef __cplusplus
}
#endif
#endif
