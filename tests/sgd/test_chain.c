/* What every method owes: a run that is saved, loaded elsewhere and carried on is the same run; and the
   starts of the second layer. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "example_network.h"
#include "sgd/chain/chain.h"
#include "sgd/chain/simulation.h"
#include "sgd/record/methods.h"
#include "sgd/random/start.h"

#define WIDTH 9
#define STEPS 40

static const example_teacher_t unlearning = {1, 0.3, 0};

typedef struct {
    wane_simulation_t simulation;
    flow_kernels_t kernels;
    network_t network;
    chain_setting_t setting;
} bench_t;

static void bench_init(bench_t *bench, wane_method_t method, wane_precision_t precision, int threads)
{
    wane_simulation_default(&bench->simulation);
    bench->simulation.method = method;
    bench->simulation.precision = precision;
    bench->simulation.width = WIDTH;
    bench->simulation.dim = 31;
    bench->simulation.batch = 300;
    bench->simulation.noise = 0.2;
    bench->simulation.a_init = WANE_SECOND_GAUSSIAN;
    bench->network = example_network(&unlearning);
    flow_kernels_init(bench->kernels);
    example_kernels(bench->kernels, &unlearning);
    bench->network.kernels = bench->kernels;
    bench->setting = (chain_setting_t){&bench->simulation, &bench->network, workers_new(threads)};
}

static void bench_clear(bench_t *bench)
{
    workers_free(bench->setting.workers);
    flow_kernels_clear(bench->kernels);
}

typedef struct {
    double R[WIDTH], a[WIDTH], Q_mean, loss;
} seen_t;

static void go_to(seen_t *seen, chain_t *chain, uint64_t target)
{
    wane_message_t message;
    while (chain->step < target) {
        uint64_t before = chain->step;
        cr_assert_eq(chain->kind->advance(chain, target, message), WANE_OK);
        cr_assert(before < chain->step && chain->step <= target);
    }
    view_t view = {.R = seen->R, .a = seen->a};
    cr_assert_eq(chain->kind->observe(&view, chain, message), WANE_OK);
    seen->Q_mean = view.Q_mean;
    seen->loss = view.loss;
}

static chain_t *new_chain(const bench_t *bench)
{
    const chain_class_t *kind = chain_class_of(bench->simulation.method);
    chain_t *chain = kind->create(&bench->setting);
    chain->kind = kind;
    return chain;
}

static void assert_carried_on(wane_method_t method, wane_precision_t precision, uint64_t seed)
{
    bench_t one, other;
    wane_message_t message;
    bench_init(&one, method, precision, 1);
    bench_init(&other, method, precision, 3);
    chain_t *whole = new_chain(&one), *first = new_chain(&other), *second = new_chain(&other);
    const uint64_t saved_at = 1 + seed % (STEPS - 1);
    seen_t seen[3];
    memset(seen, 0, sizeof seen);
    cr_assert_eq(chain_begin(whole, seed, 0, message), WANE_OK);
    go_to(&seen[0], whole, saved_at);
    go_to(&seen[0], whole, STEPS);

    cr_assert_eq(chain_begin(first, seed, 0, message), WANE_OK);
    go_to(&seen[1], first, saved_at);
    unsigned char *bytes = malloc(first->kind->state_size(first));
    first->kind->save(bytes, first);
    cr_assert_eq(chain_begin(second, seed + 1, 0, message), WANE_OK);
    go_to(&seen[2], second, 2);
    chain_resume(second, seed, 0, saved_at, bytes);
    go_to(&seen[2], second, saved_at);
    cr_assert_eq(memcmp(&seen[1], &seen[2], sizeof *seen), 0, "%s: the saved state looks different",
                 simulation_method_name(method));
    go_to(&seen[2], second, STEPS);
    cr_assert_eq(memcmp(&seen[0], &seen[2], sizeof *seen), 0, "%s: went on differently from step %lu",
                 simulation_method_name(method), (unsigned long)saved_at);
    free(bytes);
    whole->kind->destroy(whole);
    first->kind->destroy(first);
    second->kind->destroy(second);
    bench_clear(&one);
    bench_clear(&other);
}

Test(chain, saved_runs_carry_on_exactly)
{
    for (int method = 0; method < METHODS; method++)
        for (uint64_t seed = 1; seed <= 8 * (uint64_t)test_multiplier(); seed++)
            assert_carried_on(method, seed % 2 ? WANE_SINGLE : WANE_DOUBLE, 5 * seed);
}

Test(chain, second_layer_starts)
{
    enum { COUNT = 20000 };
    static double a[COUNT], again[COUNT];
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.width = COUNT;
    simulation.a0 = -0.7;
    start_second_layer(a, &simulation, 3, 0);
    for (int i = 0; i < COUNT; i++) cr_assert_eq(a[i], -0.7);

    long positive = 0, alternations = 0;
    simulation.a_init = WANE_SECOND_SIGNS;
    start_second_layer(a, &simulation, 3, 0);
    for (int i = 0; i < COUNT; i++) {
        cr_assert_eq(fabs(a[i]), 0.7);
        positive += a[i] > 0;
        alternations += i > 0 && a[i] != a[i - 1];
    }
    cr_assert_float_eq(positive, COUNT / 2, 5 * sqrt(COUNT / 4.0));
    cr_assert_float_eq(alternations, COUNT / 2, 5 * sqrt(COUNT / 4.0));
    start_second_layer(again, &simulation, 4, 0);
    cr_assert_neq(memcmp(a, again, sizeof a), 0, "another seed, the same signs");

    double mean = 0, squares = 0;
    simulation.a_init = WANE_SECOND_GAUSSIAN;
    start_second_layer(a, &simulation, 3, 0);
    for (int i = 0; i < COUNT; i++) {
        mean += a[i] / COUNT;
        squares += a[i] * a[i] / COUNT;
    }
    cr_assert_float_eq(mean, 0, 5 * 0.7 / sqrt(COUNT));
    cr_assert_float_eq(squares, 0.49, 5 * 0.49 * sqrt(2.0 / COUNT));
}

Test(chain, methods_that_do_not_exist_are_refused)
{
    wane_simulation_t simulation;
    wane_message_t message;
    wane_simulation_default(&simulation);
    for (int method = -1; method <= METHODS; method++) {
        simulation.method = method;
        int exists = method >= 0 && method < METHODS;
        cr_assert_eq(simulation_check(&simulation, message), exists ? WANE_OK : WANE_BAD_INPUT);
        if (!exists) cr_assert_not_null(strstr(message->text, "method"));
    }
}

/* Whole steps, and a shorter last one where they do not end at the time that is asked for. */
Test(chain, time_is_reached_exactly)
{
    static const struct {
        double lr, time, last;
        uint64_t steps;
    } cases[] = {{0.3, 1, 1 - 3 * 0.3, 4},  {1, 0.5, 0.5, 1},   {0.1, 0.3, 0.1, 3},
                 {0.2, 400, 0.2, 2000},     {0.7, 0.7, 0.7, 1}, {0.2, 1e9, 0.2, 5000000000},
                 {1, 1.0001, 1.0001 - 1, 2}};
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        simulation.lr = cases[i].lr;
        simulation.time = cases[i].time;
        const uint64_t steps = simulation_steps(&simulation);
        cr_assert_eq(steps, cases[i].steps);
        cr_assert_eq(simulation_step_length(&simulation, steps - 1), cases[i].last);
        cr_assert_eq(simulation_time_at(&simulation, steps), cases[i].time);
        cr_assert_eq(simulation_step_at(&simulation, cases[i].time), steps);
        if (steps == 1) continue;
        cr_assert_eq(simulation_step_length(&simulation, 0), cases[i].lr);
        cr_assert_eq(simulation_step_at(&simulation, simulation_time_at(&simulation, steps - 1)), steps - 1);
    }
}

/* The run as it stands after `step` steps. */
static seen_t state_after(wane_method_t method, double lr, double time, uint64_t run, uint64_t step)
{
    bench_t bench;
    wane_message_t message;
    seen_t seen = {0};
    bench_init(&bench, method, WANE_DOUBLE, 1);
    bench.simulation.lr = lr;
    bench.simulation.time = time;
    chain_t *chain = new_chain(&bench);
    cr_assert_eq(chain_begin(chain, bench.simulation.seed, run, message), WANE_OK);
    go_to(&seen, chain, step);
    chain->kind->destroy(chain);
    bench_clear(&bench);
    return seen;
}

/* A step is shorter as if lr were, and no earlier one is. */
Test(chain, last_step_is_shorter)
{
    for (int method = 0; method < METHODS; method++) {
        const seen_t half = state_after(method, 1, 0.5, 0, 1), same = state_after(method, 0.5, 3, 0, 1);
        cr_assert_arr_eq(half.R, same.R, sizeof half.R);
        cr_assert_arr_eq(half.a, same.a, sizeof half.a);
        const seen_t early = state_after(method, 0.5, 1.2, 0, 2), whole = state_after(method, 0.5, 3, 0, 2);
        cr_assert_arr_eq(early.R, whole.R, sizeof early.R);
        const seen_t end = state_after(method, 0.5, 1.2, 0, 3), beyond = state_after(method, 0.5, 3, 0, 3);
        for (int i = 0; i < WIDTH; i++) cr_assert_neq(end.R[i], beyond.R[i]);
    }
}

/* Run m of seed S is no run of seed S + 1. */
Test(chain, seeds_share_no_run)
{
    enum { SEEDS = 4, RUNS = 4, ALL = SEEDS * RUNS };
    for (int method = 0; method < METHODS; method++) {
        seen_t seen[ALL];
        bench_t bench;
        wane_message_t message;
        memset(seen, 0, sizeof seen);
        bench_init(&bench, method, WANE_SINGLE, 1);
        chain_t *chain = new_chain(&bench);
        for (int i = 0; i < ALL; i++) {
            cr_assert_eq(chain_begin(chain, (uint64_t)(1 + i / RUNS), (uint64_t)(i % RUNS), message),
                         WANE_OK);
            go_to(&seen[i], chain, 1);
            for (int j = 0; j < i; j++)
                for (int k = 0; k < WIDTH; k++) {
                    cr_assert_neq(seen[i].R[k], seen[j].R[k]);
                    cr_assert_neq(seen[i].a[k], seen[j].a[k]);
                }
        }
        chain->kind->destroy(chain);
        bench_clear(&bench);
    }
}
