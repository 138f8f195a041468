#include <math.h>
#include <stdlib.h>
#include <cblas.h>

#include "sgd/observation.h"

typedef struct {
    chain_t *chain;
    view_t view;
    const wane_simulation_t *simulation;
    uint64_t *step; /* to be logged */
    size_t length;
    wane_progress_t report;
    void *context;
    double runs_before;
} session_t;

static wane_status_t report(const session_t *session, wane_message_t message)
{
    const double now = (double)session->chain->step, last = (double)session->step[session->length - 1];
    const double done = (session->runs_before + now / last) / (double)session->simulation->seeds;
    if (session->report == NULL || session->report(session->context, done) == 0) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "interrupted at time %g",
                            now * session->simulation->lr);
}

static wane_status_t take_snapshot(snapshot_t *snapshot, session_t *session, wane_message_t message)
{
    const wane_simulation_t *simulation = session->simulation;
    wane_status_t status = session->chain->kind->observe(&session->view, session->chain, message);
    if (status != WANE_OK) return status;
    *snapshot = snapshot_of(&session->view, (size_t)simulation->width);
    if (isfinite(snapshot->R_mean + snapshot->a_mean + snapshot->loss)) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0,
                            "the weights stopped being finite before time %g: lower --lr (now %g)",
                            (double)session->chain->step * simulation->lr, simulation->lr);
}

/* From the present step to the last, a snapshot at each listed step on the way. */
static wane_status_t run_on(snapshot_t *snapshot, session_t *session, wane_message_t message)
{
    chain_t *chain = session->chain;
    wane_status_t status = WANE_OK;
    for (size_t l = 0; l < session->length && status == WANE_OK; l++) {
        while (status == WANE_OK && chain->step < session->step[l]) {
            status = report(session, message);
            if (status == WANE_OK) status = chain->kind->advance(chain, session->step[l], message);
        }
        if (status == WANE_OK) status = take_snapshot(snapshot + l, session, message);
    }
    return status;
}

static wane_status_t run_all_seeds(wane_observations_t table, session_t *session, wane_message_t message)
{
    const wane_simulation_t *simulation = session->simulation;
    const size_t seeds = (size_t)simulation->seeds, length = session->length;
    snapshot_t *snapshot = malloc(seeds * length * sizeof *snapshot);
    wane_status_t status = WANE_OK;
    for (size_t m = 0; snapshot != NULL && m < seeds && status == WANE_OK; m++) {
        session->runs_before = (double)m;
        status = chain_begin(session->chain, (uint64_t)simulation->seed + m, message);
        if (status == WANE_OK) status = run_on(snapshot + m * length, session, message);
    }
    if (status == WANE_OK &&
        (snapshot == NULL ||
         !observations_summarise(table, snapshot, seeds, session->step, length, simulation->lr)))
        status = wane_message_set(message, WANE_FAILURE, 0,
                                  "not enough memory for the observations of %zu seeds", seeds);
    free(snapshot);
    return status;
}

/* 0 when memory runs out. */
static int session_init(session_t *session, const chain_setting_t *setting)
{
    const wane_simulation_t *simulation = setting->simulation;
    const chain_class_t *kind = chain_class_of(simulation->method);
    session->simulation = simulation;
    session->step =
        logging_steps(&session->length, simulation_steps(simulation), simulation->points_per_decade);
    session->view.R = malloc((size_t)simulation->width * sizeof(double));
    session->view.a = malloc((size_t)simulation->width * sizeof(double));
    session->chain = setting->workers == NULL ? NULL : kind->create(setting);
    if (session->chain != NULL) session->chain->kind = kind;
    return session->step != NULL && session->view.R != NULL && session->view.a != NULL &&
           session->chain != NULL;
}

static void session_clear(session_t *session)
{
    if (session->chain != NULL) session->chain->kind->destroy(session->chain);
    free(session->step);
    free(session->view.R);
    free(session->view.a);
}

static wane_status_t check_network(const wane_simulation_t *simulation, const wane_network_t *network,
                                   wane_message_t message)
{
    if (!chain_class_of(simulation->method)->needs_kernels || network->kernels != NULL) return WANE_OK;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "--method %s needs the kernels of the network",
                            wane_method_name(simulation->method));
}

wane_status_t wane_simulate(wane_observations_t table, const wane_simulation_t *simulation,
                            const wane_network_t *network, wane_progress_t progress, void *context,
                            wane_message_t message)
{
    wane_observations_clear(table);
    wane_status_t status = wane_simulation_check(simulation, message);
    if (status == WANE_OK) status = check_network(simulation, network, message);
    if (status != WANE_OK) return status;
    openblas_set_num_threads(1);
    chain_setting_t setting = {simulation, network, workers_new(simulation->threads)};
    session_t session = {.report = progress, .context = context};
    if (session_init(&session, &setting)) status = run_all_seeds(table, &session, message);
    else
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld neurons in dimension %ld",
                             (long)simulation->width, (long)simulation->dim);
    session_clear(&session);
    workers_free(setting.workers);
    return status;
}
