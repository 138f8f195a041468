/* What batches add to the flows: the moments against their definition, the flows against each other and
   against stochastic gradient descent, and where they come to rest. */
#include <criterion/criterion.h>
#include <math.h>

#include "example_network.h"
#include "sgd/flow/flows.h"
#include "sgd/chain/simulation.h"
#include "sgd/noise/batch_moments.h"
#include "sgd/flow/neuron_flow.h"
#include "sgd/flow/neurons.h"
#include "sgd/random/normals.h"
#include "sgd/noise/sample_moments.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

/* e_ij by its definition, on vectors: w_1, w_2, w_3 in four dimensions. */
#define NEURONS 3
#define DIM 4
static void moments_on_vectors(double e[NEURONS][NEURONS], double w[NEURONS][DIM], const double *a,
                               double label_noise, long samples)
{
    const network_t network = example_network(&unlearning);
    for (int i = 0; i < NEURONS; i++)
        for (int j = 0; j < NEURONS; j++) e[i][j] = 0;
    for (long b = 0; b < samples; b++) {
        double x[DIM], h[NEURONS], f = 0, y;
        normals_double(x, 0, DIM, (stream_t){99, (uint64_t)b, STREAM_INPUT, 0});
        network.teacher.evaluate_double(&y, x, 1, network.teacher.data);
        for (int i = 0; i < NEURONS; i++) {
            h[i] = 0;
            for (int d = 0; d < DIM; d++) h[i] += w[i][d] * x[d];
            f += a[i] * tanh(h[i]) / NEURONS;
        }
        const double r2 = (y - f) * (y - f) + label_noise * label_noise;
        for (int i = 0; i < NEURONS; i++)
            for (int j = 0; j < NEURONS; j++)
                e[i][j] += r2 / (cosh(h[i]) * cosh(h[i]) * cosh(h[j]) * cosh(h[j])) / (double)samples;
    }
}

Test(batch_noise, moments_by_definition)
{
    const network_t network = example_network(&unlearning);
    double w[NEURONS][DIM], e[NEURONS][NEURONS], found[NEURONS * NEURONS];
    neurons_t neurons;
    neurons_init(neurons);
    for (uint64_t trial = 1; trial <= 4; trial++) {
        const batch_noise_t noise = {1, trial % 2 ? 0 : 0.5, 200000, trial, &network, 0};
        cr_assert(neurons_set_width(neurons, NEURONS));
        normals_double(w[0], 0, NEURONS * DIM, (stream_t){trial, 5, STREAM_START, 0});
        if (trial == 4) /* two neurons at one place: a singular Gram matrix */
            for (int d = 0; d < DIM; d++) w[1][d] = w[0][d];
        for (int i = 0; i < NEURONS; i++) {
            double norm = 0;
            for (int d = 0; d < DIM; d++) norm += w[i][d] * w[i][d];
            for (int d = 0; d < DIM; d++) w[i][d] /= sqrt(norm);
            neurons->R[i] = w[i][0];
            neurons->a[i] = 1 + 0.5 * i;
        }
        for (int i = 0; i < NEURONS; i++)
            for (int j = 0; j < NEURONS; j++) {
                neurons->C[i * NEURONS + j] = 0;
                for (int d = 1; d < DIM; d++) neurons->C[i * NEURONS + j] += w[i][d] * w[j][d];
            }
        moments_on_vectors(e, w, neurons->a, noise.label_noise, 300000);
        batch_moments_t *moments = batch_moments_new(&noise, NEURONS);
        batch_moments_compute(found, moments, neurons);
        for (int i = 0; i < NEURONS; i++)
            for (int j = 0; j < NEURONS; j++)
                cr_assert_float_eq(found[i * NEURONS + j] / e[i][j], 1, 0.02, "e_%d%d = %g, expected %g", i,
                                   j, found[i * NEURONS + j], e[i][j]);
        batch_moments_free(moments);
    }
    neurons_clear(neurons);
}

/* The quadrature of the symmetric state, to order 1/N, against samples: over all pairs their means are known
   to about a percent of the corrections of order 1/N as well. */
Test(batch_noise, moments_of_symmetric_states)
{
    enum { WIDTH = 30 };
    static double found[WIDTH * WIDTH];
    const network_t network = example_network(&unlearning);
    const struct {
        double R, q, a, label_noise;
    } state[] = {{0, 0, 0.5, 0}, {0.9, 0, 1, 0}, {0.5, -1.0 / (WIDTH - 1), 2.5, 0}, {0.4, 0.01, 3, 0.2}};
    neurons_t neurons;
    neurons_init(neurons);
    for (size_t s = 0; s < sizeof state / sizeof *state; s++) {
        const double R = state[s].R, z = 1 - R * R;
        const batch_noise_t noise = {1, state[s].label_noise, 100000, 1 + s, &network, 0};
        const wane_simulation_t simulation = {.width = WIDTH, .noise = state[s].label_noise, .eps = 1};
        cr_assert(neurons_set_width(neurons, WIDTH));
        for (int i = 0; i < WIDTH; i++) {
            neurons->R[i] = R;
            neurons->a[i] = state[s].a;
            for (int j = 0; j < WIDTH; j++) neurons->C[i * WIDTH + j] = i == j ? z : z * state[s].q;
        }
        batch_moments_t *moments = batch_moments_new(&noise, WIDTH);
        batch_moments_compute(found, moments, neurons);
        double own = 0, cross = 0;
        for (int i = 0; i < WIDTH; i++)
            for (int j = 0; j < WIDTH; j++)
                *(i == j ? &own : &cross) += found[i * WIDTH + j] / (i == j ? WIDTH : WIDTH * (WIDTH - 1));
        sample_rule_t *rule = sample_rule_new(&simulation, &network);
        sample_moments_t expected;
        sample_moments(&expected, rule, R, z, state[s].q, state[s].a);
        cr_assert_float_eq(own / expected.own, 1, 0.015, "state %zu: own %g, expected %g", s, own,
                           expected.own);
        cr_assert_float_eq(cross / expected.cross, 1, 0.015, "state %zu: cross %g, expected %g", s, cross,
                           expected.cross);
        sample_rule_free(rule);
        batch_moments_free(moments);
    }
    neurons_clear(neurons);
}

/* The velocity with noise less that without, at a random state and time. */
Test(batch_noise, velocity_by_definition)
{
    enum { LENGTH = 2 * NEURONS + NEURONS * (NEURONS + 1) / 2 };
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    workers_t *workers = workers_new(1);
    neuron_flow_t *flow = neuron_flow_new(kernels, NEURONS, 0.3, 1e-9, workers);
    for (uint64_t trial = 0; trial < 20; trial++) {
        double w[NEURONS][DIM], e[2][NEURONS * NEURONS], state[LENGTH], quiet[LENGTH], noisy[LENGTH];
        normals_double(w[0], 0, NEURONS * DIM, (stream_t){trial, 5, STREAM_START, 0});
        for (int k = 0; k < 2; k++) {
            double x[NEURONS * NEURONS];
            normals_double(x, 0, NEURONS * NEURONS, (stream_t){trial, 6 + (uint64_t)k, STREAM_START, 0});
            for (int i = 0; i < NEURONS; i++)
                for (int j = 0; j < NEURONS; j++)
                    e[k][i * NEURONS + j] = x[i * NEURONS + j] + x[j * NEURONS + i];
        }
        size_t at = 2 * NEURONS;
        for (int i = 0; i < NEURONS; i++) {
            double norm = 0;
            for (int d = 0; d < DIM; d++) norm += w[i][d] * w[i][d];
            for (int d = 0; d < DIM; d++) w[i][d] /= sqrt(norm);
            state[i] = w[i][0];
            state[NEURONS + i] = 0.5 + i;
            for (int j = 0; j <= i; j++, at++) {
                state[at] = 0;
                for (int d = 1; d < DIM; d++) state[at] += w[i][d] * w[j][d];
            }
        }
        const double chi = 0.7, time = 2.5, passed = 1.5, *a = state + NEURONS;
        const neuron_noise_t noise = {chi, time - passed, INFINITY, e[0], e[1]};
        neuron_flow_set_noise(flow, NULL);
        neuron_flow_velocity(quiet, flow, time, state);
        neuron_flow_set_noise(flow, &noise);
        neuron_flow_velocity(noisy, flow, time, state);
        at = 2 * NEURONS;
#define E(i, j) (e[0][(i)*NEURONS + (j)] + passed * e[1][(i)*NEURONS + (j)])
        for (int i = 0; i < NEURONS; i++) {
            const double aE = a[i] * a[i] * E(i, i);
            cr_assert_float_eq(noisy[i] - quiet[i], -0.5 * chi * aE * state[i], 1e-11);
            cr_assert_float_eq(noisy[NEURONS + i], quiet[NEURONS + i], 1e-14);
            for (int j = 0; j <= i; j++, at++) {
                const double bE = a[j] * a[j] * E(j, j);
                const double expected = chi * (a[i] * a[j] * E(i, j) - 0.5 * (aE + bE) * state[at]);
                cr_assert_float_eq(noisy[at] - quiet[at], expected, 1e-11, "C_%d%d", i, j);
            }
        }
    }
    neuron_flow_free(flow);
    workers_free(workers);
    flow_kernels_clear(kernels);
}

#define TIMES 3
Test(batch_noise, flow_of_all_neurons_is_the_symmetric_flow)
{
    enum { WIDTH = 30 };
    const double times[TIMES] = {5, 40, 120};
    double R[TIMES], a[TIMES], Q[TIMES];
    const network_t network = example_network(&unlearning);
    const batch_noise_t noise = {0.2, 0, 32768, 4, &network, 0};
    wane_message_t message;
    flow_kernels_t kernels;
    neurons_t neurons;
    observations_t table;
    wane_simulation_t simulation;
    flow_kernels_init(kernels);
    neurons_init(neurons);
    observations_init(table);
    example_kernels(kernels, &unlearning);
    wane_simulation_default(&simulation);
    simulation.width = WIDTH;
    simulation.init = WANE_INIT_ORTHONORMAL;
    cr_assert_eq(neurons_start(neurons, &simulation, 1, 0, message), WANE_OK);
    cr_assert_eq(
        population_flow(table, neurons, times, TIMES, kernels, 0.1, &noise, NULL, NULL, NULL, message),
        WANE_OK);
    cr_assert_eq(noisy_symmetric_flow(R, a, Q, times, TIMES, kernels, WIDTH, 0, 0.5, 0.1, &noise, message),
                 WANE_OK);
    for (int t = 0; t < TIMES; t++) {
        const wane_observation_t *row = table->row + t;
        cr_assert_float_eq(row->R_mean, R[t], 2e-3, "R at %g: %g, %g", times[t], row->R_mean, R[t]);
        cr_assert_float_eq(row->a_mean, a[t], 3e-3, "a at %g: %g, %g", times[t], row->a_mean, a[t]);
        cr_assert_float_eq(row->Q_mean, Q[t], 2e-3, "Q at %g: %g, %g", times[t], row->Q_mean, Q[t]);
    }
    flow_kernels_clear(kernels);
    neurons_clear(neurons);
    observations_clear(table);
}

/* Strong noise, so that its effect stands out and the neurons collapse onto one direction. */
Test(batch_noise, explains_stochastic_gradient_descent)
{
    const double time = 60;
    double R, a, Q, quiet_R, quiet_a;
    wane_message_t message;
    flow_kernels_t kernels;
    wane_simulation_t simulation;
    observations_t table;
    network_t network = example_network(&unlearning);
    flow_kernels_init(kernels);
    observations_init(table);
    example_kernels(kernels, &unlearning);
    wane_simulation_default(&simulation);
    simulation.width = 20;
    simulation.dim = 200;
    simulation.batch = 6;
    simulation.lr = 0.02;
    simulation.time = time;
    simulation.noise = 1;
    simulation.seeds = 12;
    simulation.init = WANE_INIT_ORTHONORMAL;
    const batch_noise_t noise = {simulation_noise_number(&simulation), simulation.noise, 0, 1, &network, 0};
    cr_assert_eq(simulate_network(table, &simulation, &network, NULL, NULL, message), WANE_OK);
    cr_assert_eq(noisy_symmetric_flow(&R, &a, &Q, &time, 1, kernels, simulation.width, 0, simulation.a0,
                                      simulation.eps, &noise, message),
                 WANE_OK);
    symmetric_flow(&quiet_R, &quiet_a, NULL, &time, 1, kernels, simulation.width, 0, simulation.a0,
                   simulation.eps, message);
    const wane_observation_t *seen = table->row + table->length - 1;
    cr_assert_gt(quiet_R - R, 0.04, "the noise does little: %g", quiet_R - R);
    cr_assert_float_eq(seen->R_mean, R, 4 * seen->R_se + 8e-3, "R %g +- %g, expected %g, without noise %g",
                       seen->R_mean, seen->R_se, R, quiet_R);
    cr_assert_gt(Q, 0.98);
    cr_assert_float_eq(seen->Q_mean, Q, 1e-2, "Q %g, expected %g", seen->Q_mean, Q);
    cr_assert_float_eq(seen->a_mean, a, 4 * seen->a_se + 1e-2, "a %g +- %g, expected %g", seen->a_mean,
                       seen->a_se, a);
    flow_kernels_clear(kernels);
    observations_clear(table);
}

/* Networks of 60 neurons trained with steps of 0.2 stall near these R (long runs, measured). */
Test(batch_noise, raises_the_floor)
{
    const double chi[] = {0.05, 0.1, 0.2}, stalls[] = {0.426, 0.472, 0.521};
    const network_t network = example_network(&unlearning);
    double last = 0;
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    for (int i = 0; i < 3; i++) {
        double R[2], a[2], quiet_R, quiet_a;
        batch_noise_t noise = {chi[i], 0, 0, 1, &network, 0};
        cr_assert_eq(symmetric_floor(&quiet_R, &quiet_a, kernels, 60, 0, NULL), WANE_OK);
        cr_assert_eq(noise_floor(&R[0], &a[0], kernels, 60, 0, &noise, NULL), WANE_OK);
        noise.lr = 0.2;
        cr_assert_eq(noise_floor(&R[1], &a[1], kernels, 60, 0, &noise, NULL), WANE_OK);
        cr_assert(quiet_R < R[0] && R[0] < R[1] && last < R[0]);
        cr_assert_float_eq(R[1], stalls[i], 6e-3, "chi = %g: %g", chi[i], R[1]);
        noise.lr = 1e-4; /* the limit of small steps */
        cr_assert_eq(noise_floor(&R[1], &a[1], kernels, 60, 0, &noise, NULL), WANE_OK);
        cr_assert_float_eq(R[1], R[0], 1e-4, "chi = %g: %g, flow %g", chi[i], R[1], R[0]);
        cr_assert_float_eq(a[1], a[0], 1e-3);
        last = R[0];
    }
    const batch_noise_t none = {0, 0, 0, 1, &network, 0};
    double R, a, quiet_R, quiet_a;
    cr_assert_eq(symmetric_floor(&quiet_R, &quiet_a, kernels, 60, 0, NULL), WANE_OK);
    cr_assert_eq(noise_floor(&R, &a, kernels, 60, 0, &none, NULL), WANE_OK);
    cr_assert_float_eq(R, quiet_R, 1e-7);
    cr_assert_float_eq(a, quiet_a, 1e-6);
    flow_kernels_clear(kernels);
}
