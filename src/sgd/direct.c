#include <math.h>
#include <stdlib.h>
#include <cblas.h>

#include "sgd/direct.h"

static void *aligned(size_t bytes)
{
    return aligned_alloc(64, (bytes + 63) / 64 * 64);
}

static void run_clear(direct_run_t *run, int workers)
{
    free(run->weight);
    free(run->second);
    free(run->second_over_width);
    free(run->gradient);
    free(run->second_gradient);
    free(run->loss);
    for (int i = 0; run->workspace != NULL && i < workers; i++) free(run->workspace[i]);
    free(run->workspace);
}

static int run_init(direct_run_t *run, const wane_simulation_t *simulation, const wane_network_t *network,
                    int workers)
{
    layout_t layout = layout_choose(simulation);
    size_t entry = layout.entry_size, weights = layout.width * layout.stride;
    *run = (direct_run_t){.simulation = simulation, .network = network, .layout = layout};
    run->weight = aligned(weights * entry);
    run->second = aligned(layout.width * sizeof(double));
    run->second_over_width = aligned(layout.width * entry);
    run->gradient = aligned(layout.slices * weights * entry);
    run->second_gradient = aligned(layout.slices * layout.width * entry);
    run->loss = aligned(layout.slices * sizeof(double));
    run->workspace = calloc((size_t)workers, sizeof *run->workspace);
    int complete = run->weight != NULL && run->second != NULL && run->second_over_width != NULL &&
                   run->gradient != NULL && run->second_gradient != NULL && run->loss != NULL &&
                   run->workspace != NULL;
    for (int i = 0; complete && i < workers; i++)
        complete = (run->workspace[i] = aligned(direct_workspace_length(&layout) * entry)) != NULL;
    return complete;
}

static void take_snapshot(snapshot_t *snapshot, const direct_run_t *run)
{
    const layout_t *l = &run->layout;
    if (run->simulation->precision == WANE_DOUBLE)
        snapshot_double(snapshot, run->weight, run->second, l->width, l->dim, l->stride);
    else snapshot_float(snapshot, run->weight, run->second, l->width, l->dim, l->stride);
    double loss = 0;
    for (size_t slice = 0; slice < l->slices; slice++) loss += run->loss[slice];
    snapshot->loss = loss / (double)l->batch;
}

typedef struct {
    wane_progress_t report;
    void *context;
    double runs_before, runs; /* runs done and to do */
} progress_t;

/* From time 0 to step[length-1], a snapshot at each listed step. */
static wane_status_t run_go(snapshot_t *snapshot, direct_run_t *run, workers_t *workers, const size_t *step,
                            size_t length, const progress_t *progress, wane_message_t message)
{
    const int twice = run->simulation->precision == WANE_DOUBLE;
    if (!(twice ? direct_start_double : direct_start_float)(run))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the initial weights");
    const size_t last = step[length - 1];
    size_t logged = 0;
    for (run->step = 0;; run->step++) {
        double done = (progress->runs_before + (double)run->step / (double)last) / progress->runs;
        if (progress->report != NULL && progress->report(progress->context, done) != 0)
            return wane_message_set(message, WANE_FAILURE, 0, "interrupted at time %g",
                                    (double)run->step * run->simulation->lr);
        workers_run(workers, twice ? direct_slice_double : direct_slice_float, run, run->layout.slices);
        if (run->step == step[logged]) {
            take_snapshot(snapshot + logged, run);
            if (!isfinite(snapshot[logged].R_mean + snapshot[logged].a_mean + snapshot[logged].loss))
                return wane_message_set(
                    message, WANE_FAILURE, 0,
                    "the weights stopped being finite before time %g: lower --lr (now %g)",
                    (double)run->step * run->simulation->lr, run->simulation->lr);
            logged++;
        }
        if (run->step == last) return WANE_OK;
        workers_run(workers, twice ? direct_update_double : direct_update_float, run, run->layout.width);
    }
}

static wane_status_t run_all_seeds(wane_observations_t table, direct_run_t *run, workers_t *workers,
                                   wane_progress_t report, void *context, wane_message_t message)
{
    const wane_simulation_t *simulation = run->simulation;
    const size_t seeds = (size_t)simulation->seeds;
    size_t length = 0, *step = logging_steps(&length, (size_t)rint(simulation->time / simulation->lr));
    snapshot_t *snapshot = step == NULL ? NULL : malloc(seeds * length * sizeof *snapshot);
    wane_status_t status = WANE_OK;
    for (size_t m = 0; snapshot != NULL && m < seeds && status == WANE_OK; m++) {
        progress_t progress = {report, context, (double)m, (double)seeds};
        run->seed = (uint64_t)simulation->seed + m;
        status = run_go(snapshot + m * length, run, workers, step, length, &progress, message);
    }
    if (status == WANE_OK &&
        (snapshot == NULL || !observations_summarise(table, snapshot, seeds, step, length, simulation->lr)))
        status = wane_message_set(message, WANE_FAILURE, 0,
                                  "not enough memory for the observations of %zu seeds", seeds);
    free(snapshot);
    free(step);
    return status;
}

wane_status_t wane_simulate_direct(wane_observations_t table, const wane_simulation_t *simulation,
                                   const wane_network_t *network, wane_progress_t report, void *context,
                                   wane_message_t message)
{
    wane_observations_clear(table);
    wane_status_t status = wane_simulation_check(simulation, message);
    if (status != WANE_OK) return status;
    openblas_set_num_threads(1);
    workers_t *workers = workers_new(simulation->threads);
    int count = workers == NULL ? 0 : workers_count(workers);
    direct_run_t run = {0};
    if (workers != NULL && run_init(&run, simulation, network, count))
        status = run_all_seeds(table, &run, workers, report, context, message);
    else
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %ld neurons in dimension %ld",
                             (long)simulation->width, (long)simulation->dim);
    run_clear(&run, count);
    workers_free(workers);
    return status;
}
