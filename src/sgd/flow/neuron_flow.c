#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cblas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/kernel/kernel_table.h"
#include "sgd/flow/neuron_flow.h"
#include "sgd/flow/ode.h"

/* derivations/20 (2): with M_ij = a_j K'(Q_ij)/N (i != j), M_ii = 0, Q_ij = R_i R_j + C_ij and
   g_i = P'(R_i) R_i - sum_j M_ij Q_ij,
     R_i' = a_i [P'(R_i) C_ii - sum_j M_ij (R_j C_ii - R_i C_ij)],
     C_ij' = -a_i [(M C)_ij + g_i C_ij] - a_j [(M C)_ji + g_j C_ij],
     a_i' = eps [P(R_i) - sum_j a_j K(Q_ij)/N - decay a_i].
   Nothing cancels as R_i -> 1: C enters linearly, with its relative accuracy.
   R_i^2 + C_ii = 1 is kept by the flow; errors against it are damped at the
   rate 2 DAMPING at least, whatever the flow does to them (3). */
#define DAMPING 1.0

/* Rows of one piece of work, whatever the number of workers. */
#define ROWS 32

struct neuron_flow {
    const flow_kernels_struct *kernels;
    size_t width;
    double eps, tolerance;
    workers_t *workers;
    const neuron_noise_t *noise;
    kernel_table_t *table;
    gsl_odeiv2_step *stepper;
    double *C, *M, *MC;                   /* width x width */
    double *damping;                      /* a_i g_i and the damping of |w_i| - 1 */
    double *norm2;                        /* C_ii */
    double *line;                         /* per worker: width correlations, K, K', gaps */
    double *before, *error, *velocity[2]; /* of the length of the state */
    double time;                          /* of the evaluation under way */
    const double *state;
    double *rate;
};

void neuron_flow_free(neuron_flow_t *flow)
{
    if (flow == NULL) return;
    kernel_table_free(flow->table);
    if (flow->stepper != NULL) gsl_odeiv2_step_free(flow->stepper);
    free(flow->C);
    free(flow->M);
    free(flow->MC);
    free(flow->damping);
    free(flow->norm2);
    free(flow->line);
    free(flow->before);
    free(flow->error);
    free(flow->velocity[0]);
    free(flow->velocity[1]);
    free(flow);
}

neuron_flow_t *neuron_flow_new(const flow_kernels_struct *kernels, size_t width, double eps, double tolerance,
                               workers_t *workers)
{
    neuron_flow_t *flow = calloc(1, sizeof *flow);
    if (flow == NULL) return NULL;
    const size_t square = width * width * sizeof(double), length = neuron_state_length(width);
    flow->kernels = kernels;
    flow->width = width;
    flow->eps = eps;
    flow->tolerance = tolerance;
    flow->workers = workers;
    flow->table = kernel_table_new(kernels);
    ode_handler_off();
    flow->stepper = gsl_odeiv2_step_alloc(gsl_odeiv2_step_rk8pd, length);
    ode_handler_restore();
    flow->C = malloc(square);
    flow->M = malloc(square);
    flow->MC = malloc(square);
    flow->damping = malloc(width * sizeof(double));
    flow->norm2 = malloc(width * sizeof(double));
    flow->line = malloc(4 * width * (size_t)workers_count(workers) * sizeof(double));
    flow->before = malloc(length * sizeof(double));
    flow->error = malloc(length * sizeof(double));
    flow->velocity[0] = malloc(length * sizeof(double));
    flow->velocity[1] = malloc(length * sizeof(double));
    if (flow->table != NULL && flow->stepper != NULL && flow->C != NULL && flow->M != NULL &&
        flow->MC != NULL && flow->damping != NULL && flow->norm2 != NULL && flow->line != NULL &&
        flow->before != NULL && flow->error != NULL && flow->velocity[0] != NULL && flow->velocity[1] != NULL)
        return flow;
    neuron_flow_free(flow);
    return NULL;
}

void neuron_flow_set_noise(neuron_flow_t *flow, const neuron_noise_t *noise)
{
    flow->noise = noise;
}

static double *row_of(double *packed, size_t width, size_t i)
{
    return packed + 2 * width + i * (i + 1) / 2;
}

void neuron_state_pack(double *state, const neurons_t neurons)
{
    const size_t n = (size_t)neurons->width;
    memcpy(state, neurons->R, n * sizeof(double));
    memcpy(state + n, neurons->a, n * sizeof(double));
    for (size_t i = 0; i < n; i++) memcpy(row_of(state, n, i), neurons->C + i * n, (i + 1) * sizeof(double));
}

static void unpack_square(double *C, size_t n, const double *state)
{
    for (size_t i = 0; i < n; i++) {
        const double *row = row_of((double *)state, n, i);
        memcpy(C + i * n, row, (i + 1) * sizeof(double));
        for (size_t j = 0; j < i; j++) C[j * n + i] = row[j];
    }
}

void neuron_state_unpack(neurons_t neurons, const double *state)
{
    const size_t n = (size_t)neurons->width;
    memcpy(neurons->R, state, n * sizeof(double));
    memcpy(neurons->a, state + n, n * sizeof(double));
    unpack_square(neurons->C, n, state);
}

static double noise_at(const neuron_flow_t *flow, size_t i, size_t j)
{
    const size_t at = i * flow->width + j;
    const double passed = fmin(flow->time, flow->noise->until) - flow->noise->time;
    return flow->noise->e[at] + passed * flow->noise->slope[at];
}

/* Q_ij = R_i R_j + C_ij and gap = 1 - |Q_ij| of row i, j < count.  Where K has kinks at |q| = 1, the gap to
   its relative accuracy, |w_i - w_j|^2/2 or |w_i + w_j|^2/2 (derivations/20 (20)). */
static void correlations(double *Q, double *gap, const neuron_flow_t *flow, size_t i, const double *R,
                         const double *C, size_t count)
{
    for (size_t j = 0; j < count; j++) Q[j] = R[i] * R[j] + C[j];
    if (flow->kernels->student_curve == NULL) {
        for (size_t j = 0; j < count; j++) gap[j] = 1 - fabs(Q[j]);
        return;
    }
    for (size_t j = 0; j < count; j++) {
        const double sign = copysign(1, Q[j]), apart = R[i] - sign * R[j];
        gap[j] = 0.5 * (apart * apart + flow->norm2[i] + flow->norm2[j]) - sign * C[j];
    }
}

/* R_i', a_i', damping[i] and row i of M. */
static void neuron_rates(neuron_flow_t *flow, size_t i, double *line)
{
    const size_t n = flow->width;
    const double *R = flow->state, *a = flow->state + n, *C = flow->C + i * n;
    double *M = flow->M + i * n, *Q = line, *K = line + n, *K1 = line + 2 * n;
    double P[KERNEL_JETS], overlap = 0, pull = 0, across = 0, output = 0, *gap = line + 3 * n;
    correlations(Q, gap, flow, i, R, C, n);
    kernel_table_evaluate(K, K1, flow->table, Q, gap, n);
    K[i] = flow->kernels->student_norm2;
    K1[i] = 0;
    for (size_t j = 0; j < n; j++) {
        M[j] = a[j] * K1[j] / (double)n;
        overlap += M[j] * Q[j];
        across += M[j] * C[j];
        pull += M[j] * (R[j] * C[i] - R[i] * C[j]);
        output += a[j] * K[j];
    }
    kernel_P_near(P, flow->kernels, R[i], C[i]);
    const double excess = R[i] * R[i] + C[i] - 1, force = a[i] * (P[1] * R[i] - overlap);
    const double damp = (DAMPING + 2 * fabs(a[i] * across)) * excess;
    flow->damping[i] = force + damp;
    flow->rate[i] = a[i] * (P[1] * C[i] - pull) - damp * R[i];
    flow->rate[n + i] = flow->eps * (P[0] - output / (double)n - flow->kernels->decay * a[i]);
    if (flow->noise != NULL) {
        const double shrink = 0.5 * flow->noise->chi * a[i] * a[i] * noise_at(flow, i, i);
        flow->damping[i] += shrink;
        flow->rate[i] -= shrink * R[i];
    }
}

static void rows_of_neurons(void *context, size_t piece, int worker)
{
    neuron_flow_t *flow = context;
    const size_t n = flow->width, first = piece * ROWS, last = first + ROWS < n ? first + ROWS : n;
    for (size_t i = first; i < last; i++) neuron_rates(flow, i, flow->line + 4 * n * (size_t)worker);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)(last - first), (int)n, (int)n, 1,
                flow->M + first * n, (int)n, flow->C, (int)n, 0, flow->MC + first * n, (int)n);
}

static void rows_of_overlaps(void *context, size_t piece, int worker)
{
    (void)worker;
    neuron_flow_t *flow = context;
    const size_t n = flow->width, first = piece * ROWS, last = first + ROWS < n ? first + ROWS : n;
    const double *a = flow->state + n;
    for (size_t i = first; i < last; i++) {
        double *rate = row_of(flow->rate, n, i);
        const double *C = flow->C + i * n, *MC = flow->MC + i * n;
        for (size_t j = 0; j <= i; j++)
            rate[j] =
                -a[i] * MC[j] - a[j] * flow->MC[j * n + i] - (flow->damping[i] + flow->damping[j]) * C[j];
        for (size_t j = 0; flow->noise != NULL && j <= i; j++)
            rate[j] += flow->noise->chi * a[i] * a[j] * noise_at(flow, i, j);
    }
}

void neuron_flow_velocity(double *velocity, neuron_flow_t *flow, double time, const double *state)
{
    const size_t pieces = (flow->width + ROWS - 1) / ROWS;
    flow->time = time;
    flow->state = state;
    flow->rate = velocity;
    unpack_square(flow->C, flow->width, state);
    for (size_t i = 0; i < flow->width; i++) flow->norm2[i] = flow->C[i * (flow->width + 1)];
    workers_run(flow->workers, rows_of_neurons, flow, pieces);
    workers_run(flow->workers, rows_of_overlaps, flow, pieces);
}

static int derivative(double t, const double state[], double rate[], void *flow)
{
    neuron_flow_velocity(rate, flow, t, state);
    return GSL_SUCCESS;
}

/* The largest error of a step for what is allowed: tolerance, of C_ij relative to sqrt(C_ii C_jj), of a_i
   relative to 1 + |a_i|. */
static double relative_error(const neuron_flow_t *flow, const double *state)
{
    const size_t n = flow->width;
    double *length = flow->line, worst = 0;
    for (size_t i = 0; i < n; i++) {
        length[i] = 1 / sqrt(fmax(row_of((double *)state, n, i)[i], 1e-300));
        worst = fmax(worst, fabs(flow->error[i]));
        worst = fmax(worst, fabs(flow->error[n + i]) / (1 + fabs(state[n + i])));
    }
    for (size_t i = 0; i < n; i++) {
        const double *error = row_of(flow->error, n, i);
        double largest = 0;
        for (size_t j = 0; j <= i; j++) largest = fmax(largest, fabs(error[j]) * length[j]);
        worst = fmax(worst, largest * length[i]);
    }
    for (size_t i = 0; i < neuron_state_length(n); i++)
        if (!isfinite(flow->error[i])) return INFINITY;
    return worst / flow->tolerance;
}

#define ORDER 8
#define SAFETY 0.9
#define FIRST_STEP 1e-3

wane_status_t neuron_flow_move(double *state, double *step, neuron_flow_t *flow, double from, double to,
                               wane_message_t message)
{
    const size_t bytes = neuron_state_length(flow->width) * sizeof(double);
    const gsl_odeiv2_system system = {derivative, NULL, neuron_state_length(flow->width), flow};
    double t = from, h = *step > 0 ? *step : FIRST_STEP;
    double *now = flow->velocity[0], *next = flow->velocity[1];
    neuron_flow_velocity(now, flow, t, state);
    while (t < to) {
        const int last = t + 1.0000001 * h >= to;
        const double try = last ? to - t : h;
        memcpy(flow->before, state, bytes);
        gsl_odeiv2_step_apply(flow->stepper, t, try, state, flow->error, now, next, &system);
        const double error = relative_error(flow, state);
        const double factor = fmin(4, fmax(0.2, SAFETY * pow(error + 1e-12, -1.0 / ORDER)));
        if (error <= 1) {
            double *other = now;
            now = next;
            next = other;
            t = last ? to : t + try;
            if (!last || factor < 1 || try * factor > h) h = try * factor;
        } else {
            memcpy(state, flow->before, bytes);
            h = try * fmin(factor, 0.8);
            if (!(h > 1e-12 * fmax(1, t)))
                return wane_message_set(message, WANE_FAILURE, 0,
                                        "the integration of the flow of %zu neurons stopped at time %g",
                                        flow->width, t);
        }
    }
    *step = h;
    return WANE_OK;
}

void neuron_flow_view(double *Q_mean, double *loss, neuron_flow_t *flow, const double *state,
                      double label_noise)
{
    const size_t n = flow->width;
    const double *R = state, *a = state + n, width = (double)n;
    double *Q = flow->line, *K = flow->line + n, *K1 = flow->line + 2 * n, *gap = flow->line + 3 * n;
    double sum = 0, signal = 0, output = 0;
    for (size_t i = 0; i < n; i++) flow->norm2[i] = row_of((double *)state, n, i)[i];
    for (size_t i = 0; i < n; i++) {
        double P[KERNEL_JETS];
        const double *C = row_of((double *)state, n, i);
        kernel_P_near(P, flow->kernels, R[i], C[i]);
        signal += a[i] * P[0];
        output += a[i] * a[i] * flow->kernels->student_norm2;
        correlations(Q, gap, flow, i, R, C, i);
        for (size_t j = 0; j < i; j++) sum += Q[j];
        kernel_table_evaluate(K, K1, flow->table, Q, gap, i);
        for (size_t j = 0; j < i; j++) output += 2 * a[i] * a[j] * K[j];
    }
    *Q_mean = 2 * sum / (width * (width - 1));
    *loss = 0.5 * (flow->kernels->teacher_norm2 + label_noise * label_noise) - signal / width +
            0.5 * output / (width * width);
}
