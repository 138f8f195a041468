/* The chain on the overlaps has the law of direct stochastic gradient descent. */
#include <criterion/criterion.h>

#include "example_network.h"
#include "law.h"

#define FALSE_ALARM 1e-3

static const uint64_t times[LAW_TIMES] = {5, 10, 20, 50, 100, 200, 300, 400};

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
