/* The planar flow against a Runge-Kutta integration of its own, its energy and its equilibria. */
#include <criterion/criterion.h>
#include <math.h>

#include "example_network.h"
#include "sgd/kernel/artanh.h"
#include "sgd/flow/planar_flow.h"

static const example_teacher_t unlearning = {1, 0.3, 0}, partial = {1, -0.1, 0}, realizable = {1, 0, 1};

/* G and a' at (rho, a) in extended precision, kernels summed from the coefficients. */
static void velocity(long double dy[2], const long double y[2], const flow_kernels_t kernels, long double eps)
{
    long double R = tanhl(y[0]), a = y[1], P = 0, dP = 0, S = 0, dS = 0, power = 1;
    for (slong k = 0; k < kernels->p_length; k++, power *= R) {
        P += (long double)kernels->p[k] * power;
        if (k + 1 < kernels->p_length) dP += (long double)((double)(k + 1) * kernels->p[k + 1]) * power;
    }
    power = 1;
    for (slong k = 0; k < kernels->s_length; k++, power *= R * R) {
        S += (long double)kernels->s[k] * power;
        if (k + 1 < kernels->s_length)
            dS += 2 * R * (long double)((double)(k + 1) * kernels->s[k + 1]) * power;
    }
    dy[0] = a * dP - a * a * dS / 2;
    dy[1] = eps * (P - a * S);
}

static void runge_kutta(long double y[2], const flow_kernels_t kernels, long double eps, long double time,
                        int steps)
{
    long double h = time / steps, k[4][2], at[2];
    for (int step = 0; step < steps; step++) {
        velocity(k[0], y, kernels, eps);
        for (int stage = 1; stage < 4; stage++) {
            for (int i = 0; i < 2; i++) at[i] = y[i] + h * (stage == 3 ? 1 : 0.5L) * k[stage - 1][i];
            velocity(k[stage], at, kernels, eps);
        }
        for (int i = 0; i < 2; i++) y[i] += h * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]) / 6;
    }
}

Test(planar_flow, agrees_with_runge_kutta)
{
    const example_teacher_t *teacher[] = {&unlearning, &partial, &realizable};
    const double eps[] = {10, 1, 0.1, 0.01}, R0[] = {0, 0.4, -0.3}, a0[] = {0.5, 2};
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    for (int t = 0; t < 3; t++) {
        example_kernels(kernels, teacher[t]);
        for (int e = 0; e < 4; e++)
            for (int r = 0; r < 3; r++) {
                long double y[2] = {atanhl((long double)R0[r]), (long double)a0[(e + r) % 2]};
                double times[3] = {0, 4, 20}, R[3], a[3];
                cr_assert_eq(planar_flow(R, a, times, 3, kernels, R0[r], a0[(e + r) % 2], eps[e], NULL),
                             WANE_OK);
                cr_assert_float_eq(R[0], R0[r], 1e-15);
                runge_kutta(y, kernels, (long double)eps[e], 4, 400);
                cr_assert_float_eq(R[1], (double)tanhl(y[0]), 2e-7, "%.12f %.12f", R[1], (double)tanhl(y[0]));
                cr_assert_float_eq(a[1], (double)y[1], 2e-7);
                runge_kutta(y, kernels, (long double)eps[e], 16, 1600);
                cr_assert_float_eq(R[2], (double)tanhl(y[0]), 2e-7);
                cr_assert_float_eq(a[2], (double)y[1], 2e-7);
            }
    }
    flow_kernels_clear(kernels);
}

/* V = 2 a P - a^2 S = 2 (loss at a = 0 minus loss) never decreases, from eps = 10 to 1e-4, up to time 1e5. */
Test(planar_flow, energy_never_decreases)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    const example_teacher_t *teacher[] = {&unlearning, &partial, &realizable};
    for (int t = 0; t < 3; t++)
        for (double eps = 10; eps > 5e-5; eps /= 10) {
            double times[61], R[61], a[61], before = -1;
            example_kernels(kernels, teacher[t]);
            for (int i = 0; i <= 60; i++) times[i] = pow(10, -1 + 0.1 * i);
            cr_assert_eq(planar_flow(R, a, times, 61, kernels, 0, 0.5, eps, NULL), WANE_OK);
            for (int i = 0; i <= 60; i++) {
                double P = 0, S = 0;
                for (slong k = kernels->p_length - 1; k >= 0; k--) P = P * R[i] + kernels->p[k];
                for (slong k = kernels->s_length - 1; k >= 0; k--) S = S * R[i] * R[i] + kernels->s[k];
                double energy = 2 * a[i] * P - a[i] * a[i] * S;
                cr_assert_gt(energy, before - 1e-9, "eps %g time %g: %.12f after %.12f", eps, times[i],
                             energy, before);
                before = energy;
            }
        }
    flow_kernels_clear(kernels);
}

/* Independently known: the trajectory at three times, the sink
   and its a, and the decay R ~ 1.4672230 (eps t)^(-1/4). */
Test(planar_flow, known_values)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    double times[4] = {21.4, 102.2, 400, 1e9}, R[4], a[4];
    example_kernels(kernels, &unlearning);
    cr_assert_eq(planar_flow(R, a, times, 4, kernels, 0, 0.5, 0.1, NULL), WANE_OK);
    cr_assert_float_eq(R[0], 0.9909, 6e-5);
    cr_assert_float_eq(R[1], 0.7775, 6e-5);
    cr_assert_float_eq(R[2], 0.5639, 6e-5);
    cr_assert_float_eq(R[3] * 100, 1.4672230, 1e-3);
    cr_assert_float_eq(a[3] / 100, 1.1252327, 1e-3);
    example_kernels(kernels, &partial);
    cr_assert_eq(planar_flow(R, a, times, 4, kernels, 0, 0.5, 0.1, NULL), WANE_OK);
    cr_assert_float_eq(R[3], 0.621493106876519812, 1e-9);
    cr_assert_float_eq(a[3], 2.657134885425682678, 1e-8);
    flow_kernels_clear(kernels);
}

/* At small eps the trajectory drifts along R = 1 and leaves late, near a = 1.2457, not at a_c = 1.0166: just
   before, 1 - R is far below rounding error. */
Test(planar_flow, leaves_the_aligned_branch_late)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    enum { COUNT = 4000 };
    static double times[COUNT], R[COUNT], a[COUNT];
    example_kernels(kernels, &unlearning);
    for (int i = 0; i < COUNT; i++) times[i] = 50 * i;
    cr_assert_eq(planar_flow(R, a, times, COUNT, kernels, 0, 0.5, 1e-4, NULL), WANE_OK);
    int exit_index = 0;
    for (int i = 0; i < COUNT; i++)
        if (R[i] > 0.999) exit_index = i;
    cr_assert_float_eq(a[exit_index], 1.245662335251242183, 2e-3, "left at a = %g", a[exit_index]);
    flow_kernels_clear(kernels);
}

Test(planar_flow, coordinate)
{
    for (double rho = -700; rho < 300; rho = rho < -2 ? rho / 1.5 : rho + 0.3) {
        correlation_t c = correlation_at(rho);
        cr_assert_float_eq(c.R, tanh(rho), 4e-16);
        cr_assert_float_eq(c.sech2 * cosh(fmin(fabs(rho), 300)) * cosh(fmin(fabs(rho), 300)),
                           exp(2 * fmin(fabs(rho), 300) - 2 * fabs(rho)), 1e-13 * fmax(1, fabs(rho)));
    }
    cr_assert_float_eq(correlation_at(1e-10).R, 1e-10, 1e-25);
}

Test(planar_flow, refuses_bad_input)
{
    flow_kernels_t kernels;
    flow_kernels_init(kernels);
    example_kernels(kernels, &unlearning);
    double times[2] = {2, 1}, R[2], a[2];
    wane_message_t message;
    cr_assert_eq(planar_flow(R, a, times, 2, kernels, 0, 0.5, 0.1, message), WANE_BAD_INPUT);
    cr_assert_eq(planar_flow(R, a, times, 1, kernels, 1, 0.5, 0.1, message), WANE_BAD_INPUT);
    cr_assert_eq(planar_flow(R, a, times, 1, kernels, 0, 0.5, 0, message), WANE_BAD_INPUT);
    cr_assert_eq(planar_flow(R, a, times, 1, kernels, 0, NAN, 1, message), WANE_BAD_INPUT);
    flow_kernels_clear(kernels);
}
