/* The chain on the overlaps has the law of direct stochastic gradient descent. */
#include <criterion/criterion.h>

#include "example_network.h"
#include "law.h"

#define FALSE_ALARM 1e-3

static const uint64_t times[LAW_TIMES] = {5, 10, 20, 50, 100, 150, 200, 300};

static wane_simulation_t base(void)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.dim = 200;
    simulation.width = 20;
    simulation.batch = 100;
    simulation.lr = 0.5;
    simulation.eps = 0.1;
    simulation.a0 = 4;
    return simulation;
}

/* Distance of the laws of both methods; disjoint seeds, so that the samples are independent. */
static double distance(wane_simulation_t simulation, size_t runs, const uint64_t step[LAW_TIMES],
                       double *faulty)
{
    law_sample_t direct, overlap, wrong;
    simulation.method = WANE_METHOD_DIRECT;
    law_sample_init(&direct, &simulation, runs, 1, step, 0);
    simulation.method = WANE_METHOD_OVERLAP;
    law_sample_init(&overlap, &simulation, runs, 1000001, step, 0);
    double right = law_distance(&direct, &overlap, FALSE_ALARM);
    if (faulty != NULL) {
        law_sample_init(&wrong, &simulation, runs, 1000001, step, 1);
        *faulty = law_distance(&direct, &wrong, FALSE_ALARM);
        law_sample_clear(&wrong);
    }
    law_sample_clear(&direct);
    law_sample_clear(&overlap);
    return right;
}

/* And a chain whose off-span part has the right mean Gram matrix, but none of its fluctuations, has not. */
Test(overlap_law, is_that_of_direct_descent)
{
    double faulty, right = distance(base(), 400, times, &faulty);
    cr_assert_lt(right, 1);
    cr_assert_gt(faulty, 1, "the test would not notice: %g", faulty);
}

static const uint64_t early[LAW_TIMES] = {1, 2, 3, 5, 8, 12, 16, 20};

/* Below, at and just above the dimension of the span, where its complement has few dimensions or none. */
Test(overlap_law, holds_in_few_dimensions)
{
    static const slong dims[] = {2, 3, 4, 8, 9, 10, 13};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++) {
        wane_simulation_t simulation = base();
        simulation.width = 8;
        simulation.batch = 20;
        simulation.dim = dims[d];
        simulation.precision = d % 2 ? WANE_DOUBLE : WANE_SINGLE;
        simulation.noise = 0.5;
        cr_assert_lt(distance(simulation, 400, early, NULL), 1, "d = %ld", (long)dims[d]);
    }
}

/* All starts of both layers. */
Test(overlap_law, holds_for_every_start)
{
    for (int start = 0; start < 4; start++) {
        wane_simulation_t simulation = base();
        simulation.width = 9;
        simulation.batch = 30;
        simulation.dim = start == 3 ? 10 : 25;
        simulation.init = start % 2 ? WANE_INIT_ORTHONORMAL : WANE_INIT_IID;
        simulation.R0 = start < 2 ? -0.4 : 0;
        simulation.a_init = (wane_second_layer_t)(start % 3);
        simulation.precision = start == 2 ? WANE_DOUBLE : WANE_SINGLE;
        cr_assert_lt(distance(simulation, 400, early, NULL), 1, "start %d", start);
    }
}
