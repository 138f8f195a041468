/* What every method owes: a run that is saved, loaded elsewhere and carried on is the same run; and the
   starts of the second layer. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "example_network.h"
#include "sgd/chain/chain.h"
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
    cr_assert_eq(chain_begin(whole, seed, message), WANE_OK);
    go_to(&seen[0], whole, saved_at);
    go_to(&seen[0], whole, STEPS);

    cr_assert_eq(chain_begin(first, seed, message), WANE_OK);
    go_to(&seen[1], first, saved_at);
    unsigned char *bytes = malloc(first->kind->state_size(first));
    first->kind->save(bytes, first);
    cr_assert_eq(chain_begin(second, seed + 1, message), WANE_OK);
    go_to(&seen[2], second, 2);
    chain_resume(second, seed, saved_at, bytes);
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
    start_second_layer(a, &simulation, 3);
    for (int i = 0; i < COUNT; i++) cr_assert_eq(a[i], -0.7);

    long positive = 0, alternations = 0;
    simulation.a_init = WANE_SECOND_SIGNS;
    start_second_layer(a, &simulation, 3);
    for (int i = 0; i < COUNT; i++) {
        cr_assert_eq(fabs(a[i]), 0.7);
        positive += a[i] > 0;
        alternations += i > 0 && a[i] != a[i - 1];
    }
    cr_assert_float_eq(positive, COUNT / 2, 5 * sqrt(COUNT / 4.0));
    cr_assert_float_eq(alternations, COUNT / 2, 5 * sqrt(COUNT / 4.0));
    start_second_layer(again, &simulation, 4);
    cr_assert_neq(memcmp(a, again, sizeof a), 0, "another seed, the same signs");

    double mean = 0, squares = 0;
    simulation.a_init = WANE_SECOND_GAUSSIAN;
    start_second_layer(a, &simulation, 3);
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
