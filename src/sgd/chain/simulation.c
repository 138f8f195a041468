#include <float.h>
#include <math.h>

#include "sgd/chain/simulation.h"
#include "sgd/network/network.h"

const char *simulation_method_name(wane_method_t method)
{
    static const char *const names[METHODS] = {
        [WANE_METHOD_DIRECT] = "direct",
        [WANE_METHOD_OVERLAP] = "overlap",
        [WANE_METHOD_POPULATION] = "population",
    };
    return names[method];
}

void wane_simulation_default(wane_simulation_t *simulation)
{
    *simulation = (wane_simulation_t){.method = WANE_METHOD_DIRECT,
                                      .width = 200,
                                      .dim = 300,
                                      .batch = 2000,
                                      .lr = 0.2,
                                      .time = 400,
                                      .eps = 0.1,
                                      .decay = 0,
                                      .a0 = 0.5,
                                      .R0 = 0,
                                      .noise = 0,
                                      .init = WANE_INIT_IID,
                                      .a_init = WANE_SECOND_CONSTANT,
                                      .precision = WANE_SINGLE,
                                      .seeds = 1,
                                      .seed = 1,
                                      .points_per_decade = 20,
                                      .histogram_bins = 0,
                                      .threads = 1};
}

#define LARGEST_COUNT 100000000 /* sizes: so that products fit in 64 bits */
#define LARGEST_STEPS                                                                                        \
    1e12 /* steps and runs: so that each has a stream of random numbers, sgd/random/philox.h */
#define LARGEST_RUNS 1000000

static wane_status_t check_count(wane_message_t message, const char *flag, slong value, slong least,
                                 slong most)
{
    if (value >= least && value <= most) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "`%s` is %ld: expected an integer from %ld to %ld",
                            flag, (long)value, (long)least, (long)most);
}

static wane_status_t check_real(wane_message_t message, const char *flag, double value, int holds,
                                const char *expected)
{
    if (holds && isfinite(value)) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "`%s` is %g: expected %s", flag, value, expected);
}

wane_status_t simulation_check(const wane_simulation_t *s, wane_message_t message)
{
    wane_status_t status = WANE_OK;
#define REQUIRE(call)                                                                                        \
    if ((status = (call)) != WANE_OK) return status
    REQUIRE(check_count(message, "method", (slong)s->method, 0, METHODS - 1));
    REQUIRE(check_count(message, "width", s->width, 1, LARGEST_COUNT));
    REQUIRE(check_count(message, "dim", s->dim, 2, LARGEST_COUNT));
    REQUIRE(check_count(message, "batch", s->batch, 1, LARGEST_COUNT));
    REQUIRE(check_count(message, "seeds", s->seeds, 1, LARGEST_RUNS));
    REQUIRE(check_count(message, "points-per-decade", s->points_per_decade, 1, 1000));
    REQUIRE(check_count(message, "bins", s->histogram_bins, 0, 1000000));
    REQUIRE(check_count(message, "threads", s->threads, 1, 4096));
    REQUIRE(check_real(message, "lr", s->lr, s->lr > 0, "a positive number"));
    REQUIRE(check_real(message, "eps", s->eps, s->eps >= 0, "a number >= 0"));
    REQUIRE(check_real(message, "decay", s->decay, s->decay >= 0, "a number >= 0"));
    REQUIRE(check_real(message, "time", s->time, s->time > 0 && s->time / s->lr <= LARGEST_STEPS,
                       "a positive number, at most 1e12 steps of `lr`"));
    REQUIRE(check_real(message, "a0", s->a0, 1, "a number"));
    REQUIRE(check_real(message, "R0", s->R0, fabs(s->R0) < 1, "a number in (-1, 1)"));
    REQUIRE(check_real(message, "noise", s->noise, s->noise >= 0, "a number >= 0"));
#undef REQUIRE
    if (s->init == WANE_INIT_ORTHONORMAL && s->dim < s->width + 1)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "`dim` is %ld: `init` orthonormal needs at least `width` + 1 = %ld",
                                (long)s->dim, (long)s->width + 1);
    return WANE_OK;
}

/* Decimal times and steps are rounded to doubles: quotients so near to an integer are meant as one. */
static double whole_steps(const wane_simulation_t *simulation)
{
    const double quotient = simulation->time / simulation->lr, nearest = rint(quotient);
    return nearest >= 1 && fabs(quotient - nearest) <= 4 * DBL_EPSILON * quotient ? nearest : 0;
}

int simulation_ends_whole(const wane_simulation_t *simulation)
{
    return whole_steps(simulation) > 0;
}

uint64_t simulation_steps(const wane_simulation_t *simulation)
{
    const double whole = whole_steps(simulation);
    return (uint64_t)(whole > 0 ? whole : ceil(simulation->time / simulation->lr));
}

double simulation_step_length(const wane_simulation_t *simulation, uint64_t step)
{
    const int whole = step + 1 < simulation_steps(simulation) || simulation_ends_whole(simulation);
    return whole ? simulation->lr : simulation->time - (double)step * simulation->lr;
}

double simulation_time_at(const wane_simulation_t *simulation, uint64_t step)
{
    return step < simulation_steps(simulation) ? (double)step * simulation->lr : simulation->time;
}

uint64_t simulation_step_at(const wane_simulation_t *simulation, double time)
{
    return time < simulation->time ? (uint64_t)rint(time / simulation->lr) : simulation_steps(simulation);
}

double simulation_noise_number(const wane_simulation_t *simulation)
{
    if (simulation->method == WANE_METHOD_POPULATION) return 0;
    return simulation->lr * (double)simulation->dim / (double)simulation->batch;
}
