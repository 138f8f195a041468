#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/chain/simulation.h"
#include "answer/simulation/resume.h"
#include "answer/simulation/simulation.h"

/* In the order of wane_method_t, wane_initialization_t, wane_second_layer_t and wane_precision_t. */
static const char *const methods[] = {"direct", "overlap", "population", NULL};
static const char *const starts[] = {"iid", "orthonormal", NULL};
static const char *const second_starts[] = {"constant", "signs", "gaussian", NULL};
static const char *const arithmetics[] = {"single", "double", NULL};

void answer_network_clear(answer_network_t network)
{
    bulk_network_clear(network->functions);
    flow_kernels_clear(network->kernels);
    for (int i = 0; i < 2; i++) flint_free(network->text[i]);
}

/* Where the splines of kinks of very many digits leave
   the kernels open, as much as machine arithmetic has. */
#define MACHINE_DIGITS 18

static wane_status_t add_kernels(answer_network_t network, const answer_pair_t pair, wane_message_t message)
{
    wane_effort_t effort = pair->effort;
    wane_message_t said = {{.text = ""}};
    wane_status_t status = WANE_UNDECIDED;
    for (int attempt = 0; attempt < 2 && status == WANE_UNDECIDED; attempt++) {
        kernels_t exact;
        kernels_init(exact);
        if (attempt == 1) effort.digits = FLINT_MIN(effort.digits, MACHINE_DIGITS);
        status = kernels_compute(exact, pair->typed[0], pair->typed[1], &effort, said);
        if (status == WANE_OK) status = flow_kernels_set(network->kernels, exact, said);
        kernels_clear(exact);
    }
    if (status == WANE_OK) network->network.kernels = network->kernels;
    else message[0] = said[0];
    return status;
}

wane_status_t answer_network_init(answer_network_t network, const answer_pair_t pair, int with_kernels,
                                  wane_message_t message)
{
    memset(network, 0, sizeof(answer_network_struct));
    flow_kernels_init(network->kernels);
    network->text[0] = wane_function_print(pair->typed[0]);
    network->text[1] = wane_function_print(pair->typed[1]);
    network->input[0] = (simulation_input_t){"student", network->text[0]};
    network->input[1] = (simulation_input_t){"teacher", network->text[1]};
    wane_status_t status = bulk_network_set(network->functions, pair->typed[0], pair->typed[1], message);
    if (status != WANE_OK) return status;
    network->network = network->functions->network;
    return with_kernels ? add_kernels(network, pair, message) : WANE_OK;
}

/* The population flow has no batches, and steps only for its list of times; an orthonormal start is the same
   in every dimension that holds it. */
static int is_needed(answer_key_t key, const wane_simulation_t *simulation, const answer_problem_t problem)
{
    if (simulation->method != WANE_METHOD_POPULATION || answer_given(problem, key)) return 1;
    return key == ANSWER_DIM && simulation->init != WANE_INIT_ORTHONORMAL;
}

static wane_status_t get_sizes(wane_simulation_t *simulation, const answer_problem_t problem,
                               wane_message_t message)
{
    slong seed = 1;
    const struct {
        slong *value;
        answer_key_t key;
        slong least, most;
    } sizes[] = {{&simulation->width, ANSWER_WIDTH, 1, 1000000},
                 {&simulation->dim, ANSWER_DIM, 2, 10000000},
                 {&simulation->batch, ANSWER_BATCH, 1, 10000000},
                 {&simulation->seeds, ANSWER_SEEDS, 1, 1000000},
                 {&simulation->points_per_decade, ANSWER_PER_DECADE, 1, 1000},
                 {&seed, ANSWER_SEED, 0, WORD_MAX >> 1}};
    wane_status_t status = WANE_OK;
    for (size_t i = 0; status == WANE_OK && i < sizeof sizes / sizeof *sizes; i++) {
        const answer_key_t key = sizes[i].key;
        if ((key != ANSWER_DIM && key != ANSWER_BATCH) || is_needed(key, simulation, problem))
            status = answer_get_integer(sizes[i].value, problem, key, sizes[i].least, sizes[i].most, message);
        else if (key == ANSWER_DIM) simulation->dim = simulation->width + 1;
    }
    simulation->seed = (unsigned long)seed;
    return status;
}

static wane_status_t get_rates(wane_simulation_t *simulation, const answer_problem_t problem,
                               wane_message_t message)
{
    static const char positive[] = "a positive number";
    const struct {
        double *value;
        answer_key_t key;
        double least, most;
        const char *what;
    } rates[] = {{&simulation->lr, ANSWER_LR, DBL_MIN, DBL_MAX, positive},
                 {&simulation->time, ANSWER_TIME, DBL_MIN, DBL_MAX, positive},
                 {&simulation->eps, ANSWER_EPS, 0, DBL_MAX, "a number >= 0 (0: the second layer is frozen)"},
                 {&simulation->a0, ANSWER_A0, -FLT_MAX, FLT_MAX, "a number"},
                 {&simulation->R0, ANSWER_R0, -1 + DBL_EPSILON, 1 - DBL_EPSILON, "a number in (-1,1)"},
                 {&simulation->noise, ANSWER_NOISE, 0, FLT_MAX, "a number >= 0"}};
    wane_status_t status = WANE_OK;
    if (answer_given(problem, ANSWER_DECAY))
        status = answer_get_double(&simulation->decay, problem, ANSWER_DECAY, 0, FLT_MAX,
                                   "a number >= 0 (a network has one)", message);
    for (size_t i = 0; status == WANE_OK && i < sizeof rates / sizeof *rates; i++)
        if (rates[i].key != ANSWER_LR || is_needed(ANSWER_LR, simulation, problem))
            status = answer_get_double(rates[i].value, problem, rates[i].key, rates[i].least, rates[i].most,
                                       rates[i].what, message);
    return status;
}

static wane_status_t get_choices(wane_simulation_t *simulation, const answer_problem_t problem,
                                 wane_message_t message)
{
    static const struct {
        answer_key_t key;
        const char *const *names;
    } choices[] = {{ANSWER_METHOD, methods},
                   {ANSWER_INIT, starts},
                   {ANSWER_A_INIT, second_starts},
                   {ANSWER_ARITHMETIC, arithmetics}};
    int choice[4] = {0};
    wane_status_t status = WANE_OK;
    for (int i = 0; status == WANE_OK && i < 4; i++)
        status = answer_get_choice(choice + i, problem, choices[i].key, choices[i].names, message);
    simulation->method = (wane_method_t)choice[0];
    simulation->init = (wane_initialization_t)choice[1];
    simulation->a_init = (wane_second_layer_t)choice[2];
    simulation->precision = (wane_precision_t)choice[3];
    return status;
}

wane_status_t answer_get_simulation(wane_simulation_t *simulation, const answer_problem_t problem,
                                    const answer_pair_t pair, wane_message_t message)
{
    wane_simulation_default(simulation);
    simulation->threads = pair->effort.threads;
    wane_status_t status = get_choices(simulation, problem, message);
    if (status == WANE_OK) status = get_sizes(simulation, problem, message);
    if (status == WANE_OK) status = get_rates(simulation, problem, message);
    return status == WANE_OK ? simulation_check(simulation, message) : status;
}

/* Commits cost milliseconds; an hour is more than anyone would want to lose. */
wane_status_t answer_get_store(simulation_store_t *store, const answer_problem_t problem, answer_key_t key,
                               wane_message_t message)
{
    *store = (simulation_store_t){.path = answer_text(problem, key)};
    if (store->path != NULL && *store->path == 0)
        return answer_expected(problem, key, "the name of a file for itself", message);
    return answer_get_double(&store->interval, problem, ANSWER_SAVE_EVERY, 0, 3600,
                             "a number of seconds from 0 to 3600", message);
}

double answer_steps(const wane_simulation_t *simulation)
{
    if (simulation->method == WANE_METHOD_POPULATION) return 0;
    return (double)simulation_steps(simulation) * (double)simulation->seeds;
}

wane_status_t answer_run_simulation(observations_t table, const wane_simulation_t *simulation,
                                    const answer_network_t network, const answer_problem_t problem,
                                    const wane_answer_host_t *host, wane_message_t message)
{
    simulation_store_t store;
    wane_status_t status = answer_get_store(&store, problem, ANSWER_RESUME, message);
    if (status != WANE_OK) return status;
    store.input = network->input;
    store.inputs = 2;
    char *given = store.path == NULL ? NULL : answer_resume_given(problem, (long)simulation->histogram_bins);
    if (store.path != NULL && given == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory to save the simulation");
    store.given = given;
    answer_progress_t progress = {host, answer_steps(simulation)};
    status = simulate_stored(table, simulation, &network->network, store.path == NULL ? NULL : &store,
                             answer_progress_advance, &progress, message);
    free(given);
    return status;
}
