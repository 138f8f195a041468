/* Fitted exponents: the interval covers the truth as often as it says; right laws pass, wrong ones fail. */
#include <criterion/criterion.h>
#include <math.h>

#include "example_network.h"
#include "sgd/compare/scaling_fit.h"
#include "sgd/random/normals.h"
#include "sgd/compare/power_law.h"

#define POINTS 8
#define TRIALS 400

/* Points of 3 x^slope (1 + correction/x), their logarithms disturbed. */
static void points_of(power_point_t *point, double slope, double correction, double error, int tell,
                      uint64_t trial)
{
    double g[POINTS];
    normals_double(g, 0, POINTS, (stream_t){5, trial, STREAM_INPUT, 0});
    for (int i = 0; i < POINTS; i++) {
        const double x = pow(2, i);
        point[i] = (power_point_t){.log_x = log(x),
                                   .log_y = log(3) + slope * log(x) + correction / x + error * g[i],
                                   .correction = {1 / x},
                                   .error = tell ? error : 0};
    }
}

Test(scaling, intervals_cover_as_often_as_they_say)
{
    for (int tell = 0; tell < 2; tell++) {
        int covered = 0;
        for (uint64_t trial = 0; trial < TRIALS; trial++) {
            power_point_t point[POINTS];
            double slope, half_width;
            points_of(point, -1.3, 0.2, 0.01, tell, trial);
            cr_assert(power_law_fit(&slope, &half_width, point, POINTS, 1, 0.05));
            covered += fabs(slope + 1.3) <= half_width;
        }
        /* 380 expected, standard deviation 4.4 */
        cr_assert(covered >= 362 && covered <= 398, "%d of %d", covered, TRIALS);
    }
}

Test(scaling, too_few_points_fit_nothing)
{
    power_point_t point[POINTS];
    double slope, half_width;
    points_of(point, 1, 0, 0, 0, 0);
    cr_assert_not(power_law_fit(&slope, &half_width, point, 3, 1, 0.05));
    cr_assert(isnan(slope) && isnan(half_width));
}

/* tanh | h1+0.3*h3 obeys Q = 4; a claim of Q = 6 is noticed by both laws of R -> 0. */
static wane_status_t fits(scaling_t *scaling, slong Q)
{
    const example_teacher_t teacher = {1, 0.3, 0};
    network_t network = example_network(&teacher);
    flow_kernels_t kernels;
    verdict_t verdict;
    wane_message_t message;
    wane_simulation_t s;
    wane_simulation_default(&s);
    s.width = 32;
    s.dim = 40;
    s.batch = 500;
    s.time = 20;
    s.init = WANE_INIT_ORTHONORMAL;
    flow_kernels_init(kernels);
    example_kernels(kernels, &teacher);
    verdict_init(verdict);
    verdict->has_scaling = 1;
    verdict->scaling->Q = Q;
    arb_set_d(verdict->scaling->R_prefactor, 1.467);
    arb_set_d(verdict->scaling->a_prefactor, 1.125);
    wane_status_t status =
        scaling_fit(scaling, &s, &network, &network, kernels, verdict, NULL, NULL, message);
    verdict_clear(verdict);
    flow_kernels_clear(kernels);
    return status;
}

Test(scaling, right_exponents_pass_and_wrong_ones_fail)
{
    scaling_t scaling;
    cr_assert_eq(fits(&scaling, 4), WANE_OK);
    cr_assert_eq(scaling.count, 4);
    for (int i = 0; i < scaling.count; i++) {
        cr_assert(scaling.law[i].passed, "%s", scaling.law[i].name);
        cr_assert(i == 1 || scaling.law[i].resolved, "%s", scaling.law[i].name);
        cr_assert(!scaling.law[i].resolved ||
                  fabs(scaling.law[i].slope - scaling.law[i].expected) <= scaling.law[i].allowed);
    }
    cr_assert_float_eq(scaling.law[0].slope, -1, 0.01);
    cr_assert_float_eq(scaling.law[2].slope, -0.25, 0.001);
    cr_assert_float_eq(scaling.law[3].slope, -0.25, 0.001);
    cr_assert_eq(fits(&scaling, 6), WANE_REJECTED);
    cr_assert_not(scaling.passed || scaling.law[2].passed || scaling.law[3].passed);
}
