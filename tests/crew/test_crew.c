/* Crews: trees of items by one thread, by several, by several processes (here threads with queues for posts). */
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <flint/flint.h>

#include "crew/crew.h"

/* ---- a post in memory ---- */

#define MOST 8
typedef struct queued {
    struct queued *next;
    int from;
    unsigned char *bytes;
    size_t size;
} queued_t;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static queued_t *box[MOST], **box_end[MOST];

static void memory_send(crew_post_t *post, int to, unsigned char *bytes, size_t size)
{
    queued_t *letter = malloc(sizeof *letter);
    *letter = (queued_t){NULL, post->rank, bytes, size};
    pthread_mutex_lock(&lock);
    *box_end[to] = letter;
    box_end[to] = &letter->next;
    pthread_mutex_unlock(&lock);
}

static int memory_receive(crew_post_t *post, int *from, unsigned char **bytes, size_t *size)
{
    pthread_mutex_lock(&lock);
    queued_t *letter = box[post->rank];
    if (letter != NULL) box[post->rank] = letter->next;
    if (box[post->rank] == NULL) box_end[post->rank] = &box[post->rank];
    pthread_mutex_unlock(&lock);
    if (letter == NULL) return 0;
    *from = letter->from;
    *bytes = letter->bytes;
    *size = letter->size;
    free(letter);
    return 1;
}

static size_t memory_on_the_way(crew_post_t *post)
{
    (void)post;
    return 0;
}

static void memory_close(crew_post_t *post)
{
    (void)post;
}

/* ---- the work: item n has the children 2n, 2n+1 below `last`, and gives its number ---- */

typedef struct {
    uint64_t last, fails_at; /* 0: nowhere */
    int slow;                /* microseconds an item */
    _Atomic long near;       /* held */
} shared_t;

typedef struct {
    shared_t *shared;
    uint64_t first, count; /* items to begin with */
    unsigned char *seen;
    long taken, refused_at, stops_at, wrong;
} writer_t;

static _Atomic long *near_count;

static void let_go(void *near)
{
    (void)near;
    --*near_count;
}

static crew_item_t item_of(uint64_t n, void *near)
{
    crew_item_t item = {flint_malloc(sizeof n), sizeof n, near};
    memcpy(item.bytes, &n, sizeof n);
    return item;
}

static wane_status_t work(void *own, crew_hand_t *hand, const crew_item_t *item, wane_message_t message)
{
    shared_t *shared = own;
    uint64_t n;
    cr_assert_eq(item->size, sizeof n);
    memcpy(&n, item->bytes, sizeof n);
    if (n == shared->fails_at)
        return wane_message_set(message, WANE_UNDECIDED, 7, "item %lu fails", (unsigned long)n);
    if (shared->slow > 0) usleep((unsigned)shared->slow);
    crew_give(hand, &n, sizeof n, NULL, 0);
    for (uint64_t child = 2 * n; child < 2 * n + 2 && child < shared->last; child++) {
        ++*near_count;
        const crew_item_t added = item_of(child, shared);
        crew_add(hand, &added);
    }
    return WANE_OK;
}

static wane_status_t next(int *found, crew_item_t *item, void *context, wane_message_t message)
{
    (void)message;
    writer_t *writer = context;
    *found = writer->count > 0;
    if (*found) *item = item_of(writer->first++, NULL), writer->count--;
    return WANE_OK;
}

static wane_status_t take(void *context, const unsigned char *bytes, size_t size, wane_message_t message)
{
    writer_t *writer = context;
    uint64_t n;
    memcpy(&n, bytes, sizeof n);
    writer->wrong +=
        size != sizeof n || writer->seen[n] || (n > 1 && n < writer->shared->last && !writer->seen[n / 2]);
    writer->seen[n] = 1;
    if (++writer->taken == writer->refused_at) return wane_message_set(message, WANE_FAILURE, 0, "no room");
    return WANE_OK;
}

static wane_status_t pause_between(void *context, crew_t *crew, wane_message_t message)
{
    writer_t *writer = context;
    crew_say(crew, (uint64_t)writer->taken);
    if (writer->stops_at == 0 || writer->taken < writer->stops_at) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "stopped by hand");
}

/* ---- processes ---- */

typedef struct {
    crew_post_t post;
    crew_job_t job;
    wane_status_t status, left_with;
    wane_message_t message;
} process_t;

static void *run_process(void *argument)
{
    process_t *process = argument;
    crew_post_t *post = process->post.size > 1 ? &process->post : NULL;
    process->message->text[0] = 0;
    process->status = crew_run(&process->job, post, process->message);
    process->left_with = post == NULL ? process->status : crew_leave(post, process->status, process->message);
    return NULL;
}

static void run_all(process_t *process, writer_t *writer, int processes, int threads)
{
    pthread_t thread[MOST];
    near_count = &writer->shared->near;
    writer->seen = calloc(writer->shared->last + writer->first + writer->count + 1, 1);
    for (int i = 0; i < processes; i++) {
        box[i] = NULL;
        box_end[i] = &box[i];
        process[i] = (process_t){
            .post = {.rank = i,
                     .size = processes,
                     .send = memory_send,
                     .receive = memory_receive,
                     .on_the_way = memory_on_the_way,
                     .close = memory_close},
            .job = {writer, writer->shared, threads, NULL, NULL, work, let_go, next, take, pause_between}};
    }
    for (int i = 0; i < processes; i++) pthread_create(&thread[i], NULL, run_process, &process[i]);
    for (int i = 0; i < processes; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < processes; i++)
        for (queued_t *letter = box[i], *after; letter != NULL; letter = after) {
            after = letter->next;
            free(letter->bytes);
            free(letter);
        }
    free(writer->seen);
    cr_expect_eq(writer->wrong, 0);
    cr_expect_eq(writer->shared->near, 0, "%ld not let go", writer->shared->near);
}

Test(crew, everything_is_done_once_and_parents_before_children)
{
    for (int processes = 1; processes <= 5; processes += 2)
        for (int threads = 1; threads <= 3; threads += 2)
            for (int slow = 0; slow <= 20; slow += 20) {
                process_t process[MOST];
                shared_t shared = {.last = 5000, .slow = slow};
                writer_t writer = {.shared = &shared, .first = 1, .count = 1};
                run_all(process, &writer, processes, threads);
                cr_expect_eq(writer.taken, 4999, "%d processes: %ld", processes, writer.taken);
                for (int i = 0; i < processes; i++) cr_expect_eq(process[i].left_with, WANE_OK);
            }
}

Test(crew, no_items_and_items_from_the_writer_alone)
{
    for (int processes = 1; processes <= 4; processes++)
        for (uint64_t count = 0; count <= 300; count += 100) {
            process_t process[MOST];
            shared_t shared = {.last = 0};
            writer_t writer = {.shared = &shared, .first = 1, .count = count};
            writer.first = 1000000;
            run_all(process, &writer, processes, 2);
            cr_expect_eq(writer.taken, (long)count);
            cr_expect_eq(process[processes - 1].left_with, WANE_OK);
        }
}

/* Wherever it fails, everybody ends with that, and the writer's process says why. */
Test(crew, failures)
{
    for (int processes = 1; processes <= 4; processes++)
        for (uint64_t at = 1; at < 3000; at = 3 * at + 1) {
            process_t process[MOST];
            shared_t shared = {.last = 3000, .fails_at = at, .slow = 10};
            writer_t writer = {.shared = &shared, .first = 1, .count = 1};
            run_all(process, &writer, processes, 2);
            cr_expect_eq(process[0].status, WANE_UNDECIDED);
            char expected[40];
            snprintf(expected, sizeof expected, "item %lu fails", (unsigned long)at);
            cr_expect_str_eq(process[0].message->text, expected);
            for (int i = 0; i < processes; i++) cr_expect_eq(process[i].left_with, WANE_UNDECIDED);
        }
}

Test(crew, the_writer_fails_or_stops)
{
    for (int processes = 1; processes <= 4; processes++) {
        process_t process[MOST];
        shared_t shared = {.last = 3000, .slow = 10};
        writer_t writer = {.shared = &shared, .first = 1, .count = 1, .refused_at = 200};
        run_all(process, &writer, processes, 2);
        cr_expect_eq(writer.taken, 200);
        cr_expect_str_eq(process[0].message->text, "no room");
        cr_expect_eq(process[processes - 1].left_with, WANE_FAILURE);
        writer_t other = {.shared = &shared, .first = 1, .count = 1, .stops_at = 200};
        run_all(process, &other, processes, 2);
        cr_expect_geq(other.taken, 200);
        cr_expect_leq(other.taken, 2900);
        cr_expect_str_eq(process[0].message->text, "stopped by hand");
        cr_expect_eq(process[processes - 1].left_with, WANE_FAILURE);
    }
}

/* A process that fails before the work, as one that cannot read its input: the writer's says why. */
static void *fail_before(void *argument)
{
    process_t *process = argument;
    const wane_status_t status = wane_message_set(process->message, WANE_BAD_INPUT, 0, "no such file");
    process->left_with = crew_leave(&process->post, status, process->message);
    return NULL;
}

Test(crew, a_process_that_fails_before_the_work)
{
    for (int who = 0; who < 2; who++) {
        process_t process[2];
        pthread_t thread[2];
        shared_t shared = {.last = 100000, .slow = 100};
        writer_t writer = {.shared = &shared, .first = 1, .count = 1, .seen = calloc(100001, 1)};
        near_count = &shared.near;
        for (int i = 0; i < 2; i++) {
            box[i] = NULL;
            box_end[i] = &box[i];
            process[i] = (process_t){
                .post = {.rank = i,
                         .size = 2,
                         .send = memory_send,
                         .receive = memory_receive,
                         .on_the_way = memory_on_the_way,
                         .close = memory_close},
                .job = {&writer, &shared, 1, NULL, NULL, work, let_go, next, take, pause_between}};
        }
        for (int i = 0; i < 2; i++)
            pthread_create(&thread[i], NULL, i == who ? fail_before : run_process, &process[i]);
        for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
        cr_expect_eq(process[0].left_with, WANE_BAD_INPUT);
        cr_expect_eq(process[1].left_with, WANE_BAD_INPUT);
        cr_expect_str_eq(process[0].message->text, "no such file");
        free(writer.seen);
    }
}
