#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cblas.h>

#include "sgd/chain/simulation.h"
#include "sgd/record/inputs.h"
#include "sgd/record/machine.h"
#include "sgd/record/methods.h"
#include "sgd/record/record.h"
#include "sgd/record/store.h"

/* Saving may take one part in so many of the time. */
#define SHARE 10

/* All seeds, one after the other. */
typedef struct {
    const wane_simulation_t *simulation;
    chain_t *chain;
    view_t view;
    record_t record;
    wane_simulation_observer_t report;
    void *context;
    store_t *store; /* NULL: nothing is kept */
    const char *path;
    double interval, last_save; /* in seconds */
    double pause;               /* until the next save */
    size_t state_size;          /* of a run's position and the state of its chain */
    unsigned char *state;       /* NULL without a store */
} session_t;

/* The position of the run in progress, at the start of a stored state. */
typedef struct {
    uint64_t run, step;
} position_t;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static size_t present_run(const session_t *session)
{
    return session->record.entries / session->record.length;
}

static wane_status_t save(session_t *session, wane_message_t message)
{
    const position_t position = {present_run(session), session->chain->step};
    memcpy(session->state, &position, sizeof position);
    session->chain->kind->save(session->state + sizeof position, session->chain);
    const double before = seconds();
    wane_status_t status = store_commit(session->store, session->state, session->state_size, message);
    session->last_save = seconds();
    /* A state that takes long to write is written less often. */
    if (session->interval > 0)
        session->pause = fmax(session->interval, SHARE * (session->last_save - before));
    return status;
}

/* Between two steps: shows progress, stops if asked to, saves if it is time. */
static wane_status_t pause_between(session_t *session, wane_message_t message)
{
    const double now = (double)session->chain->step,
                 last = (double)session->record.step[session->record.length - 1];
    const double done = ((double)present_run(session) + now / last) / (double)session->simulation->seeds;
    const int stop = session->report != NULL && session->report(session->context, done) != 0;
    wane_status_t status = WANE_OK;
    if (session->store != NULL && (stop || seconds() - session->last_save >= session->pause))
        status = save(session, message);
    if (status != WANE_OK || !stop) return status;
    return wane_message_set(message, WANE_FAILURE, 0, "interrupted at time %g%s%s",
                            simulation_time_at(session->simulation, session->chain->step),
                            session->store == NULL ? "" : ", saved in ",
                            session->store == NULL ? "" : session->path);
}

/* The last finite state tells which weights ran away. */
static wane_status_t diverged(const session_t *session, wane_message_t message)
{
    const wane_simulation_t *simulation = session->simulation;
    const record_t *record = &session->record;
    const size_t point = record->entries % record->length;
    const double now = simulation_time_at(simulation, session->chain->step);
    char advice[60] = "";
    if (simulation->method != WANE_METHOD_POPULATION)
        snprintf(advice, sizeof advice, ": lower `lr` (now %g)", simulation->lr);
    if (point == 0)
        return wane_message_set(message, WANE_FAILURE, 0, "the weights are not finite at time %g%s", now,
                                advice);
    const snapshot_t *seen = record->snapshot + record->entries - 1;
    return wane_message_set(
        message, WANE_FAILURE, 0,
        "the simulation diverged before time %g, after R = %.4g, a = %.4g, loss %.4g at time %g%s", now,
        seen->R_mean, seen->a_mean, seen->loss, (double)record->step[point - 1] * simulation->lr, advice);
}

/* Records the present state. */
static wane_status_t record_state(session_t *session, wane_message_t message)
{
    const wane_simulation_t *simulation = session->simulation;
    record_t *record = &session->record;
    wane_status_t status = session->chain->kind->observe(&session->view, session->chain, message);
    if (status != WANE_OK) return status;
    const snapshot_t seen = snapshot_of(&session->view, (size_t)simulation->width);
    if (!isfinite(seen.R_mean + seen.a_mean + seen.loss)) return diverged(session, message);
    if (!record_take(record, &session->view))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for histograms");
    if (session->store == NULL) return WANE_OK;
    return store_put_entry(session->store, record->entries - 1, record->bytes, record->size, message);
}

/* To the end of the run in progress. */
static wane_status_t finish_run(session_t *session, wane_message_t message)
{
    chain_t *chain = session->chain;
    const record_t *record = &session->record;
    const size_t end = (present_run(session) + 1) * record->length;
    wane_status_t status = WANE_OK;
    while (record->entries < end && status == WANE_OK) {
        const uint64_t next = record->step[record->entries % record->length];
        while (status == WANE_OK && chain->step < next) {
            status = pause_between(session, message);
            if (status == WANE_OK) status = chain->kind->advance(chain, next, message);
        }
        if (status == WANE_OK) status = record_state(session, message);
    }
    return status;
}

/* in_progress: the chain stands inside a run. */
static wane_status_t finish_all(session_t *session, int in_progress, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (size_t m; status == WANE_OK && (m = present_run(session)) < (size_t)session->simulation->seeds;) {
        if (!in_progress) status = chain_begin(session->chain, session->simulation->seed, m, message);
        in_progress = 0;
        if (status == WANE_OK) status = finish_run(session, message);
    }
    if (status == WANE_OK && session->store != NULL) status = store_commit(session->store, NULL, 0, message);
    return status;
}

static int restore_entry(void *record, const unsigned char *bytes, size_t size)
{
    return record_restore(record, bytes, size);
}

/* Whether the entries are those up to that position. */
static int agrees(const record_t *record, position_t position)
{
    const size_t point = record->entries % record->length;
    return point > 0 && position.run == record->entries / record->length &&
           record->step[point - 1] <= position.step && position.step < record->step[point];
}

/* Back to where the store stands; *in_progress as above. */
static wane_status_t restore(session_t *session, int *in_progress, wane_message_t message)
{
    position_t position;
    unsigned char *state = NULL;
    size_t size = 0;
    const record_t *record = &session->record;
    *in_progress = 0;
    wane_status_t status = store_read_entries(session->store, restore_entry, &session->record, message);
    if (status == WANE_OK) status = store_read_state(&state, &size, session->store, message);
    if (status != WANE_OK) return status;
    if (size == session->state_size) {
        memcpy(&position, state, sizeof position);
        *in_progress = agrees(record, position);
        if (*in_progress)
            chain_resume(session->chain, session->simulation->seed, position.run, position.step,
                         state + sizeof position);
    }
    /* Without a state there is nothing yet, or everything. */
    if (!*in_progress &&
        (size != 0 || (record->entries != 0 && present_run(session) != (size_t)session->simulation->seeds)))
        status = store_damaged(session->store, message);
    free(state);
    return status;
}

/* 0 when memory runs out. */
static int session_init(session_t *session, const chain_setting_t *setting)
{
    const wane_simulation_t *simulation = setting->simulation;
    const chain_class_t *kind = chain_class_of(simulation->method);
    session->simulation = simulation;
    session->view.R = malloc((size_t)simulation->width * sizeof(double));
    session->view.a = malloc((size_t)simulation->width * sizeof(double));
    session->chain = setting->workers == NULL ? NULL : kind->create(setting);
    if (!record_init(&session->record, simulation) || session->view.R == NULL || session->view.a == NULL ||
        session->chain == NULL)
        return 0;
    session->chain->kind = kind;
    return 1;
}

static void session_clear(session_t *session)
{
    if (session->chain != NULL) session->chain->kind->destroy(session->chain);
    record_clear(&session->record);
    free(session->view.R);
    free(session->view.a);
    free(session->state);
    store_close(session->store);
}

static wane_status_t open_store(session_t *session, const simulation_store_t *store, wane_message_t message)
{
    inputs_t inputs;
    session->path = store->path;
    session->interval = store->interval;
    session->state_size = sizeof(position_t) + session->chain->kind->state_size(session->chain);
    session->state = malloc(session->state_size);
    if (session->state == NULL || !inputs_init(&inputs, session->simulation, store->input, store->inputs))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory to save the simulation");
    wane_status_t status = store_open(&session->store, store->path, inputs.input, inputs.length, message);
    inputs_clear(&inputs);
    return status == WANE_OK ? machine_compare(session->store, message) : status;
}

static wane_status_t run_session(observations_t table, session_t *session, const simulation_store_t *store,
                                 wane_message_t message)
{
    int in_progress = 0;
    wane_status_t status = WANE_OK;
    if (store != NULL) {
        status = open_store(session, store, message);
        if (status == WANE_OK) status = restore(session, &in_progress, message);
    }
    if (status == WANE_OK) status = finish_all(session, in_progress, message);
    if (status == WANE_OK && !record_summarise(table, &session->record))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the observations");
    return status;
}

static wane_status_t check_network(const wane_simulation_t *simulation, const network_t *network,
                                   wane_message_t message)
{
    if (!chain_class_of(simulation->method)->needs_kernels || network->kernels != NULL) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "`method` %s needs the kernels of the network",
                            simulation_method_name(simulation->method));
}

/* One, where handing a step's work over would take longer than doing it: the sampling methods do about so
   many multiplications in a step. */
#define LEAST_WORK 3e6
static int useful_threads(const wane_simulation_t *s)
{
    if (s->method == WANE_METHOD_POPULATION) return s->threads;
    const double span = (double)(s->method == WANE_METHOD_DIRECT ? s->dim : s->width);
    const double work = 2 * (double)s->batch * ((double)s->width + 5) * span;
    return work < LEAST_WORK ? 1 : s->threads;
}

wane_status_t simulate_stored(observations_t table, const wane_simulation_t *simulation,
                              const network_t *network, const simulation_store_t *store,
                              wane_simulation_observer_t progress, void *context, wane_message_t message)
{
    observations_clear(table);
    wane_status_t status = simulation_check(simulation, message);
    if (status == WANE_OK) status = check_network(simulation, network, message);
    if (status != WANE_OK) return status;
    openblas_set_num_threads(1);
    chain_setting_t setting = {simulation, network, workers_new(useful_threads(simulation))};
    session_t session = {.report = progress, .context = context};
    if (session_init(&session, &setting)) status = run_session(table, &session, store, message);
    else
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld neurons in dimension %ld",
                             (long)simulation->width, (long)simulation->dim);
    session_clear(&session);
    workers_free(setting.workers);
    return status;
}

wane_status_t simulate_network(observations_t table, const wane_simulation_t *simulation,
                               const network_t *network, wane_simulation_observer_t progress, void *context,
                               wane_message_t message)
{
    return simulate_stored(table, simulation, network, NULL, progress, context, message);
}
