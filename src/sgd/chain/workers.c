#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "sgd/chain/workers.h"

struct workers {
    int count; /* threads at work, the caller included */
    pthread_t *thread;
    struct crew_member *member;
    pthread_mutex_t lock;
    pthread_cond_t begin, end;
    unsigned long round; /* grows by one with every call of workers_run */
    int busy, leaving;
    work_t work;
    void *context;
    size_t pieces;
    atomic_size_t next;
};

struct crew_member {
    workers_t *workers;
    int number;
};

static void do_pieces(workers_t *workers, int worker)
{
    size_t index;
    while ((index = atomic_fetch_add(&workers->next, 1)) < workers->pieces)
        workers->work(workers->context, index, worker);
}

static void *live(void *argument)
{
    struct crew_member *self = argument;
    workers_t *workers = self->workers;
    unsigned long seen = 0;
    pthread_mutex_lock(&workers->lock);
    for (;;) {
        while (workers->round == seen && !workers->leaving)
            pthread_cond_wait(&workers->begin, &workers->lock);
        if (workers->leaving) break;
        seen = workers->round;
        pthread_mutex_unlock(&workers->lock);
        do_pieces(workers, self->number);
        pthread_mutex_lock(&workers->lock);
        if (--workers->busy == 0) pthread_cond_signal(&workers->end);
    }
    pthread_mutex_unlock(&workers->lock);
    return NULL;
}

workers_t *workers_new(int threads)
{
    workers_t *workers = calloc(1, sizeof *workers);
    if (workers == NULL) return NULL;
    workers->thread = calloc((size_t)threads, sizeof *workers->thread);
    workers->member = calloc((size_t)threads, sizeof *workers->member);
    if (workers->thread == NULL || workers->member == NULL) {
        free(workers->thread);
        free(workers->member);
        free(workers);
        return NULL;
    }
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->begin, NULL);
    pthread_cond_init(&workers->end, NULL);
    for (workers->count = 1; workers->count < threads; workers->count++) {
        struct crew_member *member = workers->member + workers->count;
        member->workers = workers;
        member->number = workers->count;
        if (pthread_create(workers->thread + workers->count, NULL, live, member) != 0) break;
    }
    return workers;
}

void workers_free(workers_t *workers)
{
    if (workers == NULL) return;
    pthread_mutex_lock(&workers->lock);
    workers->leaving = 1;
    pthread_cond_broadcast(&workers->begin);
    pthread_mutex_unlock(&workers->lock);
    for (int i = 1; i < workers->count; i++) pthread_join(workers->thread[i], NULL);
    pthread_mutex_destroy(&workers->lock);
    pthread_cond_destroy(&workers->begin);
    pthread_cond_destroy(&workers->end);
    free(workers->thread);
    free(workers->member);
    free(workers);
}

int workers_count(const workers_t *workers)
{
    return workers->count;
}

void workers_run(workers_t *workers, work_t work, void *context, size_t count)
{
    pthread_mutex_lock(&workers->lock);
    workers->work = work;
    workers->context = context;
    workers->pieces = count;
    atomic_store(&workers->next, 0);
    workers->busy = workers->count - 1;
    workers->round++;
    pthread_cond_broadcast(&workers->begin);
    pthread_mutex_unlock(&workers->lock);
    do_pieces(workers, 0);
    pthread_mutex_lock(&workers->lock);
    while (workers->busy > 0) pthread_cond_wait(&workers->end, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
}
