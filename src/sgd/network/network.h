/* Networks, simulations and comparisons: what lies behind the types of wane/sgd.h. */
#ifndef SGD_NETWORK_NETWORK_H
#define SGD_NETWORK_NETWORK_H

#include <stddef.h>

#include "function/evaluate/evaluate.h"
#include "manifold/limit/verdict.h"
#include "wane/sgd.h"

/* ---- kernels in machine arithmetic ---- */

/* P(R) = sum p[k] R^k, K(q) = sum s[k] q^k, S(R) = K(R^2); where these series converge too slowly, as those
   of functions with kinks do, the curves take their place in every flow. */
struct kernel_curve;
typedef struct {
    slong p_length, s_length; /* the last stored coefficient is not zero */
    double *p, *s;
    double student_norm2; /* E sigma^2 = K(1), terms that are not stored included */
    double teacher_norm2; /* E sigma*^2 */
    double decay;         /* ridge on the second layer, beside K and not in it: derivations/23 (1) */
    struct kernel_curve *student_curve, *pair_curve; /* of K, of P; NULL: the series */
} flow_kernels_struct;
typedef flow_kernels_struct flow_kernels_t[1];

void flow_kernels_init(flow_kernels_t kernels);
void flow_kernels_clear(flow_kernels_t kernels);
/* From certified kernels, which are not needed afterwards: midpoints of their coefficients and, for functions
   with kinks, curves through certified values up to correlations -1 and 1, with errors of about 1e-14 of the
   largest value and slope (derivations/20 (19)).  WANE_UNDECIDED if a kernel is not known to 0.01 near
   correlation 1; kernels of 20 digits or less are easiest to know there. */
wane_status_t flow_kernels_set(flow_kernels_t kernels, const kernels_t exact, wane_message_t message);

/* The same kernels, still those of their owner, with that decay. */
flow_kernels_struct flow_kernels_with_decay(const flow_kernels_struct *kernels, double decay);

/* ---- population flows ---- */

/* planar_flow and symmetric_flow. */
wane_status_t planar_flow(double *R, double *a, const double *times, size_t n, const flow_kernels_t kernels,
                          double R0, double a0, double eps, wane_message_t message);
wane_status_t symmetric_flow(double *R, double *a, double *Q, const double *times, size_t n,
                             const flow_kernels_t kernels, slong width, double R0, double a0, double eps,
                             wane_message_t message);

/* ---- simulation ---- */

/* A real function evaluated on arrays, y[i] = f(x[i]), i < n, y may be x; must be thread-safe. */
typedef struct {
    void (*evaluate_float)(float *y, const float *x, size_t n, const void *data);
    void (*evaluate_double)(double *y, const double *x, size_t n, const void *data);
    const void *data;
} pointwise_t;
/* The same as a bulk evaluator, which must outlive it. */
pointwise_t pointwise_bulk(const bulk_struct *bulk);

typedef struct {
    pointwise_t student, student_derivative, teacher;
    bulk_pair_t both;                   /* student and derivative, where they are bulk evaluators */
    const flow_kernels_struct *kernels; /* of the same pair; NULL unless the method asks for them */
} network_t;

#define METHODS 3
/* "direct", "overlap", "population". */
const char *simulation_method_name(wane_method_t method);

/* WANE_BAD_INPUT names the flag whose value is out of range and what was expected; a method that is not
   available is out of range. */
wane_status_t simulation_check(const wane_simulation_t *simulation, wane_message_t message);

/* How many neurons, over all seeds, had lo <= quantity < hi at time t (R = 1 counts into the last bin).  The
   histogram_bins bins of R divide [-1,1]; those of a divide [-|a0|,|a0|] into as many ([-1,1] if a0 = 0) and
   go on with the same width as far as there are neurons. */
typedef struct {
    double t;
    char quantity; /* 'R' or 'a' */
    double lo, hi;
    unsigned long count; /* > 0 */
} histogram_bin_t;

typedef struct wane_observations_data {
    size_t length;
    wane_observation_t *row; /* times increase: 0, log-spaced from one step on, the final time */
    size_t bins;
    histogram_bin_t *bin; /* by time, quantity (R before a) and lo */
} observations_struct;
typedef observations_struct observations_t[1];
void observations_init(observations_t table);
void observations_clear(observations_t table);

/* WANE_BAD_INPUT where that simulation of that network is not possible. */
wane_status_t simulate_check(const wane_simulation_t *simulation, const network_t *network,
                             wane_message_t message);
/* simulate_network. */
wane_status_t simulate_network(observations_t table, const wane_simulation_t *simulation,
                               const network_t *network, wane_simulation_observer_t progress, void *context,
                               wane_message_t message);

/* A file (SQLite) that keeps a long simulation: all its inputs, what was recorded so far and the state from which
   each run goes on, committed every `interval` seconds. */
typedef struct {
    const char *name, *value;
} simulation_input_t;
typedef struct {
    const char *path;
    const simulation_input_t *input; /* what the network is, in text: its functions */
    size_t inputs;
    const char *given; /* the problem as it was asked for, to be read back; may be NULL */
    double interval;
} simulation_store_t;

/* The same, begun or resumed: from where the file stands if it exists, else from the start, with a new file.
   However often and at whatever moment the process is stopped, the table is that of an undisturbed run; so it is
   where the file holds fewer seeds or a shorter time, whose runs are carried on.  Beside the outcomes of
   simulate_network: WANE_BAD_INPUT if the file is of another problem, format or version (the message names the
   first input that differs), or has gone beyond seeds or time; WANE_FAILURE if it cannot be read or written, is damaged, no
   such file or in use: what it holds is then left as it is.  An interruption saves first. */
wane_status_t simulate_stored(observations_t table, const wane_simulation_t *simulation,
                              const network_t *network, const simulation_store_t *store,
                              wane_simulation_observer_t progress, void *context, wane_message_t message);

/* ---- flows of a finite network, with and without the noise of batches ---- */

/* N neurons by their overlaps: R_i = <w_i,w*>, C_ij = <w_i,w_j> - R_i R_j (the part orthogonal to w*, so that
   C_ii = 1 - R_i^2 stays accurate up to |R_i| = 1) and a_i. */
typedef struct {
    slong width;
    double *R, *a; /* width numbers each */
    double *C;     /* width x width, symmetric and positive semidefinite */
} neurons_struct;
typedef neurons_struct neurons_t[1];

/* The noise of batches as a flow sees it: chi = lr d/B, label noise of standard deviation label_noise, and
   the moments e_ij = E r^2 sigma'(h_i) sigma'(h_j) from `samples` points with common random numbers of that
   seed, stratified in <w*,x>. */
typedef struct {
    double chi, label_noise;
    slong samples; /* 0: 4096 */
    unsigned long seed;
    const network_t *network;
    double lr; /* step; used by noise_floor alone, 0: the limit of small steps */
} batch_noise_t;

typedef struct {
    double tolerance; /* local error of a step; 0: 1e-9 */
    int threads;      /* 0: 1; the results do not depend on it */
} flow_options_t;

/* ---- comparison ---- */

#define COMPARISON_LEVELS 7
typedef struct wane_comparison_data {
    int level_count; /* those that apply to the problem, at most COMPARISON_LEVELS */
    wane_level_t level[COMPARISON_LEVELS];
    size_t length;
    wane_comparison_row_t *row;
    double noise_number; /* chi */
    double floor_R,
        floor_a; /* equilibrium of the symmetric flow nearest to its last state; NaN if there is none */
    int passed;  /* 1: every level passed; 0: one failed; -1: none failed, but one cannot tell */
} comparison_struct;
typedef comparison_struct comparison_t[1];
void comparison_init(comparison_t comparison);
void comparison_clear(comparison_t comparison);

/* Sets predictions made from kernels and network (the problem) against a simulation's table.  verdict: that
   of the problem in the singular limit, with which the ladder begins; NULL, or an undecided one: the ladder
   begins with the planar flow.  The allowances are derived, term by term, in docs/comparison.md.  Returns
   WANE_OK, WANE_REJECTED (some level failed) or WANE_UNDECIDED (none failed, but one cannot tell);
   WANE_BAD_INPUT where no comparison is meaningful (P'(0) = 0 and an iid start at R0 = 0: half of the neurons
   goes each way; a second layer that does not start constant); WANE_FAILURE as the flows. */
wane_status_t comparison_compute(comparison_t comparison, const observations_t table,
                                 const wane_simulation_t *simulation, const flow_kernels_t kernels,
                                 const network_t *network, const verdict_t verdict, wane_message_t message);

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
} power_law_t;

#define POWER_LAWS 4
typedef struct {
    int count; /* those that apply to the problem */
    power_law_t law[POWER_LAWS];
    int passed;
} scaling_t;

#endif
