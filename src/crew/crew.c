#include <flint/flint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "crew/inside.h"

#define RESULTS_AT_MOST ((size_t)1 << 26) /* bytes that wait for the writer before hands do */
#define PATIENCE 100000000                /* nanoseconds between two looks at the clock, */
#define LETTER_PATIENCE 500000            /* at the letters */

/* ---- items and results ---- */

void crew_push(crew_t *crew, const crew_item_t *item)
{
    if (crew->last == crew->alloc) {
        if (crew->first > crew->alloc / 2) {
            memmove(crew->item, crew->item + crew->first, crew_waiting(crew) * sizeof *crew->item);
            crew->last -= crew->first;
            crew->first = 0;
        } else {
            crew->alloc = 2 * crew->alloc + 16;
            crew->item = flint_realloc(crew->item, crew->alloc * sizeof *crew->item);
        }
    }
    crew->item[crew->last++] = *item;
    pthread_cond_signal(&crew->item_there);
}

int crew_pull_first(crew_item_t *item, crew_t *crew)
{
    if (crew->first == crew->last) return 0;
    *item = crew->item[crew->first++];
    return 1;
}

size_t crew_waiting(const crew_t *crew)
{
    return crew->last - crew->first;
}

int crew_is_at_rest(const crew_t *crew)
{
    return crew->idle == crew->hands && (crew_waiting(crew) == 0 || atomic_load(&crew->stopping));
}

void crew_item_clear(crew_item_t *item, const crew_job_t *job)
{
    if (item->near != NULL) job->let_go(item->near);
    flint_free(item->bytes);
}

crew_result_t *crew_results(crew_t *crew)
{
    crew_result_t *result = crew->result;
    if (crew->result_bytes > RESULTS_AT_MOST) pthread_cond_broadcast(&crew->room_there);
    crew->result = NULL;
    crew->result_end = &crew->result;
    crew->result_bytes = 0;
    return result;
}

static void tell_news(crew_t *crew)
{
    crew->has_news = 1;
    pthread_cond_signal(&crew->news);
}

void crew_wait(crew_t *crew)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += crew->post == NULL ? PATIENCE : LETTER_PATIENCE;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&crew->lock);
    if (!crew->has_news) pthread_cond_timedwait(&crew->news, &crew->lock, &until);
    crew->has_news = 0;
    pthread_mutex_unlock(&crew->lock);
}

void crew_fail(crew_t *crew, wane_status_t status, const wane_message_t message)
{
    pthread_mutex_lock(&crew->lock);
    if (crew->status == WANE_OK) {
        crew->status = status;
        crew->said[0] = message[0];
    }
    atomic_store(&crew->stopping, 1);
    tell_news(crew);
    pthread_cond_broadcast(&crew->item_there);
    pthread_mutex_unlock(&crew->lock);
}

/* ---- hands ---- */

void crew_give(crew_hand_t *hand, const void *head, size_t head_size, const void *body, size_t body_size)
{
    crew_t *crew = hand->crew;
    crew_result_t *result = flint_malloc(sizeof *result + head_size + body_size);
    result->next = NULL;
    result->size = head_size + body_size;
    memcpy(result->bytes, head, head_size);
    if (body_size > 0) memcpy((unsigned char *)result->bytes + head_size, body, body_size);
    pthread_mutex_lock(&crew->lock);
    while (crew->result_bytes > RESULTS_AT_MOST && !crew->leaving)
        pthread_cond_wait(&crew->room_there, &crew->lock);
    *crew->result_end = result;
    crew->result_end = &result->next;
    crew->result_bytes += result->size;
    tell_news(crew);
    pthread_mutex_unlock(&crew->lock);
}

void crew_add(crew_hand_t *hand, const crew_item_t *item)
{
    crew_t *crew = hand->crew;
    pthread_mutex_lock(&crew->lock);
    crew_push(crew, item);
    pthread_mutex_unlock(&crew->lock);
}

void crew_tell(crew_hand_t *hand, double fraction_done)
{
    atomic_store(&hand->done, fraction_done);
}

uint64_t crew_word(const crew_hand_t *hand)
{
    return atomic_load(&hand->crew->word);
}

int crew_is_stopping(const crew_hand_t *hand)
{
    return atomic_load(&hand->crew->stopping);
}

static void *live(void *argument)
{
    crew_hand_t *hand = argument;
    crew_t *crew = hand->crew;
    const crew_job_t *job = crew->job;
    void *own = job->begin == NULL ? job->shared : job->begin(job->shared);
    pthread_mutex_lock(&crew->lock);
    for (;;) {
        crew->idle++;
        tell_news(crew);
        while (!crew->leaving && (crew_waiting(crew) == 0 || atomic_load(&crew->stopping)))
            pthread_cond_wait(&crew->item_there, &crew->lock);
        if (crew->leaving) break;
        crew->idle--;
        crew_item_t item = crew->item[--crew->last];
        pthread_mutex_unlock(&crew->lock);
        wane_message_t message = {{.text = ""}};
        const wane_status_t status = job->work(own, hand, &item, message);
        crew_item_clear(&item, job);
        atomic_store(&hand->done, 0);
        if (status != WANE_OK) crew_fail(crew, status, message);
        pthread_mutex_lock(&crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    if (job->end != NULL) job->end(own);
    flint_cleanup(); /* FLINT keeps caches per thread */
    return NULL;
}

/* ---- the crew ---- */

static void crew_init(crew_t *crew, const crew_job_t *job, crew_post_t *post)
{
    pthread_condattr_t monotonic;
    *crew = (crew_t){.job = job, .post = post};
    crew->result_end = &crew->result;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->item_there, NULL);
    pthread_cond_init(&crew->room_there, NULL);
    pthread_cond_init(&crew->news, &monotonic);
    pthread_condattr_destroy(&monotonic);
    crew->hand = flint_calloc((size_t)job->threads, sizeof *crew->hand);
    if (post != NULL && post->rank == 0) crew->mate = flint_calloc((size_t)post->size, sizeof *crew->mate);
}

static void start_hands(crew_t *crew)
{
    pthread_mutex_lock(&crew->lock);
    for (; crew->hands < crew->job->threads; crew->hands++) {
        crew_hand_t *hand = crew->hand + crew->hands;
        hand->crew = crew;
        if (pthread_create(&hand->thread, NULL, live, hand) != 0) break;
    }
    pthread_mutex_unlock(&crew->lock);
}

static void end_hands(crew_t *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->leaving = 1;
    pthread_cond_broadcast(&crew->item_there);
    pthread_cond_broadcast(&crew->room_there);
    pthread_mutex_unlock(&crew->lock);
    for (int i = 0; i < crew->hands; i++) pthread_join(crew->hand[i].thread, NULL);
}

static void crew_clear(crew_t *crew)
{
    crew_item_t item;
    while (crew_pull_first(&item, crew)) crew_item_clear(&item, crew->job);
    for (crew_result_t *result = crew->result, *next; result != NULL; result = next) {
        next = result->next;
        flint_free(result);
    }
    for (int i = 0; crew->mate != NULL && i < crew->post->size; i++) flint_free(crew->mate[i].out.bytes);
    flint_free(crew->mate);
    flint_free(crew->item);
    flint_free(crew->hand);
    pthread_cond_destroy(&crew->item_there);
    pthread_cond_destroy(&crew->room_there);
    pthread_cond_destroy(&crew->news);
    pthread_mutex_destroy(&crew->lock);
}

wane_status_t crew_run(const crew_job_t *job, crew_post_t *post, wane_message_t message)
{
    crew_t crew;
    crew_init(&crew, job, post);
    start_hands(&crew);
    if (crew.hands == 0) {
        wane_message_t said;
        crew_fail(&crew, wane_message_set(said, WANE_FAILURE, 0, "cannot start any thread"), said);
    }
    if (post == NULL || post->rank == 0) crew_lead(&crew);
    else crew_follow(&crew);
    end_hands(&crew);
    const wane_status_t status = crew.status;
    if (status != WANE_OK) message[0] = crew.said[0];
    crew_clear(&crew);
    return status;
}

void crew_say(crew_t *crew, uint64_t word)
{
    atomic_store(&crew->word, word);
}

double crew_progress(const crew_t *crew)
{
    double done = 0;
    for (int i = 0; i < crew->hands; i++) done += atomic_load(&crew->hand[i].done);
    for (int i = 1; crew->mate != NULL && i < crew->post->size; i++) done += crew->mate[i].state.done;
    return done;
}
