/* The population flow of N neurons: its kernels in bulk, its velocity against the gradient on vectors, its
   integration against the symmetric flow and against stochastic gradient descent, and its starts. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "example_network.h"
#include "sgd/flow/flows.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/kernel/kernel_table.h"
#include "sgd/flow/neuron_flow.h"
#include "sgd/flow/neurons.h"
#include "sgd/random/normals.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

static void check_table(const flow_kernels_t kernels, const char *what)
{
    enum { COUNT = 20001 };
    static double q[COUNT], gap[COUNT], K[COUNT], K1[COUNT];
    double at_one[KERNEL_JETS], jet[KERNEL_JETS];
    kernel_table_t *table = kernel_table_new(kernels);
    kernel_K(at_one, kernels, 1);
    for (int i = 0; i < COUNT; i++) {
        double x = 2.0 * i / (COUNT - 1) - 1; /* crowded near -1 and 1, beyond them by rounding */
        q[i] = i % 2 ? x : copysign(1 - pow(1 - fabs(x), 4), x) * (1 + 2e-16);
        gap[i] = 1 - fabs(q[i]);
    }
    kernel_table_evaluate(K, K1, table, q, gap, COUNT);
    for (int i = 0; i < COUNT; i++) {
        kernel_K(jet, kernels, q[i]);
        cr_assert_float_eq(K[i], jet[0], 1e-12 * at_one[0], "%s: K(%.17g) off by %g", what, q[i],
                           K[i] - jet[0]);
        cr_assert_float_eq(K1[i], jet[1], 1e-12 * at_one[1], "%s: K'(%.17g) off by %g", what, q[i],
                           K1[i] - jet[1]);
    }
    kernel_table_free(table);
}

Test(population, kernels_in_bulk)
{
    flow_kernels_t kernels;
    double c[400], c_star[400] = {0};
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    check_table(kernels, "tanh");
    for (int k = 0; k < 400; k++) c[k] = k == 0 ? 0.3 : pow(k, -1.25); /* as relu */
    flow_kernels_set_coefficients(kernels, c, c_star, 400, NULL);
    check_table(kernels, "kinked");
    memset(c, 0, sizeof c);
    c[0] = 1;
    c[2] = -0.7;
    c[5] = 0.2;
    flow_kernels_set_coefficients(kernels, c, c_star, 6, NULL);
    check_table(kernels, "polynomial");
    flow_kernels_clear(kernels);
}

/* w_i' on vectors: a_i [P'(R_i)(w* - R_i w_i) - (1/N) sum_j a_j K'(Q_ij)(w_j - Q_ij w_i)]. */
#define NEURONS 7
#define DIM 9
static void vector_velocity(double v[NEURONS][DIM], double da[NEURONS], double w[NEURONS][DIM],
                            const double *a, const flow_kernels_t kernels, double eps)
{
    for (int i = 0; i < NEURONS; i++) {
        double P[KERNEL_JETS], K[KERNEL_JETS];
        kernel_P(P, kernels, w[i][0]);
        for (int d = 0; d < DIM; d++) v[i][d] = a[i] * P[1] * ((d == 0) - w[i][0] * w[i][d]);
        da[i] = eps * P[0];
        for (int j = 0; j < NEURONS; j++) {
            double Q = 0;
            for (int d = 0; d < DIM; d++) Q += w[i][d] * w[j][d];
            kernel_K(K, kernels, Q);
            da[i] -= eps * a[j] * (i == j ? kernels->student_norm2 : K[0]) / NEURONS;
            for (int d = 0; d < DIM; d++) v[i][d] -= a[i] * a[j] * K[1] * (w[j][d] - Q * w[i][d]) / NEURONS;
        }
    }
}

Test(population, velocity_is_the_gradient_on_vectors)
{
    enum { LENGTH = 2 * NEURONS + NEURONS * (NEURONS + 1) / 2 };
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    workers_t *workers = workers_new(2);
    neuron_flow_t *flow = neuron_flow_new(kernels, NEURONS, 0.3, 1e-9, workers);
    for (uint64_t trial = 0; trial < 50 * (uint64_t)test_multiplier(); trial++) {
        double w[NEURONS][DIM], v[NEURONS][DIM], a[NEURONS], da[NEURONS], state[LENGTH], rate[LENGTH];
        normals_double(w[0], 0, NEURONS * DIM, (stream_t){trial, 1, STREAM_START, 0});
        normals_double(a, 0, NEURONS, (stream_t){trial, 2, STREAM_START, 0});
        for (int i = 0; i < NEURONS; i++) {
            double norm = 0;
            if (trial % 2) w[i][0] += 1000; /* close to w* */
            for (int d = 0; d < DIM; d++) norm += w[i][d] * w[i][d];
            for (int d = 0; d < DIM; d++) w[i][d] /= sqrt(norm);
        }
        vector_velocity(v, da, w, a, kernels, 0.3);
        size_t at = 2 * NEURONS;
        for (int i = 0; i < NEURONS; i++) {
            state[i] = w[i][0];
            state[NEURONS + i] = a[i];
            for (int j = 0; j <= i; j++, at++) {
                state[at] = 0;
                for (int d = 1; d < DIM; d++) state[at] += w[i][d] * w[j][d];
            }
        }
        neuron_flow_velocity(rate, flow, 0, state);
        at = 2 * NEURONS;
        const double size = trial % 2 ? 1e-6 : 1; /* of C */
        for (int i = 0; i < NEURONS; i++) {
            cr_assert_float_eq(rate[i], v[i][0], 1e-12);
            cr_assert_float_eq(rate[NEURONS + i], da[i], 1e-12);
            for (int j = 0; j <= i; j++, at++) {
                double expected = 0;
                for (int d = 1; d < DIM; d++) expected += v[i][d] * w[j][d] + w[i][d] * v[j][d];
                cr_assert_float_eq(rate[at], expected, 3e-9 * size, "C_%d%d': %g, expected %g", i, j,
                                   rate[at], expected);
            }
        }
    }
    neuron_flow_free(flow);
    workers_free(workers);
    flow_kernels_clear(kernels);
}

#define TIMES 4
static void run_example(observations_t table, neurons_t neurons, const wane_simulation_t *simulation,
                        const double times[TIMES], const flow_options_t *options)
{
    wane_message_t message;
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    cr_assert_eq(neurons_start(neurons, simulation, 3, 0, message), WANE_OK);
    cr_assert_eq(population_flow(table, neurons, times, TIMES, kernels, simulation->eps, NULL, options, NULL,
                                 NULL, message),
                 WANE_OK);
    flow_kernels_clear(kernels);
}

/* Through the fast rise, the drift along R = 1 and the exit from it. */
Test(population, orthonormal_start_is_the_symmetric_flow)
{
    enum { WIDTH = 20 };
    const double times[TIMES] = {3, 30, 100, 300};
    double R[TIMES], a[TIMES], Q[TIMES];
    observations_t table;
    neurons_t neurons;
    wane_simulation_t simulation;
    flow_kernels_t kernels;
    observations_init(table);
    neurons_init(neurons);
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    wane_simulation_default(&simulation);
    simulation.width = WIDTH;
    simulation.init = WANE_INIT_ORTHONORMAL;
    for (int slow = 0; slow < 2; slow++) {
        simulation.eps = slow ? 0.02 : 0.1;
        run_example(table, neurons, &simulation, times, NULL);
        symmetric_flow(R, a, Q, times, TIMES, kernels, WIDTH, 0, simulation.a0, simulation.eps, NULL);
        for (int t = 0; t < TIMES; t++) {
            cr_assert_float_eq(table->row[t].R_mean, R[t], 1e-7, "R at %g off by %g", times[t],
                               table->row[t].R_mean - R[t]);
            cr_assert_float_eq(table->row[t].a_mean, a[t], 1e-7);
            cr_assert_float_eq(table->row[t].Q_mean, Q[t], 1e-7);
        }
        for (int i = 0; i < WIDTH; i++)
            cr_assert_float_eq(neurons->R[i] * neurons->R[i] + neurons->C[i * WIDTH + i], 1, 1e-8);
    }
    observations_clear(table);
    neurons_clear(neurons);
    flow_kernels_clear(kernels);
}

Test(population, tolerance_and_threads)
{
    const double times[TIMES] = {2, 20, 60, 150};
    observations_t table[3];
    neurons_t neurons;
    wane_simulation_t simulation;
    const flow_options_t options[3] = {{0, 1}, {0, 3}, {1e-11, 1}};
    neurons_init(neurons);
    wane_simulation_default(&simulation);
    simulation.width = 40;
    simulation.dim = 30; /* overlaps of rank 29 */
    simulation.a_init = WANE_SECOND_GAUSSIAN;
    for (int i = 0; i < 3; i++) {
        observations_init(table[i]);
        run_example(table[i], neurons, &simulation, times, &options[i]);
    }
    for (int t = 0; t < TIMES; t++) {
        const wane_observation_t *one = table[0]->row + t, *three = table[1]->row + t,
                                 *tight = table[2]->row + t;
        cr_assert(one->R_mean == three->R_mean && one->a_sd == three->a_sd &&
                      one->loss_mean == three->loss_mean,
                  "threads change the result");
        cr_assert_float_eq(one->R_mean, tight->R_mean, 1e-6);
        cr_assert_float_eq(one->R_sd, tight->R_sd, 1e-6);
        cr_assert_float_eq(one->a_mean, tight->a_mean, 1e-6);
        cr_assert_float_eq(one->loss_mean, tight->loss_mean, 1e-6);
        if (t > 0) cr_assert_leq(one->loss_mean, table[0]->row[t - 1].loss_mean, "the loss rises");
    }
    for (int i = 0; i < 3; i++) observations_clear(table[i]);
    neurons_clear(neurons);
}

/* The same start, small steps and large batches: neuron
   means to the order of the step and of the sampling. */
Test(population, is_the_limit_of_stochastic_gradient_descent)
{
    wane_message_t message;
    flow_kernels_t kernels;
    wane_simulation_t simulation;
    observations_t direct, population;
    network_t network = example_network(&unlearning);
    flow_kernels_init(kernels);
    observations_init(direct);
    observations_init(population);
    example_kernels(kernels, &unlearning);
    network.kernels = kernels;
    wane_simulation_default(&simulation);
    simulation.width = 10;
    simulation.dim = 15;
    simulation.batch = 20000;
    simulation.lr = 0.02;
    simulation.time = 10;
    simulation.noise = 0.3;
    simulation.seed = 7;
    simulation.a_init = WANE_SECOND_SIGNS;
    cr_assert_eq(simulate_network(direct, &simulation, &network, NULL, NULL, message), WANE_OK);
    simulation.method = WANE_METHOD_POPULATION;
    cr_assert_eq(simulate_network(population, &simulation, &network, NULL, NULL, message), WANE_OK);
    cr_assert_eq(direct->length, population->length);
    for (size_t l = 0; l < direct->length; l++) {
        const wane_observation_t *x = direct->row + l, *y = population->row + l;
        cr_assert_float_eq(x->R_mean, y->R_mean, l == 0 ? 1e-6 : 6e-3, "R at %g: %g, %g", x->t, x->R_mean,
                           y->R_mean);
        cr_assert_float_eq(x->R_sd, y->R_sd, l == 0 ? 1e-6 : 6e-3);
        cr_assert_float_eq(x->a_mean, y->a_mean, 6e-3);
        cr_assert_float_eq(x->Q_mean, y->Q_mean, l == 0 ? 1e-6 : 1e-2);
        cr_assert_float_eq(x->loss_mean, y->loss_mean, 4e-2);
    }
    observations_clear(direct);
    observations_clear(population);
    flow_kernels_clear(kernels);
}

/* Moments of a start: E R_1^2 = E Q_12^2 = 1/d, E Q_12^4 = 3/(d(d+2)), E Q_12 Q_13 Q_23 = 1/d^2. */
typedef struct {
    double R2, Q2, Q4, QQQ;
} moments_t;

static moments_t start_moments(int in_law, slong width, slong dim, double R0, long seeds)
{
    neurons_t neurons;
    wane_simulation_t simulation;
    moments_t sum = {0};
    neurons_init(neurons);
    wane_simulation_default(&simulation);
    simulation.width = width;
    simulation.dim = dim;
    simulation.R0 = R0;
    for (long seed = 0; seed < seeds; seed++) {
        if (in_law) {
            cr_assert(neurons_set_width(neurons, (size_t)width));
            cr_assert(neurons_draw(neurons, &simulation, (uint64_t)seed, 0));
        } else {
            cr_assert_eq(neurons_start(neurons, &simulation, (unsigned long)seed, 0, NULL), WANE_OK);
        }
        const double *R = neurons->R, *C = neurons->C;
        const slong last = width - 1, middle = width / 2;
        for (slong i = 0; i < width; i++) cr_assert_float_eq(R[i] * R[i] + C[i * width + i], 1, 1e-13);
        const double x = C[last] + R[0] * R[last], y = C[middle] + R[0] * R[middle],
                     z = C[middle * width + last] + R[middle] * R[last];
        sum.R2 += R[last] * R[last] / (double)seeds;
        sum.Q2 += x * x / (double)seeds;
        sum.Q4 += x * x * x * x / (double)seeds;
        sum.QQQ += x * y * z / (double)seeds;
    }
    neurons_clear(neurons);
    return sum;
}

Test(population, starts_have_the_law_of_random_directions)
{
    const long seeds = 20000;
    const struct {
        slong width, dim;
    } size[] = {{3, 2}, {3, 4}, {5, 3}, {4, 40}};
    for (size_t s = 0; s < sizeof size / sizeof *size; s++)
        for (int in_law = 0; in_law < 2; in_law++) {
            const double d = (double)size[s].dim, tolerance = 6 / sqrt((double)seeds);
            const moments_t m = start_moments(in_law, size[s].width, size[s].dim, 0, seeds);
            cr_assert_float_eq(m.R2 * d, 1, 1.5 * tolerance, "R^2 %g, d = %g", m.R2 * d, d);
            cr_assert_float_eq(m.Q2 * d, 1, 1.5 * tolerance, "Q^2 %g, d = %g", m.Q2 * d, d);
            cr_assert_float_eq(m.Q4 * d * (d + 2) / 3, 1, 3.5 * tolerance, "Q^4 %g, d = %g, in law %d",
                               m.Q4 * d * (d + 2) / 3, d, in_law);
            cr_assert_float_eq(m.QQQ * d * sqrt(d), 1 / sqrt(d), 1.5 * tolerance, "QQQ %g, d = %g",
                               m.QQQ * d * d, d);
        }
    /* at a given R0 the rest is uniform in d - 1 dimensions */
    const moments_t m = start_moments(1, 4, 11, 0.5, seeds);
    cr_assert_float_eq(m.R2, 0.25, 1e-12);
    cr_assert_float_eq((m.Q2 - 0.0625) / 0.05625, 1, 0.1, "%g", (m.Q2 - 0.0625) / 0.05625);
}
