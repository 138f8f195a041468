/* All claims, several at a time. */
#include <pthread.h>

#include "claims/catalogue.h"
#include "base/threads.h"

#define LEAST_DIGITS 20 /* trajectories need kernels of as many */

void claims_init(claims_t claims)
{
    for (int i = 0; i < CLAIM_COUNT; i++) {
        claim_init(claims->claim + i);
        claims_word(claims->claim + i, i);
    }
}

void claims_clear(claims_t claims)
{
    for (int i = 0; i < CLAIM_COUNT; i++) claim_clear(claims->claim + i);
}

void claims_request_default(claims_request_t *request)
{
    *request = (claims_request_t){.quick = 0};
    wane_effort_default(&request->effort);
    request->effort.digits = LEAST_DIGITS;
    request->effort.max_prec = 768;
    request->effort.threads = 1;
}

/* The longest first, so that the threads end together. */
static const int running_order[CLAIM_COUNT] = {5, 4, 0, 1, 3, 2, 6, 7};
/* Shares of the work, in per cent. */
static const double share[CLAIM_COUNT] = {10, 5, 3, 4, 5, 69, 3, 1};

typedef struct {
    claim_t *claim;
    const claims_request_t *request;
    pthread_mutex_t lock;
    int next;                 /* in running_order */
    double done[CLAIM_COUNT]; /* fraction of each claim */
    int interrupted;
} work_t;

typedef struct {
    work_t *work;
    int index;
} task_t;

/* Progress of one claim within all. */
static int report(void *context, double fraction)
{
    task_t *task = context;
    work_t *work = task->work;
    double sum = 0;
    pthread_mutex_lock(&work->lock);
    work->done[task->index] = fraction;
    for (int i = 0; i < CLAIM_COUNT; i++) sum += share[i] * work->done[i];
    if (work->request->progress != NULL && !work->interrupted)
        work->interrupted = work->request->progress(work->request->context, sum / 100) != 0;
    int stop = work->interrupted;
    pthread_mutex_unlock(&work->lock);
    return stop;
}

static int take(work_t *work)
{
    pthread_mutex_lock(&work->lock);
    int position = work->interrupted ? CLAIM_COUNT : work->next++;
    pthread_mutex_unlock(&work->lock);
    return position < CLAIM_COUNT ? running_order[position] : -1;
}

static void settle_claims(void *data, int thread, int threads)
{
    work_t *work = data;
    task_t task = {.work = work};
    claims_setting_t setting = {.quick = work->request->quick,
                                .certificates = work->request->certificates,
                                .effort = work->request->effort,
                                .progress = report,
                                .context = &task};
    (void)thread;
    (void)threads;
    setting.effort.threads = 1;
    setting.effort.digits = FLINT_MAX(setting.effort.digits, LEAST_DIGITS);
    while ((task.index = take(work)) >= 0) {
        claims_gather(work->claim + task.index, task.index, &setting);
        report(&task, 1);
    }
}

/* The worst of all claims. */
static wane_status_t judge(const claim_t *claim, wane_message_t message)
{
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (claim[i].status == CLAIM_REFUTED)
            return wane_message_set(message, WANE_REJECTED, 0, "%s is refuted: %s", claim[i].id,
                                    claim[i].title);
    for (int i = 0; i < CLAIM_COUNT; i++)
        if (claim[i].status == CLAIM_UNDECIDED)
            return wane_message_set(message, WANE_UNDECIDED, 0, "%s is not settled: its evidence says why",
                                    claim[i].id);
    return WANE_OK;
}

wane_status_t claims_compute(claims_t claims, const claims_request_t *request, wane_message_t message)
{
    work_t work = {.claim = claims->claim, .request = request};
    int threads = request->effort.threads;
    claims_clear(claims);
    claims_init(claims);
    pthread_mutex_init(&work.lock, NULL);
    base_parallel(settle_claims, &work, threads < CLAIM_COUNT ? threads : CLAIM_COUNT);
    pthread_mutex_destroy(&work.lock);
    if (work.interrupted) return wane_message_set(message, WANE_FAILURE, 0, "interrupted");
    return judge(claims->claim, message);
}
