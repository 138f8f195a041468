#include "sgd/sweep/unit.h"

#include <flint/flint.h>
#include <string.h>

typedef struct {
    const units_t *units;
    crew_hand_t *hand;
    unit_t unit;
    uint64_t word; /* for which the state was given */
    int stopped;
} worker_t;

crew_item_t unit_item(const unit_t *unit, const unsigned char *state)
{
    crew_item_t item = {flint_malloc(sizeof *unit + unit->state_size), sizeof *unit + unit->state_size, NULL};
    memcpy(item.bytes, unit, sizeof *unit);
    if (unit->state_size > 0) memcpy(item.bytes + sizeof *unit, state, unit->state_size);
    return item;
}

const unsigned char *row_read(row_t *row, const unsigned char *bytes)
{
    memcpy(row, bytes, sizeof *row);
    return bytes + sizeof *row;
}

static void give(const worker_t *worker, row_t row, const void *bytes, size_t size)
{
    row.problem = worker->unit.problem;
    row.number = worker->unit.number;
    row.size = size;
    crew_give(worker->hand, &row, sizeof row, bytes, size);
}

static void give_state(const worker_t *worker, const run_t *run)
{
    give(worker, (row_t){.kind = ROW_STATE}, run->state, run->state_size);
}

static wane_status_t take(void *context, size_t point, const entry_t *entry, wane_message_t message)
{
    (void)message;
    give(context, (row_t){.kind = ROW_ENTRY, .point = point, .snapshot = entry->snapshot}, entry->histogram,
         entry->size);
    return WANE_OK;
}

static wane_status_t pause_between(void *context, run_t *run, wane_message_t message)
{
    worker_t *worker = context;
    const uint64_t word = crew_word(worker->hand);
    worker->stopped = crew_is_stopping(worker->hand);
    crew_tell(worker->hand, (double)run->chain->step / (double)run->points->step[run->points->length - 1]);
    if (worker->stopped || worker->word != word) {
        worker->word = word;
        run_save(run);
        give_state(worker, run);
    }
    return worker->stopped ? wane_message_set(message, WANE_FAILURE, 0, "interrupted") : WANE_OK;
}

static wane_status_t do_unit(worker_t *worker, int *diverged, const unsigned char *state,
                             wane_message_t message)
{
    const unit_t *unit = &worker->unit;
    const sweep_problem_t *problem = worker->units->problem + unit->problem;
    const run_host_t host = {worker, pause_between, take};
    const chain_setting_t setting = {&problem->simulation, problem->network, workers_new(1)};
    run_t run;
    wane_status_t status = WANE_FAILURE;
    worker->word = crew_word(worker->hand);
    if (!run_init(&run, &setting, worker->units->points + unit->problem))
        wane_message_set(message, status, 0, "not enough memory for %ld neurons in dimension %ld",
                         (long)problem->simulation.width, (long)problem->simulation.dim);
    else status = run_start(&run, unit->number, &unit->stored, state, unit->state_size, message);
    if (status == WANE_OK) status = run_finish(&run, &host, message);
    if (status == WANE_OK) give_state(worker, &run);
    *diverged = run.diverged;
    run_clear(&run);
    workers_free(setting.workers);
    return status;
}

wane_status_t unit_work(void *units, crew_hand_t *hand, const crew_item_t *item, wane_message_t message)
{
    worker_t worker = {.units = units, .hand = hand};
    row_t end = {.kind = ROW_END};
    memcpy(&worker.unit, item->bytes, sizeof worker.unit);
    end.status = do_unit(&worker, &end.diverged, item->bytes + sizeof worker.unit, message);
    if (!worker.stopped) give(&worker, end, message, sizeof *message);
    return WANE_OK;
}
