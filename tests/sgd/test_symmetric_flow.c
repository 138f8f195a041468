/* The flow of finitely many neurons from a symmetric start,
   against the flow of all overlaps and its limits. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "example_network.h"
#include "sgd/flow/flows.h"
#include "sgd/kernel/flow_kernels.h"

static const example_teacher_t unlearning = {1, 0.3, 0}, partial = {1, -0.1, 0};

#define NEURONS 4
typedef struct {
    double R[NEURONS], Q[NEURONS][NEURONS], a[NEURONS];
} overlaps_t;

/* The exact population flow of every R_i, Q_ij and a_i. */
static void overlaps_velocity(overlaps_t *d, const overlaps_t *s, const flow_kernels_t kernels, double eps)
{
    double K[NEURONS][NEURONS], K1[NEURONS][NEURONS], jet[KERNEL_JETS];
    for (int i = 0; i < NEURONS; i++)
        for (int j = 0; j < NEURONS; j++) {
            kernel_K(jet, kernels, s->Q[i][j]);
            K[i][j] = jet[0];
            K1[i][j] = jet[1];
        }
    double half[NEURONS][NEURONS];
    for (int i = 0; i < NEURONS; i++) {
        kernel_P(jet, kernels, s->R[i]);
        double pull = 0, output = 0;
        for (int j = 0; j < NEURONS; j++) {
            pull += s->a[j] * K1[i][j] * (s->R[j] - s->Q[i][j] * s->R[i]) / NEURONS;
            output += s->a[j] * K[i][j] / NEURONS;
            double force = 0;
            for (int l = 0; l < NEURONS; l++)
                force += s->a[l] * K1[i][l] * (s->Q[l][j] - s->Q[i][l] * s->Q[i][j]) / NEURONS;
            half[i][j] = s->a[i] * (jet[1] * (s->R[j] - s->R[i] * s->Q[i][j]) - force);
        }
        d->R[i] = s->a[i] * (jet[1] * (1 - s->R[i] * s->R[i]) - pull);
        d->a[i] = eps * (jet[0] - output);
    }
    for (int i = 0; i < NEURONS; i++)
        for (int j = 0; j < NEURONS; j++) d->Q[i][j] = half[i][j] + half[j][i];
}

static void overlaps_run(overlaps_t *s, const flow_kernels_t kernels, double eps, double time, int steps)
{
    const double h = time / steps, share[4] = {0, 0.5, 0.5, 1}, weight[4] = {1, 2, 2, 1};
    const size_t entries = sizeof *s / sizeof(double);
    for (int step = 0; step < steps; step++) {
        overlaps_t k[4], at, next = *s;
        for (int stage = 0; stage < 4; stage++) {
            at = *s;
            if (stage > 0)
                for (size_t e = 0; e < entries; e++)
                    ((double *)&at)[e] += h * share[stage] * ((double *)&k[stage - 1])[e];
            overlaps_velocity(&k[stage], &at, kernels, eps);
            for (size_t e = 0; e < entries; e++)
                ((double *)&next)[e] += h * weight[stage] / 6 * ((double *)&k[stage])[e];
        }
        *s = next;
    }
}

Test(symmetric_flow, is_the_flow_of_all_overlaps)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    for (int which = 0; which < 2; which++)
        for (int positive = 0; positive < 2; positive++) {
            const double R0 = positive ? 0.3 : 0, eps = 0.2, a0 = 0.7;
            example_kernels(kernels, which ? &partial : &unlearning);
            overlaps_t s;
            for (int i = 0; i < NEURONS; i++) {
                s.R[i] = R0;
                s.a[i] = a0;
                for (int j = 0; j < NEURONS; j++) s.Q[i][j] = i == j ? 1 : R0 * R0;
            }
            double times[2] = {3, 30}, R[2], a[2], Q[2];
            cr_assert_eq(symmetric_flow(R, a, Q, times, 2, kernels, NEURONS, R0, a0, eps, NULL), WANE_OK);
            for (int t = 0; t < 2; t++) {
                overlaps_run(&s, kernels, eps, t ? 27 : 3, t ? 2700 : 300);
                cr_assert_float_eq(R[t], s.R[1], 1e-6, "%.9f %.9f", R[t], s.R[1]);
                cr_assert_float_eq(a[t], s.a[2], 1e-6);
                cr_assert_float_eq(Q[t], s.Q[0][3], 1e-6);
            }
        }
    flow_kernels_clear(kernels);
}

/* The deviation from the planar flow is of order 1/N. */
Test(symmetric_flow, tends_to_the_planar_flow)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    double times[4] = {1, 10, 100, 400}, R[4], a[4], planar_R[4], planar_a[4], last[4] = {0};
    cr_assert_eq(planar_flow(planar_R, planar_a, times, 4, kernels, 0, 0.5, 0.1, NULL), WANE_OK);
    for (slong width = 1000; width <= 1000000; width *= 10) {
        cr_assert_eq(symmetric_flow(R, a, NULL, times, 4, kernels, width, 0, 0.5, 0.1, NULL), WANE_OK);
        for (int t = 0; t < 4; t++) {
            double deviation = R[t] - planar_R[t];
            cr_assert_neq(deviation, 0);
            if (width > 1000) cr_assert_float_eq(last[t] / deviation, 10, 0.5, "%g", last[t] / deviation);
            last[t] = deviation;
        }
    }
    flow_kernels_clear(kernels);
}

Test(symmetric_flow, stops_at_the_known_floors)
{
    const slong width[] = {10, 50, 200, 1000, 10000};
    const double floor_R[] = {0.46086, 0.31143, 0.22201, 0.14933, 0.08428};
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    for (int i = 0; i < 5; i++) {
        double R, a, flow_R, flow_a, time = 1e9;
        cr_assert_eq(symmetric_floor(&R, &a, kernels, width[i], 0, NULL), WANE_OK);
        cr_assert_float_eq(R, floor_R[i], 6e-6, "N = %ld: %.7f", (long)width[i], R);
        cr_assert_eq(symmetric_flow(&flow_R, &flow_a, NULL, &time, 1, kernels, width[i], 0, 0.5, 0.1, NULL),
                     WANE_OK);
        cr_assert_float_eq(flow_R, R, 1e-6);
        cr_assert_float_eq(flow_a / a, 1, 1e-6);
    }
    flow_kernels_clear(kernels);
}

/* A realizable teacher is learnt: nothing to stop at below R = 1. */
Test(symmetric_flow, no_floor_for_a_realizable_teacher)
{
    const example_teacher_t realizable = {1, 0, 1};
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &realizable);
    double R, a;
    cr_assert_eq(symmetric_floor(&R, &a, kernels, 100, 0.9, NULL), WANE_UNDECIDED);
    cr_assert(isnan(R));
    flow_kernels_clear(kernels);
}
