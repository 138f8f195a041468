/* The inside of a crew: what the threads of a process share. */
#ifndef CREW_INSIDE_H
#define CREW_INSIDE_H

#include <pthread.h>
#include <stdatomic.h>

#include "crew/crew.h"
#include "crew/letters.h"

struct crew_hand {
    crew_t *crew;
    pthread_t thread;
    _Atomic double done; /* of the item at work */
};

typedef struct crew_result {
    struct crew_result *next;
    size_t size;
    uint64_t bytes[];
} crew_result_t;

/* What process 0 knows of another. */
typedef struct {
    letters_t out;
    letter_state_t state; /* as it said last */
    uint64_t sent;        /* items */
    int asked;            /* to give some back, and has not yet */
    double heard;         /* when */
} crew_mate_t;

struct crew {
    const crew_job_t *job;
    crew_post_t *post;
    crew_hand_t *hand;
    int hands;
    pthread_mutex_t lock;
    pthread_cond_t item_there, room_there, news;
    crew_item_t *item; /* from first to last - 1: hands take the last one, other processes get the first */
    size_t first, last, alloc;
    crew_result_t *result, **result_end; /* not yet taken by the thread of crew_run */
    size_t result_bytes;
    int idle, leaving, has_news;
    wane_status_t status; /* the first that was not WANE_OK */
    wane_message_t said;
    atomic_int stopping;
    _Atomic uint64_t word;
    crew_mate_t *mate; /* of process 0: one for each process, the first unused */
};

/* The first failure counts; everything stops. */
void crew_fail(crew_t *crew, wane_status_t status, const wane_message_t message);

/* With the lock. */
void crew_push(crew_t *crew, const crew_item_t *item);
int crew_pull_first(crew_item_t *item, crew_t *crew); /* 0: there is none */
size_t crew_waiting(const crew_t *crew);
int crew_is_at_rest(const crew_t *crew); /* no hand is at work, none will find an item */

void crew_item_clear(crew_item_t *item, const crew_job_t *job);
/* All results there are, in their order; with the lock. */
crew_result_t *crew_results(crew_t *crew);
/* Until a hand has something to tell, or for some time, shorter where letters may arrive. */
void crew_wait(crew_t *crew);

/* The thread of crew_run in process 0 and in any other. */
void crew_lead(crew_t *crew);
void crew_follow(crew_t *crew);

#define CREW_SILENCE 120.0 /* seconds after which a process that says nothing counts as lost */

#endif
