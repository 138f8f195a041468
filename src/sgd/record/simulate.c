#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cblas.h>

#include "base/clock.h"
#include "sgd/record/inputs.h"
#include "sgd/record/machine.h"
#include "sgd/record/methods.h"
#include "sgd/record/record.h"
#include "sgd/record/run.h"
#include "sgd/record/store.h"

/* Saving may take one part in so many of the time. */
#define SHARE 10

/* All seeds, one after the other. */
typedef struct {
    const wane_simulation_t *simulation;
    run_t run;
    record_t record;
    wane_simulation_observer_t report;
    void *context;
    store_t *store; /* NULL: nothing is kept */
    const char *path;
    int64_t problem;
    double interval, last_save; /* in seconds */
    double pause;               /* until the next save */
} session_t;

static size_t present_run(const session_t *session)
{
    return session->record.entries / session->record.points.length;
}

/* With the state of that run, as run_save left it. */
static wane_status_t commit(session_t *session, size_t number, wane_message_t message)
{
    const double before = base_seconds();
    wane_status_t status = store_put_state(session->store, session->problem, number, session->run.state,
                                           session->run.state_size, message);
    if (status == WANE_OK) status = store_commit(session->store, message);
    session->last_save = base_seconds();
    /* A state that takes long to write is written less often. */
    if (session->interval > 0)
        session->pause = fmax(session->interval, SHARE * (session->last_save - before));
    return status;
}

/* Between two steps: shows progress, stops if asked to, saves if it is time. */
static wane_status_t pause_between(void *context, run_t *run, wane_message_t message)
{
    session_t *session = context;
    const double now = (double)run->chain->step, last = (double)simulation_steps(session->simulation);
    const double done = ((double)present_run(session) + now / last) / (double)session->simulation->seeds;
    const int stop = session->report != NULL && session->report(session->context, done) != 0;
    wane_status_t status = WANE_OK;
    if (session->store != NULL && (stop || base_seconds() - session->last_save >= session->pause)) {
        run_save(run);
        status = commit(session, present_run(session), message);
    }
    if (status != WANE_OK || !stop) return status;
    return wane_message_set(message, WANE_FAILURE, 0, "interrupted at time %g%s%s",
                            simulation_time_at(session->simulation, run->chain->step),
                            session->store == NULL ? "" : ", saved in ",
                            session->store == NULL ? "" : session->path);
}

static wane_status_t take(void *context, size_t point, const entry_t *entry, wane_message_t message)
{
    session_t *session = context;
    const size_t number = present_run(session);
    if (!record_add(&session->record, entry))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for histograms");
    if (session->store == NULL) return WANE_OK;
    return store_put_entry(session->store, session->problem, number, session->simulation,
                           &session->record.points, point, entry, message);
}

/* Back to where the store stands with a run; *done: it is complete. */
static wane_status_t restore(session_t *session, size_t number, int *done, wane_message_t message)
{
    stored_run_t stored = {0};
    unsigned char *state = NULL;
    size_t size = 0;
    wane_status_t status = WANE_OK;
    if (session->store != NULL)
        status = store_read_run(&stored, session->store, session->problem, number, &session->record.points,
                                record_add_stored, &session->record, message);
    *done = stored.entries == session->record.points.length;
    if (status != WANE_OK || *done) return status;
    if (session->store != NULL)
        status = store_read_state(&state, &size, session->store, session->problem, number, message);
    if (status == WANE_OK && run_start(&session->run, number, &stored, state, size, message) != WANE_OK)
        status = size == 0 ? WANE_FAILURE : store_damaged(session->store, message);
    free(state);
    return status;
}

static wane_status_t finish_all(session_t *session, wane_message_t message)
{
    const run_host_t host = {session, pause_between, take};
    wane_status_t status = WANE_OK;
    for (size_t m = 0; status == WANE_OK && m < (size_t)session->simulation->seeds; m++) {
        int done;
        status = restore(session, m, &done, message);
        if (status != WANE_OK || done) continue;
        status = run_finish(&session->run, &host, message);
        if (status == WANE_OK && session->store != NULL) status = commit(session, m, message);
    }
    return status;
}

static wane_status_t open_store(session_t *session, const simulation_store_t *store, wane_message_t message)
{
    inputs_t inputs;
    session->path = store->path;
    session->interval = store->interval;
    if (!inputs_init(&inputs, session->simulation, store->input, store->inputs))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory to save the simulation");
    wane_status_t status = store_open(&session->store, store->path, message);
    if (status == WANE_OK)
        status = store_problem(&session->problem, session->store, &inputs, session->simulation,
                               store->given == NULL ? "" : store->given, 1, message);
    if (status == WANE_OK) status = machine_compare(session->store, message);
    if (status == WANE_OK) status = store_commit(session->store, message);
    inputs_clear(&inputs);
    return status;
}

static wane_status_t run_session(observations_t table, session_t *session, const simulation_store_t *store,
                                 wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (store != NULL) status = open_store(session, store, message);
    if (status == WANE_OK) status = finish_all(session, message);
    if (status == WANE_OK && !record_summarise(table, &session->record))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the observations");
    return status;
}

wane_status_t simulate_check(const wane_simulation_t *simulation, const network_t *network,
                             wane_message_t message)
{
    wane_status_t status = simulation_check(simulation, message);
    if (status != WANE_OK || !chain_class_of(simulation->method)->needs_kernels || network->kernels != NULL)
        return status;
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
    wane_status_t status = simulate_check(simulation, network, message);
    if (status != WANE_OK) return status;
    openblas_set_num_threads(1);
    chain_setting_t setting = {simulation, network, workers_new(useful_threads(simulation))};
    session_t session = {.simulation = simulation, .report = progress, .context = context};
    if (record_init(&session.record, simulation) && run_init(&session.run, &setting, &session.record.points))
        status = run_session(table, &session, store, message);
    else
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld neurons in dimension %ld",
                             (long)simulation->width, (long)simulation->dim);
    run_clear(&session.run);
    record_clear(&session.record);
    store_close(session.store);
    workers_free(setting.workers);
    return status;
}

wane_status_t simulate_network(observations_t table, const wane_simulation_t *simulation,
                               const network_t *network, wane_simulation_observer_t progress, void *context,
                               wane_message_t message)
{
    return simulate_stored(table, simulation, network, NULL, progress, context, message);
}
