#include "sgd/sweep/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cblas.h>

#include "base/clock.h"
#include "sgd/sweep/desk.h"
#include "sgd/record/machine.h"
#include "sgd/record/record.h"
#include "sgd/record/store.h"

/* The writer: the only one that touches the store. */
typedef struct {
    sweep_problem_t *problem;
    size_t count;
    points_t *points; /* of each problem */
    int64_t *id;      /* in the store */
    store_t *store;
    const char *path;
    desk_t *desk;
    double interval, last_save;
    size_t next_problem; /* the unit to look at next */
    uint64_t next_number;
    size_t units, ended, at_work;
    int asked, stopping;
    wane_status_t failure; /* the first of a unit */
    wane_message_t said;
} writer_t;

static wane_status_t enter_problem(writer_t *writer, size_t i, wane_message_t message)
{
    inputs_t inputs;
    const sweep_problem_t *problem = writer->problem + i;
    if (!points_init(writer->points + i, &problem->simulation) ||
        !inputs_init(&inputs, &problem->simulation, problem->input, problem->inputs))
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
static wane_status_t save_if_time(writer_t *writer, wane_message_t message)
{
    const double late = base_seconds() - writer->last_save - writer->interval;
    if (late < 0 || (writer->asked && late < fmin(MOMENT, writer->interval))) return WANE_OK;
    if (!writer->asked) desk_ask_states(writer->desk);
    writer->asked = !writer->asked;
    return writer->asked ? WANE_OK : commit(writer, message);
}

/* The next unit that is not complete; 0: there is none. */
static wane_status_t find_unit(int *found, unit_t *unit, writer_t *writer, wane_message_t message)
{
    wane_status_t status = WANE_OK;
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
        *unit = (unit_t){.problem = i, .number = writer->next_number++};
        status = store_read_run(&unit->stored, writer->store, writer->id[i], unit->number, writer->points + i,
                                NULL, NULL, message);
        *found = status == WANE_OK && unit->stored.entries < writer->points[i].length;
        if (status == WANE_OK && !*found) writer->ended++;
        if (*found)
            status = store_read_state(&unit->state, &unit->state_size, writer->store, writer->id[i],
                                      unit->number, message);
    }
    return status;
}

/* A run that diverged is its problem's answer; anything else stops the sweep. */
static void end_unit(writer_t *writer, const row_t *row)
{
    sweep_problem_t *problem = writer->problem + row->problem;
    writer->at_work--;
    if (writer->stopping) return;
    writer->ended++;
    if (row->status == WANE_OK) return;
    if (row->diverged) {
        /* Of several runs the first, whoever was faster. */
        if (problem->diverged[0] != 0 && problem->diverged_run < row->number) return;
        problem->diverged_run = row->number;
        snprintf(problem->diverged, sizeof problem->diverged, "run %lu: %.400s", (unsigned long)row->number,
                 row->message->text);
        return;
    }
    if (writer->failure == WANE_OK) writer->said[0] = row->message[0];
    if (writer->failure == WANE_OK) writer->failure = row->status;
    desk_stop(writer->desk);
}

static wane_status_t write_row(writer_t *writer, const row_t *row, wane_message_t message)
{
    const int64_t id = writer->id[row->problem];
    if (row->kind == ROW_ENTRY)
        return store_put_entry(writer->store, id, row->number, &writer->problem[row->problem].simulation,
                               writer->points + row->problem, row->point, &row->entry, message);
    if (row->kind == ROW_STATE)
        return store_put_state(writer->store, id, row->number, row->entry.histogram, row->entry.size,
                               message);
    end_unit(writer, row);
    return WANE_OK;
}

static wane_status_t write_rows(writer_t *writer, row_t *row, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (row_t *next; row != NULL; row = next) {
        next = row->next;
        if (status == WANE_OK) status = write_row(writer, row, message);
        else if (row->kind == ROW_END) writer->at_work--;
        row_free(row);
    }
    return status;
}

/* Units out, rows in, until all are done or it is stopped; then what is at work comes to an end. */
static wane_status_t go(writer_t *writer, wane_simulation_observer_t progress, void *context,
                        wane_message_t message)
{
    wane_status_t status = WANE_OK;
    int more = 1, stop = 0;
    while (status == WANE_OK && !stop && writer->failure == WANE_OK && (more || writer->at_work > 0)) {
        while (status == WANE_OK && more && desk_is_free(writer->desk)) {
            unit_t unit;
            status = find_unit(&more, &unit, writer, message);
            if (status == WANE_OK && more) {
                writer->at_work++;
                desk_put(writer->desk, &unit);
            }
        }
        if (status == WANE_OK && (more || writer->at_work > 0))
            status = write_rows(writer, desk_take(writer->desk), message);
        if (status == WANE_OK) status = save_if_time(writer, message);
        const double done = ((double)writer->ended + desk_progress(writer->desk)) / (double)writer->units;
        stop = progress != NULL && progress(context, fmin(done, 1)) != 0;
    }
    writer->stopping = 1;
    desk_stop(writer->desk);
    while (writer->at_work > 0) {
        wane_message_t said;
        wane_status_t written = write_rows(writer, desk_take(writer->desk), said);
        if (status == WANE_OK && written != WANE_OK) {
            status = written;
            message[0] = said[0];
        }
    }
    if (status == WANE_OK) status = commit(writer, message);
    if (status != WANE_OK) return status;
    if (stop)
        return wane_message_set(message, WANE_FAILURE, 0, "interrupted after %zu of %zu runs%s%s",
                                writer->ended, writer->units, writer->path == NULL ? "" : ", saved in ",
                                writer->path == NULL ? "" : writer->path);
    if (writer->failure != WANE_OK) message[0] = writer->said[0];
    return writer->failure;
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

static wane_status_t begin(writer_t *writer, const char *path, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (size_t i = 0; i < writer->count && status == WANE_OK; i++) {
        status = simulate_check(&writer->problem[i].simulation, writer->problem[i].network, message);
        writer->problem[i].diverged[0] = 0;
        writer->units += (size_t)writer->problem[i].simulation.seeds;
    }
    if (status == WANE_OK) status = store_open(&writer->store, path, message);
    for (size_t i = 0; i < writer->count && status == WANE_OK; i++)
        status = enter_problem(writer, i, message);
    if (status == WANE_OK && path != NULL) status = machine_compare(writer->store, message);
    return status == WANE_OK ? commit(writer, message) : status;
}

wane_status_t sweep_run(observations_t *table, sweep_problem_t *problem, size_t count, const char *path,
                        double interval, int threads, wane_simulation_observer_t progress, void *context,
                        wane_message_t message)
{
    writer_t writer = {.problem = problem, .count = count, .path = path, .interval = interval};
    writer.points = calloc(count, sizeof *writer.points);
    writer.id = calloc(count, sizeof *writer.id);
    openblas_set_num_threads(1);
    wane_status_t status =
        writer.points != NULL && writer.id != NULL
            ? begin(&writer, path, message)
            : wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu problems", count);
    if (status == WANE_OK) {
        const size_t useful = writer.units < (size_t)threads ? writer.units : (size_t)threads;
        writer.desk = desk_new(problem, writer.points, (int)useful);
        status = writer.desk != NULL ? go(&writer, progress, context, message)
                                     : wane_message_set(message, WANE_FAILURE, 0, "cannot start any thread");
    }
    desk_free(writer.desk);
    for (size_t i = 0; i < count && status == WANE_OK; i++)
        status = read_table(table[i], &writer, i, message);
    for (size_t i = 0; writer.points != NULL && i < count; i++) points_clear(writer.points + i);
    store_close(writer.store);
    free(writer.points);
    free(writer.id);
    return status;
}
