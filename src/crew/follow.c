/* Every process but the first: takes items, gives back results, and items when it is asked to. */
#include <flint/flint.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "crew/inside.h"
#include "wane/version.h"

#define PULSE 1.0                       /* seconds between two letters, at the most */
#define BYTES_AT_MOST ((size_t)1 << 26) /* on the way, before results wait in the process */
#define LOST 600.0                      /* seconds of silence of process 0 after which it counts as lost */

typedef struct {
    crew_t *crew;
    letters_t out;
    letter_state_t state; /* as it was said last */
    uint64_t received;
    int is_asked, is_over, has_failed;
    double said, heard; /* when; heard 0: never */
} follow_t;

static void push_bytes(follow_t *follow, const letter_t *letter)
{
    crew_item_t item = {flint_malloc(letter->size + 1), letter->size, NULL};
    memcpy(item.bytes, letter->bytes, letter->size);
    pthread_mutex_lock(&follow->crew->lock);
    crew_push(follow->crew, &item);
    pthread_mutex_unlock(&follow->crew->lock);
    follow->received++;
}

static void end(follow_t *follow, const letter_t *letter)
{
    uint64_t status;
    memcpy(&status, letter->bytes, sizeof status);
    follow->is_over = 1;
    if (status != WANE_OK) crew_fail(follow->crew, (wane_status_t)status, &(wane_message_struct){.text = ""});
}

static void read_one(void *context, int from, const letter_t *letter)
{
    follow_t *follow = context;
    crew_t *crew = follow->crew;
    uint64_t number = 0;
    (void)from;
    follow->heard = base_seconds();
    switch (letter->kind) {
    case LETTER_ITEM:
        push_bytes(follow, letter);
        break;
    case LETTER_ASK:
        follow->is_asked = 1;
        break;
    case LETTER_WORD:
        memcpy(&number, letter->bytes, sizeof number);
        atomic_store(&crew->word, number);
        break;
    case LETTER_STOP:
        atomic_store(&crew->stopping, 1);
        break;
    case LETTER_DONE:
        end(follow, letter);
        break;
    case LETTER_END:
        end(follow, letter);
        memcpy(&number, letter->bytes, sizeof number);
        crew->post->ended = 1;
        crew->post->status = (int)number;
        break;
    default:
        break;
    }
}

/* Half of the items that wait, those that were added first. */
static void yield_items(follow_t *follow)
{
    crew_t *crew = follow->crew;
    crew_item_t item;
    if (!follow->is_asked) return;
    follow->is_asked = 0;
    pthread_mutex_lock(&crew->lock);
    for (size_t count = (crew_waiting(crew) + 1) / 2; count > 0 && crew_pull_first(&item, crew); count--) {
        letters_add(&follow->out, LETTER_ITEM, item.bytes, item.size);
        crew_item_clear(&item, crew->job);
    }
    pthread_mutex_unlock(&crew->lock);
    letters_add(&follow->out, LETTER_YIELDED, NULL, 0);
}

static void add_results(follow_t *follow, crew_result_t *result)
{
    for (crew_result_t *next; result != NULL; result = next) {
        next = result->next;
        letters_add(&follow->out, LETTER_RESULT, result->bytes, result->size);
        flint_free(result);
    }
}

/* Results, and after them how things stood when they were there. */
static void report(follow_t *follow)
{
    crew_t *crew = follow->crew;
    const double now = base_seconds();
    if (crew->post->on_the_way(crew->post) > BYTES_AT_MOST) return;
    pthread_mutex_lock(&crew->lock);
    const size_t waiting = crew_waiting(crew);
    const letter_state_t state = {
        .received = follow->received,
        .wanted = (size_t)crew->idle > waiting && !atomic_load(&crew->stopping)
                      ? (uint32_t)((size_t)crew->idle - waiting)
                      : 0,
        .is_resting = (uint32_t)crew_is_at_rest(crew),
        .waiting = (uint32_t)(waiting < 1000000 ? waiting : 1000000),
        .done = crew_progress(crew),
    };
    crew_result_t *result = crew_results(crew);
    pthread_mutex_unlock(&crew->lock);
    add_results(follow, result);
    const letter_state_t *last = &follow->state;
    if (state.received == last->received && state.wanted == last->wanted &&
        state.is_resting == last->is_resting && state.waiting == last->waiting && now - follow->said < PULSE)
        return;
    letters_add(&follow->out, LETTER_STATE, &state, sizeof state);
    follow->state = state;
    follow->said = now;
}

/* What stopped the work here is for process 0 to say. */
static void report_failure(follow_t *follow)
{
    crew_t *crew = follow->crew;
    unsigned char bytes[sizeof(uint64_t) + sizeof(wane_message_struct)];
    pthread_mutex_lock(&crew->lock);
    const uint64_t status = (uint64_t)crew->status;
    memcpy(bytes, &status, sizeof status);
    memcpy(bytes + sizeof status, crew->said, sizeof *crew->said);
    pthread_mutex_unlock(&crew->lock);
    if (status == WANE_OK || follow->has_failed) return;
    follow->has_failed = 1;
    letters_add(&follow->out, LETTER_FAILED, bytes, sizeof bytes);
}

void crew_follow(crew_t *crew)
{
    follow_t follow = {.crew = crew};
    follow.state.wanted = ~0u;
    letters_add(&follow.out, LETTER_HELLO, WANE_VERSION, strlen(WANE_VERSION));
    while (!crew->post->ended) {
        const int some = letters_receive(crew->post, read_one, &follow);
        if (follow.is_over) break;
        yield_items(&follow);
        report(&follow);
        report_failure(&follow);
        letters_send(&follow.out, crew->post, 0);
        if (!some) crew_wait(crew);
        if (follow.heard > 0 && base_seconds() - follow.heard > LOST && crew->post->abandon != NULL)
            crew->post->abandon(crew->post, WANE_FAILURE);
    }
    flint_free(follow.out.bytes);
    pthread_mutex_lock(&crew->lock);
    const int resting = crew_is_at_rest(crew);
    pthread_mutex_unlock(&crew->lock);
    if (!resting && crew->post->abandon != NULL) crew->post->abandon(crew->post, (int)crew->status);
}

/* ---- the end of the run ---- */

static void rest(void)
{
    nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static void wait_for_end(crew_post_t *post)
{
    unsigned char *bytes;
    size_t size;
    int from;
    while (!post->ended) {
        letter_t letter;
        size_t place = 0;
        if (!post->receive(post, &from, &bytes, &size)) {
            rest();
            continue;
        }
        while (letters_next(&letter, &place, bytes, size))
            if (letter.kind == LETTER_END) {
                uint64_t status;
                memcpy(&status, letter.bytes, sizeof status);
                post->ended = 1;
                post->status = (int)status;
            }
        flint_free(bytes);
    }
}

wane_status_t crew_leave(crew_post_t *post, wane_status_t status, const wane_message_t message)
{
    letters_t out = {NULL, 0, 0};
    uint64_t number = (uint64_t)status;
    if (post->rank == 0) {
        for (int i = 1; i < post->size; i++) {
            letters_add(&out, LETTER_END, &number, sizeof number);
            letters_send(&out, post, i);
        }
    } else {
        if (status != WANE_OK && message->text[0] != 0 && !post->ended) {
            unsigned char bytes[sizeof number + sizeof(wane_message_struct)];
            memcpy(bytes, &number, sizeof number);
            memcpy(bytes + sizeof number, message, sizeof *message);
            letters_add(&out, LETTER_FAILED, bytes, sizeof bytes);
            letters_send(&out, post, 0);
        }
        wait_for_end(post);
        status = (wane_status_t)post->status;
    }
    post->close(post);
    return status;
}
