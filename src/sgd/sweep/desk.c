#include "sgd/sweep/desk.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PATIENCE 100000000 /* nanoseconds that the writer waits for a row */

typedef struct {
    desk_t *desk;
    unit_t unit;
    int states_given; /* of the rounds in which states were asked for */
    _Atomic double done;
} worker_t;

struct desk {
    const sweep_problem_t *problem;
    const points_t *points;
    int count;
    pthread_t *thread;
    worker_t *worker;
    pthread_mutex_t lock;
    pthread_cond_t unit_there, row_there;
    unit_t unit;
    int laid_out, waiting, leaving;
    row_t *first, *last;
    atomic_int rounds, stop;
};

void row_free(row_t *row)
{
    if (row != NULL) entry_clear(&row->entry);
    free(row);
}

/* ---- threads ---- */

static void lay_down(desk_t *desk, row_t *row)
{
    pthread_mutex_lock(&desk->lock);
    if (desk->last == NULL) desk->first = row;
    else desk->last->next = row;
    desk->last = row;
    pthread_cond_signal(&desk->row_there);
    pthread_mutex_unlock(&desk->lock);
}

static row_t *row_new(const worker_t *worker, row_kind_t kind)
{
    row_t *row = calloc(1, sizeof *row);
    if (row != NULL) row->kind = kind;
    if (row != NULL) row->problem = worker->unit.problem;
    if (row != NULL) row->number = worker->unit.number;
    return row;
}

static wane_status_t give(worker_t *worker, row_kind_t kind, size_t point, const snapshot_t *snapshot,
                          const void *bytes, size_t size, wane_message_t message)
{
    row_t *row = row_new(worker, kind);
    if (row == NULL || !entry_set(&row->entry, snapshot, bytes, size)) {
        row_free(row);
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for what is recorded");
    }
    row->point = point;
    lay_down(worker->desk, row);
    return WANE_OK;
}

static wane_status_t give_state(worker_t *worker, const run_t *run, wane_message_t message)
{
    return give(worker, ROW_STATE, 0, &(snapshot_t){0}, run->state, run->state_size, message);
}

static wane_status_t take(void *context, size_t point, const entry_t *entry, wane_message_t message)
{
    return give(context, ROW_ENTRY, point, &entry->snapshot, entry->histogram, entry->size, message);
}

static wane_status_t pause_between(void *context, run_t *run, wane_message_t message)
{
    worker_t *worker = context;
    desk_t *desk = worker->desk;
    const int stop = atomic_load(&desk->stop), rounds = atomic_load(&desk->rounds);
    wane_status_t status = WANE_OK;
    atomic_store(&worker->done,
                 (double)run->chain->step / (double)run->points->step[run->points->length - 1]);
    if (stop || worker->states_given != rounds) {
        worker->states_given = rounds;
        run_save(run);
        status = give_state(worker, run, message);
    }
    return status == WANE_OK && stop ? wane_message_set(message, WANE_FAILURE, 0, "interrupted") : status;
}

static wane_status_t do_unit(worker_t *worker, int *diverged, wane_message_t message)
{
    const desk_t *desk = worker->desk;
    const unit_t *unit = &worker->unit;
    const sweep_problem_t *problem = desk->problem + unit->problem;
    const run_host_t host = {worker, pause_between, take};
    const chain_setting_t setting = {&problem->simulation, problem->network, workers_new(1)};
    run_t run;
    wane_status_t status = WANE_FAILURE;
    worker->states_given = atomic_load(&desk->rounds);
    if (!run_init(&run, &setting, desk->points + unit->problem))
        wane_message_set(message, status, 0, "not enough memory for %ld neurons in dimension %ld",
                         (long)problem->simulation.width, (long)problem->simulation.dim);
    else status = run_start(&run, unit->number, &unit->stored, unit->state, unit->state_size, message);
    if (status == WANE_OK) status = run_finish(&run, &host, message);
    if (status == WANE_OK) status = give_state(worker, &run, message);
    *diverged = run.diverged;
    run_clear(&run);
    workers_free(setting.workers);
    return status;
}

static void *live(void *argument)
{
    worker_t *worker = argument;
    desk_t *desk = worker->desk;
    for (;;) {
        pthread_mutex_lock(&desk->lock);
        desk->waiting++;
        while (!desk->laid_out && !desk->leaving) pthread_cond_wait(&desk->unit_there, &desk->lock);
        desk->waiting--;
        const int leaves = !desk->laid_out;
        if (!leaves) worker->unit = desk->unit;
        if (!leaves) desk->laid_out = 0;
        pthread_mutex_unlock(&desk->lock);
        if (leaves) return NULL;
        row_t *end = row_new(worker, ROW_END);
        wane_message_t message = {{.text = ""}};
        int diverged = 0;
        wane_status_t status = do_unit(worker, &diverged, message);
        free(worker->unit.state);
        atomic_store(&worker->done, 0);
        if (end == NULL) abort(); /* the writer would wait for ever */
        end->status = status;
        end->diverged = diverged;
        end->message[0] = message[0];
        lay_down(desk, end);
    }
}

/* ---- the writer's side ---- */

desk_t *desk_new(const sweep_problem_t *problem, const points_t *points, int threads)
{
    desk_t *desk = calloc(1, sizeof *desk);
    if (desk == NULL) return NULL;
    desk->problem = problem;
    desk->points = points;
    desk->thread = calloc((size_t)threads, sizeof *desk->thread);
    desk->worker = calloc((size_t)threads, sizeof *desk->worker);
    pthread_mutex_init(&desk->lock, NULL);
    pthread_cond_init(&desk->unit_there, NULL);
    pthread_cond_init(&desk->row_there, NULL);
    const int room = desk->thread != NULL && desk->worker != NULL;
    for (; room && desk->count < threads; desk->count++) {
        worker_t *worker = desk->worker + desk->count;
        worker->desk = desk;
        if (pthread_create(desk->thread + desk->count, NULL, live, worker) != 0) break;
    }
    if (desk->count > 0) return desk;
    desk_free(desk);
    return NULL;
}

void desk_free(desk_t *desk)
{
    if (desk == NULL) return;
    atomic_store(&desk->stop, 1);
    pthread_mutex_lock(&desk->lock);
    desk->leaving = 1;
    pthread_cond_broadcast(&desk->unit_there);
    pthread_mutex_unlock(&desk->lock);
    for (int i = 0; i < desk->count; i++) pthread_join(desk->thread[i], NULL);
    for (row_t *row = desk->first, *next; row != NULL; row = next) {
        next = row->next;
        row_free(row);
    }
    pthread_mutex_destroy(&desk->lock);
    pthread_cond_destroy(&desk->unit_there);
    pthread_cond_destroy(&desk->row_there);
    free(desk->thread);
    free(desk->worker);
    free(desk);
}

int desk_is_free(desk_t *desk)
{
    pthread_mutex_lock(&desk->lock);
    const int free_place = desk->waiting > 0 && !desk->laid_out;
    pthread_mutex_unlock(&desk->lock);
    return free_place;
}

void desk_put(desk_t *desk, const unit_t *unit)
{
    pthread_mutex_lock(&desk->lock);
    desk->unit = *unit;
    desk->laid_out = 1;
    pthread_cond_signal(&desk->unit_there);
    pthread_mutex_unlock(&desk->lock);
}

row_t *desk_take(desk_t *desk)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += PATIENCE;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&desk->lock);
    if (desk->first == NULL) pthread_cond_timedwait(&desk->row_there, &desk->lock, &until);
    row_t *first = desk->first;
    desk->first = desk->last = NULL;
    pthread_mutex_unlock(&desk->lock);
    return first;
}

void desk_ask_states(desk_t *desk)
{
    atomic_fetch_add(&desk->rounds, 1);
}

void desk_stop(desk_t *desk)
{
    atomic_store(&desk->stop, 1);
}

double desk_progress(desk_t *desk)
{
    double done = 0;
    for (int i = 0; i < desk->count; i++) done += atomic_load(&desk->worker[i].done);
    return done;
}
