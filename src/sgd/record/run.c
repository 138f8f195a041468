#include "sgd/record/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/record/methods.h"

int run_init(run_t *run, const chain_setting_t *setting, const points_t *points)
{
    const wane_simulation_t *simulation = setting->simulation;
    const chain_class_t *kind = chain_class_of(simulation->method);
    *run = (run_t){.simulation = simulation, .points = points};
    entry_init(&run->entry);
    run->view.R = malloc((size_t)simulation->width * sizeof(double));
    run->view.a = malloc((size_t)simulation->width * sizeof(double));
    run->chain = setting->workers == NULL ? NULL : kind->create(setting);
    if (run->view.R == NULL || run->view.a == NULL || run->chain == NULL) return 0;
    run->chain->kind = kind;
    run->state_size = sizeof(uint64_t) + kind->state_size(run->chain);
    run->state = malloc(run->state_size);
    return run->state != NULL;
}

void run_clear(run_t *run)
{
    if (run->chain != NULL) run->chain->kind->destroy(run->chain);
    entry_clear(&run->entry);
    free(run->view.R);
    free(run->view.a);
    free(run->state);
}

wane_status_t run_start(run_t *run, uint64_t number, const stored_run_t *stored, const unsigned char *state,
                        size_t size, wane_message_t message)
{
    uint64_t step = 0;
    run->recorded = stored->entries;
    run->first = stored->first;
    run->last = stored->last;
    if (size == 0) return chain_begin(run->chain, run->simulation->seed, number, message);
    if (size == run->state_size) memcpy(&step, state, sizeof step);
    if (size != run->state_size || stored->entries == 0 || stored->entries >= run->points->length ||
        step >= run->points->step[stored->entries])
        return wane_message_set(message, WANE_FAILURE, 0, "the state of run %lu belongs elsewhere",
                                (unsigned long)number);
    chain_resume(run->chain, run->simulation->seed, number, step, state + sizeof step);
    return WANE_OK;
}

/* The step, then the chain. */
void run_save(run_t *run)
{
    memcpy(run->state, &run->chain->step, sizeof run->chain->step);
    run->chain->kind->save(run->state + sizeof run->chain->step, run->chain);
}

/* Descent lowers the loss: one that has grown so much will not come back. */
#define RUNAWAY 1e8

/* The last state that was seen tells which weights ran away. */
static wane_status_t diverged(run_t *run, wane_message_t message)
{
    run->diverged = 1;
    const wane_simulation_t *simulation = run->simulation;
    const double now = simulation_time_at(simulation, run->chain->step);
    const snapshot_t *seen = &run->entry.snapshot;
    char advice[60] = "";
    if (simulation->method != WANE_METHOD_POPULATION)
        snprintf(advice, sizeof advice, ": lower `lr` (now %g)", simulation->lr);
    if (run->recorded == 0)
        return wane_message_set(message, WANE_FAILURE, 0, "the weights are not finite at time %g%s", now,
                                advice);
    return wane_message_set(
        message, WANE_FAILURE, 0,
        "the simulation diverged: at time %g R = %.4g, a = %.4g, loss %.4g, after R = %.4g, "
        "a = %.4g, loss %.4g at time %g%s",
        now, seen->R_mean, seen->a_mean, seen->loss, run->last.R_mean, run->last.a_mean, run->last.loss,
        simulation_time_at(simulation, run->points->step[run->recorded - 1]), advice);
}

static wane_status_t record_state(run_t *run, const run_host_t *host, wane_message_t message)
{
    wane_status_t status = run->chain->kind->observe(&run->view, run->chain, message);
    if (status != WANE_OK) return status;
    snapshot_t *seen = &run->entry.snapshot;
    *seen = snapshot_of(&run->view, (size_t)run->simulation->width);
    if (!isfinite(seen->R_mean + seen->R_sd + seen->a_mean + seen->a_sd + seen->loss) ||
        (run->recorded > 0 && seen->loss > RUNAWAY * (1 + run->first.loss)))
        return diverged(run, message);
    if (!entry_take_histograms(&run->entry, &run->view, run->simulation))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for histograms");
    if (run->recorded == 0) run->first = *seen;
    run->last = *seen;
    return host->take(host->context, run->recorded++, &run->entry, message);
}

/* Whether the next state is one that a longer run would not pass. */
static int ends_here(const run_t *run, size_t point)
{
    if (point + 1 < run->points->length) return 0;
    return run->chain->kind->steps_by_logged_times ||
           (run->points->end != 0 && run->chain->step + 1 == run->points->step[point]);
}

wane_status_t run_finish(run_t *run, const run_host_t *host, wane_message_t message)
{
    chain_t *chain = run->chain;
    const points_t *points = run->points;
    wane_status_t status = WANE_OK;
    int saved = 0;
    size_t point = 0;
    while (run->recorded > 0 && points->step[point] <= chain->step) point++;
    for (; point < points->length && status == WANE_OK; point++) {
        while (status == WANE_OK && chain->step < points->step[point]) {
            status = host->pause(host->context, run, message);
            if (status == WANE_OK && !saved && ends_here(run, point)) {
                run_save(run);
                saved = 1;
            }
            if (status == WANE_OK) status = chain->kind->advance(chain, points->step[point], message);
        }
        if (status == WANE_OK && point >= run->recorded) status = record_state(run, host, message);
    }
    if (status == WANE_OK && !saved) run_save(run);
    return status;
}
