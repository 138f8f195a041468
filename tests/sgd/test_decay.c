/* Weight decay of networks: the flows, gradient descent, the floor and the comparison. */
#include <criterion/criterion.h>
#include <math.h>

#include "example_network.h"
#include "hermite/coefficients/shifted_pair.h"
#include "manifold/floor/floor.h"
#include "sgd/flow/flows.h"
#include "sgd/kernel/flow_kernels.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

/* With equal weights decay is a constant added to K: derivations/23 (2), (16). */
Test(decay, is_a_shift_of_the_kernel_where_weights_are_equal)
{
    const double times[] = {5, 50, 400};
    double R[3], a[3], Q[3], S[3], b[3], T[3];
    wane_message_t message;
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    const flow_kernels_struct decaying = flow_kernels_with_decay(kernels, 0.05);
    double s[EXAMPLE_LENGTH];
    flow_kernels_struct shifted = *kernels;
    for (slong k = 0; k < kernels->s_length; k++) s[k] = kernels->s[k] + (k == 0 ? 0.05 : 0);
    shifted.s = s;
    shifted.student_norm2 += 0.05;
    cr_assert_eq(planar_flow(R, a, times, 3, &decaying, 0, 0.5, 0.1, message), WANE_OK);
    cr_assert_eq(planar_flow(S, b, times, 3, &shifted, 0, 0.5, 0.1, message), WANE_OK);
    for (int i = 0; i < 3; i++) cr_assert(fabs(R[i] - S[i]) + fabs(a[i] - b[i]) < 1e-6);
    cr_assert_eq(symmetric_flow(R, a, Q, times, 3, &decaying, 20, 0, 0.5, 0.1, message), WANE_OK);
    cr_assert_eq(symmetric_flow(S, b, T, times, 3, &shifted, 20, 0, 0.5, 0.1, message), WANE_OK);
    for (int i = 0; i < 3; i++) cr_assert(fabs(R[i] - S[i]) + fabs(a[i] - b[i]) + fabs(Q[i] - T[i]) < 1e-6);
    cr_assert(fabs(R[2] - 0.83) < 0.01, "not the sink of N - 2 decay P'");
    flow_kernels_clear(kernels);
}

static wane_simulation_t simulation_of(wane_method_t method, double decay)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.method = method;
    simulation.width = 40;
    simulation.dim = 50;
    simulation.batch = 2000;
    simulation.lr = 0.05;
    simulation.time = 2;
    simulation.eps = 1;
    simulation.decay = decay;
    simulation.a_init = WANE_SECOND_GAUSSIAN;
    simulation.precision = WANE_DOUBLE;
    return simulation;
}

static wane_observation_t last_of(wane_method_t method, double decay)
{
    wane_simulation_t simulation = simulation_of(method, decay);
    network_t network = example_network(&unlearning);
    observations_t table;
    flow_kernels_t kernels;
    wane_message_t message;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    network.kernels = kernels;
    observations_init(table);
    cr_assert_eq(simulate_network(table, &simulation, &network, NULL, NULL, message), WANE_OK, "%s",
                 message->text);
    const wane_observation_t last = table->row[table->length - 1];
    observations_clear(table);
    flow_kernels_clear(kernels);
    return last;
}

/* Each weight decays by itself: what weights differ by goes as exp(-eps decay t), whatever their mean does. */
Test(decay, takes_every_weight_by_itself)
{
    static const wane_method_t methods[] = {WANE_METHOD_DIRECT, WANE_METHOD_OVERLAP, WANE_METHOD_POPULATION};
    wane_observation_t seen[3];
    for (int i = 0; i < 3; i++) {
        const wane_observation_t plain = last_of(methods[i], 0);
        seen[i] = last_of(methods[i], 2);
        cr_assert(plain.a_sd > 0.35, "method %d: %g", i, plain.a_sd);
        cr_assert(seen[i].a_sd < 0.12, "method %d: %g", i, seen[i].a_sd);
    }
    cr_assert(fabs(seen[0].a_mean - seen[2].a_mean) < 0.02 && fabs(seen[1].a_mean - seen[2].a_mean) < 0.02);
    /* Each method draws its own neurons, whose mean overlap has the deviation 1/sqrt(width dim). */
    for (int i = 0; i < 2; i++)
        cr_assert(fabs(seen[i].R_mean - seen[2].R_mean) < 3 * sqrt(2.0 / (40 * 50)), "%g and %g",
                  seen[i].R_mean, seen[2].R_mean);
}

/* The certified floor of the shifted pair is the one that is found here with the ridge beside K. */
Test(decay, floor)
{
    wane_function_t f, g;
    wane_interval_t decay;
    wane_effort_t effort;
    wane_message_t message;
    kernels_t exact;
    floor_t floor;
    flow_kernels_t kernels;
    double R, a;
    wane_function_init(f);
    wane_function_init(g);
    wane_interval_init(decay);
    kernels_init(exact);
    floor_init(floor);
    flow_kernels_init(kernels);
    wane_effort_default(&effort);
    fmpq_set_si(decay->lo, 1, 1000);
    fmpq_set(decay->hi, decay->lo);
    cr_assert_eq(wane_function_parse(f, "tanh", NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, "h1+0.3*h3", NULL, 0, message), WANE_OK);
    wane_shifted_pair(f, g, f, g, decay);
    cr_assert_eq(kernels_compute(exact, f, g, &effort, message), WANE_OK);
    example_kernels(kernels, &unlearning);
    for (slong width = 20; width <= 2000; width *= 10) {
        const flow_kernels_struct decaying = flow_kernels_with_decay(kernels, 0.001);
        cr_assert_eq(floor_compute(floor, exact, width, 1, 1, 0, 60, message), WANE_OK, "%s", message->text);
        cr_assert_eq(symmetric_floor(&R, &a, &decaying, width, 0, message), WANE_OK);
        cr_assert(fabs(R - arf_get_d(arb_midref(floor->R), ARF_RND_NEAR)) < 1e-9);
        cr_assert(fabs(a - arf_get_d(arb_midref(floor->a), ARF_RND_NEAR)) < 1e-8);
        /* (17): (18.537 ((E sigma^2 - s_1)/N + decay))^(1/4), E sigma^2 - s_1 = 0.0274153 */
        const double law = pow(18.537 * (0.0274153 / (double)width + 0.001), 0.25);
        cr_assert(fabs(R / law - 1) < 0.06, "%ld: %g, %g", (long)width, R, law);
    }
    wane_function_clear(f);
    wane_function_clear(g);
    wane_interval_clear(decay);
    kernels_clear(exact);
    floor_clear(floor);
    flow_kernels_clear(kernels);
}

/* A simulation with one decay agrees with the prediction for it, and not with that for another. */
Test(decay, comparison)
{
    network_t network = example_network(&unlearning);
    wane_simulation_t simulation = simulation_of(WANE_METHOD_OVERLAP, 0.2);
    observations_t table;
    comparison_t comparison;
    flow_kernels_t kernels;
    wane_message_t message;
    simulation.batch = 500;
    simulation.lr = 0.2;
    simulation.eps = 0.1;
    simulation.time = 60;
    simulation.a_init = WANE_SECOND_CONSTANT;
    observations_init(table);
    comparison_init(comparison);
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    cr_assert_eq(simulate_network(table, &simulation, &network, NULL, NULL, message), WANE_OK);
    cr_assert_eq(comparison_compute(comparison, table, &simulation, kernels, &network, NULL, message),
                 WANE_OK, "%s", message->text);
    simulation.decay = 0.15;
    cr_assert_eq(comparison_compute(comparison, table, &simulation, kernels, &network, NULL, message),
                 WANE_REJECTED);
    simulation.decay = 0;
    cr_assert_eq(comparison_compute(comparison, table, &simulation, kernels, &network, NULL, message),
                 WANE_REJECTED);
    observations_clear(table);
    comparison_clear(comparison);
    flow_kernels_clear(kernels);
}
