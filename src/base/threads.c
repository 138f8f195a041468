#include "base/threads.h"

#include <flint/flint.h>
#include <pthread.h>

typedef struct {
    void (*work)(void *, int, int);
    void *data;
    int thread, threads;
} job_t;

static void *run_job(void *argument)
{
    job_t *job = argument;
    job->work(job->data, job->thread, job->threads);
    flint_cleanup(); /* FLINT keeps caches per thread */
    return NULL;
}

void base_parallel(void (*work)(void *data, int thread, int threads), void *data, int threads)
{
    if (threads <= 1) {
        work(data, 0, 1);
        return;
    }
    pthread_t *handle = flint_malloc((size_t)threads * sizeof(pthread_t));
    job_t *job = flint_malloc((size_t)threads * sizeof(job_t));
    int *started = flint_calloc((size_t)threads, sizeof(int));
    for (int i = 1; i < threads; i++) {
        job[i] = (job_t){work, data, i, threads};
        started[i] = pthread_create(&handle[i], NULL, run_job, &job[i]) == 0;
    }
    work(data, 0, threads);
    for (int i = 1; i < threads; i++) {
        if (started[i]) pthread_join(handle[i], NULL);
        else work(data, i, threads); /* no thread to be had: do its share here */
    }
    flint_free(handle);
    flint_free(job);
    flint_free(started);
}
