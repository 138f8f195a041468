/* The population flow as a method of simulation. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/chain/chain.h"
#include "sgd/chain/simulation.h"
#include "sgd/flow/flows.h"
#include "sgd/flow/neuron_flow.h"
#include "sgd/flow/symmetric_flow.h"

#define TOLERANCE 1e-9

/* The state is that of all neurons, or of one where all are alike: rho, q and a of the symmetric flow. */
typedef struct {
    chain_t chain;
    const chain_setting_t *setting;
    int symmetric;
    double *state, step;         /* step: the integrator's next */
    neuron_flow_t *flow;         /* NULL where symmetric */
    flow_kernels_struct kernels; /* with the decay; those of the network own them */
} population_t;

static size_t state_length(const population_t *run)
{
    return run->symmetric ? SYMMETRIC_STATE : neuron_state_length((size_t)run->setting->simulation->width);
}

static void destroy(chain_t *chain)
{
    population_t *run = (population_t *)chain;
    free(run->state);
    neuron_flow_free(run->flow);
    free(run);
}

static chain_t *create(const chain_setting_t *setting)
{
    const wane_simulation_t *simulation = setting->simulation;
    population_t *run = calloc(1, sizeof *run);
    if (run == NULL) return NULL;
    run->setting = setting;
    run->kernels = flow_kernels_with_decay(setting->network->kernels, simulation->decay);
    run->symmetric = simulation->init == WANE_INIT_ORTHONORMAL && simulation->a_init == WANE_SECOND_CONSTANT;
    run->state = calloc(state_length(run), sizeof *run->state);
    if (!run->symmetric)
        run->flow = neuron_flow_new(&run->kernels, (size_t)simulation->width, simulation->eps, TOLERANCE,
                                    setting->workers);
    if (run->state != NULL && (run->symmetric || run->flow != NULL)) return &run->chain;
    destroy(&run->chain);
    return NULL;
}

static wane_status_t start(chain_t *chain, wane_message_t message)
{
    population_t *run = (population_t *)chain;
    const wane_simulation_t *simulation = run->setting->simulation;
    run->step = 0;
    if (run->symmetric) {
        run->state[0] = atanh(simulation->R0);
        run->state[1] = 0;
        run->state[2] = simulation->a0;
        return WANE_OK;
    }
    neurons_t neurons;
    neurons_init(neurons);
    wane_status_t status = neurons_start(neurons, simulation, chain->seed, chain->run, message);
    if (status == WANE_OK) neuron_state_pack(run->state, neurons);
    neurons_clear(neurons);
    return status;
}

/* As simulation_time_at, but for a last step that is whole: where a longer run would put its end. */
static double clock_at(const wane_simulation_t *simulation, uint64_t step)
{
    return simulation_ends_whole(simulation) ? (double)step * simulation->lr
                                             : simulation_time_at(simulation, step);
}

/* All the way: where the integrator's steps fall depends on the logged times alone. */
static wane_status_t advance(chain_t *chain, uint64_t target, wane_message_t message)
{
    population_t *run = (population_t *)chain;
    const wane_simulation_t *simulation = run->setting->simulation;
    const double from = clock_at(simulation, chain->step), to = clock_at(simulation, target);
    wane_status_t status;
    if (run->symmetric)
        status = symmetric_flow_move(run->state, to - from, &run->kernels, simulation->width, simulation->eps,
                                     message);
    else status = neuron_flow_move(run->state, &run->step, run->flow, from, to, message);
    chain->step = target;
    return status;
}

static wane_status_t observe(view_t *view, chain_t *chain, wane_message_t message)
{
    (void)message;
    population_t *run = (population_t *)chain;
    const wane_simulation_t *simulation = run->setting->simulation;
    const size_t n = (size_t)simulation->width;
    if (run->symmetric) {
        symmetric_view_t seen;
        symmetric_flow_view(&seen, run->state, &run->kernels, simulation->width, simulation->noise);
        for (size_t i = 0; i < n; i++) view->R[i] = seen.R;
        for (size_t i = 0; i < n; i++) view->a[i] = seen.a;
        view->Q_mean = n > 1 ? seen.Q : NAN;
        view->loss = seen.loss;
    } else {
        memcpy(view->R, run->state, n * sizeof(double));
        memcpy(view->a, run->state + n, n * sizeof(double));
        neuron_flow_view(&view->Q_mean, &view->loss, run->flow, run->state, simulation->noise);
    }
    return WANE_OK;
}

static size_t state_size(const chain_t *chain)
{
    return (1 + state_length((const population_t *)chain)) * sizeof(double);
}

static void save(unsigned char *bytes, const chain_t *chain)
{
    const population_t *run = (const population_t *)chain;
    memcpy(bytes, &run->step, sizeof(double));
    memcpy(bytes + sizeof(double), run->state, state_length(run) * sizeof(double));
}

static void load(chain_t *chain, const unsigned char *bytes)
{
    population_t *run = (population_t *)chain;
    memcpy(&run->step, bytes, sizeof(double));
    memcpy(run->state, bytes + sizeof(double), state_length(run) * sizeof(double));
}

const chain_class_t chain_population = {
    .needs_kernels = 1,
    .steps_by_logged_times = 1,
    .create = create,
    .destroy = destroy,
    .start = start,
    .advance = advance,
    .observe = observe,
    .state_size = state_size,
    .save = save,
    .load = load,
};
