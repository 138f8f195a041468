#include "sgd/sweep/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cblas.h>

#include "base/clock.h"
#include "sgd/record/machine.h"
#include "sgd/record/record.h"
#include "sgd/record/store.h"
#include "sgd/sweep/unit.h"

/* The writer: the only one that touches the store. */
typedef struct {
    sweep_problem_t *problem;
    size_t count;
    points_t *points; /* of each problem */
    int64_t *id;      /* in the store */
    store_t *store;
    const char *path;
    double interval, last_save;
    size_t next_problem; /* the unit to look at next */
    uint64_t next_number;
    size_t units, ended;
    uint64_t rounds; /* in which states were asked for */
    int asked, stopped;
    wane_simulation_observer_t progress;
    void *context;
    wane_status_t failure; /* the first of a unit */
    wane_message_t said;
} writer_t;

static wane_status_t enter_problem(writer_t *writer, size_t i, wane_message_t message)
{
    inputs_t inputs;
    const sweep_problem_t *problem = writer->problem + i;
    if (!inputs_init(&inputs, &problem->simulation, problem->input, problem->inputs))
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu problems",
                                writer->count);
    wane_status_t status = store_problem(writer->id + i, writer->store, &inputs, &problem->simulation,
                                         problem->given, 0, message);
    inputs_clear(&inputs);
    return status;
}

static wane_status_t commit(writer_t *writer, wane_message_t message)
{
    writer->last_save = base_seconds();
    return store_commit(writer->store, message);
}

/* The states first, a moment later with them all that came until then. */
#define MOMENT 0.2
static wane_status_t save_if_time(writer_t *writer, crew_t *crew, wane_message_t message)
{
    const double late = base_seconds() - writer->last_save - writer->interval;
    if (late < 0 || (writer->asked && late < fmin(MOMENT, writer->interval))) return WANE_OK;
    if (!writer->asked) crew_say(crew, ++writer->rounds);
    writer->asked = !writer->asked;
    return writer->asked ? WANE_OK : commit(writer, message);
}

/* The next unit that is not complete. */
static wane_status_t find_unit(int *found, crew_item_t *item, void *context, wane_message_t message)
{
    writer_t *writer = context;
    wane_status_t status = WANE_OK;
    unit_t unit;
    unsigned char *state = NULL;
    *found = 0;
    while (status == WANE_OK && !*found && writer->next_problem < writer->count) {
        const size_t i = writer->next_problem;
        if (writer->next_number == (uint64_t)writer->problem[i].simulation.seeds ||
            writer->problem[i].diverged[0] != 0) {
            writer->ended += (uint64_t)writer->problem[i].simulation.seeds - writer->next_number;
            writer->next_problem++;
            writer->next_number = 0;
            continue;
        }
        unit = (unit_t){.problem = i, .number = writer->next_number++};
        status = store_read_run(&unit.stored, writer->store, writer->id[i], unit.number, writer->points + i,
                                NULL, NULL, message);
        *found = status == WANE_OK && unit.stored.entries < writer->points[i].length;
        if (status == WANE_OK && !*found) writer->ended++;
        if (*found)
            status = store_read_state(&state, &unit.state_size, writer->store, writer->id[i], unit.number,
                                      message);
    }
    if (*found && status == WANE_OK) *item = unit_item(&unit, state);
    free(state);
    return status;
}

/* A run that diverged is its problem's answer; anything else stops the sweep. */
static void end_unit(writer_t *writer, const row_t *row, const wane_message_struct *said)
{
    sweep_problem_t *problem = writer->problem + row->problem;
    writer->ended++;
    if (row->status == WANE_OK) return;
    if (row->diverged) {
        /* Of several runs the first, whoever was faster. */
        if (problem->diverged[0] != 0 && problem->diverged_run < row->number) return;
        problem->diverged_run = row->number;
        snprintf(problem->diverged, sizeof problem->diverged, "run %lu: %.400s", (unsigned long)row->number,
                 said->text);
        return;
    }
    if (writer->failure == WANE_OK) writer->said[0] = *said;
    if (writer->failure == WANE_OK) writer->failure = row->status;
}

static wane_status_t write_row(void *context, const unsigned char *bytes, size_t size, wane_message_t message)
{
    (void)size;
    writer_t *writer = context;
    row_t row;
    wane_message_t said;
    const unsigned char *rest = row_read(&row, bytes);
    const int64_t id = writer->id[row.problem];
    const entry_t entry = {row.snapshot, row.size, (unsigned char *)rest};
    if (row.kind == ROW_ENTRY)
        return store_put_entry(writer->store, id, row.number, &writer->problem[row.problem].simulation,
                               writer->points + row.problem, row.point, &entry, message);
    if (row.kind == ROW_STATE) return store_put_state(writer->store, id, row.number, rest, row.size, message);
    memcpy(said, rest, sizeof *said);
    end_unit(writer, &row, said);
    return WANE_OK;
}

/* Stopped, what came until then is kept at once: there may be little time. */
static wane_status_t pause_between(void *context, crew_t *crew, wane_message_t message)
{
    writer_t *writer = context;
    wane_status_t status = save_if_time(writer, crew, message);
    if (status != WANE_OK) return status;
    const double done = ((double)writer->ended + crew_progress(crew)) / (double)writer->units;
    writer->stopped = writer->progress != NULL && writer->progress(writer->context, fmin(done, 1)) != 0;
    if (writer->failure != WANE_OK) message[0] = writer->said[0];
    if (writer->failure != WANE_OK || !writer->stopped) return writer->failure;
    status = commit(writer, message);
    return status != WANE_OK ? status : wane_message_set(message, WANE_FAILURE, 0, "interrupted");
}

/* Units out, rows in, until all are done or it is stopped. */
static wane_status_t go(writer_t *writer, int threads, crew_post_t *post, wane_message_t message)
{
    units_t units = {writer->problem, writer->points};
    const size_t useful = post == NULL && writer->units < (size_t)threads ? writer->units : (size_t)threads;
    const int leads = post == NULL || post->rank == 0;
    const crew_job_t job = {.context = leads ? (void *)writer : NULL,
                            .shared = &units,
                            .threads = (int)useful,
                            .work = unit_work,
                            .next = find_unit,
                            .take = write_row,
                            .pause = pause_between};
    wane_status_t status = crew_run(&job, post, message);
    if (!leads) return status;
    const int ran = status == WANE_OK || writer->stopped || writer->failure != WANE_OK;
    wane_message_t said;
    const wane_status_t kept = ran ? commit(writer, said) : WANE_OK;
    if (kept != WANE_OK) message[0] = said[0];
    if (kept != WANE_OK || writer->failure != WANE_OK || !writer->stopped)
        return kept != WANE_OK ? kept : status;
    return wane_message_set(message, WANE_FAILURE, 0, "interrupted after %zu of %zu runs%s%s", writer->ended,
                            writer->units, writer->path == NULL ? "" : ", saved in ",
                            writer->path == NULL ? "" : writer->path);
}

static wane_status_t read_table(observations_t table, const writer_t *writer, size_t i,
                                wane_message_t message)
{
    record_t record;
    stored_run_t stored;
    wane_status_t status = WANE_OK;
    const wane_simulation_t *simulation = &writer->problem[i].simulation;
    if (writer->problem[i].diverged[0] != 0) return WANE_OK;
    if (!record_init(&record, simulation))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the observations");
    for (uint64_t m = 0; status == WANE_OK && m < (uint64_t)simulation->seeds; m++) {
        status = store_read_run(&stored, writer->store, writer->id[i], m, writer->points + i,
                                record_add_stored, &record, message);
        if (status == WANE_OK && stored.entries < writer->points[i].length)
            status = store_damaged(writer->store, message);
    }
    if (status == WANE_OK && !record_summarise(table, &record))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the observations");
    record_clear(&record);
    return status;
}

/* In every process. */
static wane_status_t prepare(writer_t *writer, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (size_t i = 0; i < writer->count && status == WANE_OK; i++) {
        status = simulate_check(&writer->problem[i].simulation, writer->problem[i].network, message);
        writer->problem[i].diverged[0] = 0;
        writer->units += (size_t)writer->problem[i].simulation.seeds;
        if (status == WANE_OK && !points_init(writer->points + i, &writer->problem[i].simulation))
            status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu problems",
                                      writer->count);
    }
    return status;
}

static wane_status_t begin(writer_t *writer, wane_message_t message)
{
    wane_status_t status = store_open(&writer->store, writer->path, message);
    for (size_t i = 0; i < writer->count && status == WANE_OK; i++)
        status = enter_problem(writer, i, message);
    if (status == WANE_OK && writer->path != NULL) status = machine_compare(writer->store, message);
    return status == WANE_OK ? commit(writer, message) : status;
}

wane_status_t sweep_run(observations_t *table, sweep_problem_t *problem, size_t count,
                        const sweep_host_t *host, wane_message_t message)
{
    writer_t writer = {.problem = problem,
                       .count = count,
                       .path = host->path,
                       .interval = host->interval,
                       .progress = host->progress,
                       .context = host->context};
    const int leads = host->post == NULL || host->post->rank == 0;
    writer.points = calloc(count, sizeof *writer.points);
    writer.id = calloc(count, sizeof *writer.id);
    openblas_set_num_threads(1);
    wane_status_t status =
        writer.points != NULL && writer.id != NULL
            ? prepare(&writer, message)
            : wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu problems", count);
    if (status == WANE_OK && leads) status = begin(&writer, message);
    if (status == WANE_OK) status = go(&writer, host->threads, host->post, message);
    for (size_t i = 0; i < count && leads && status == WANE_OK; i++)
        status = read_table(table[i], &writer, i, message);
    for (size_t i = 0; writer.points != NULL && i < count; i++) points_clear(writer.points + i);
    store_close(writer.store);
    free(writer.points);
    free(writer.id);
    return status;
}
