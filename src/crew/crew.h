/* Independent pieces of work for many hands, results for one writer.  The hands are threads of this process, and of the
   other processes of a run.  What is done of an item must not depend on who does it, nor when. */
#ifndef CREW_CREW_H
#define CREW_CREW_H

#include <stddef.h>
#include <stdint.h>

#include "crew/post.h"
#include "wane/status.h"

typedef struct crew crew_t;
typedef struct crew_hand crew_hand_t;

typedef struct {
    unsigned char *bytes; /* of malloc: all that there is to know of it, in any process */
    size_t size;
    void *near; /* what makes it faster in the process where it was made; or NULL, as in any other */
} crew_item_t;

typedef struct {
    void *context; /* of process 0, for its callbacks below */
    void *shared;  /* by the hands of this process */
    int threads;   /* of this process */

    /* By a thread, in any process.  What it has of its own; both may be NULL: then that is what is shared. */
    void *(*begin)(void *shared);
    void (*end)(void *own);
    /* Does the item: gives results, adds items.  Another status than WANE_OK stops everything. */
    wane_status_t (*work)(void *own, crew_hand_t *hand, const crew_item_t *item, wane_message_t message);
    void (*let_go)(void *near); /* by any thread; NULL: items have none */

    /* In process 0, by the thread that called crew_run.  An item that is there from the beginning; *found 0: none is
       left. */
    wane_status_t (*next)(int *found, crew_item_t *item, void *context, wane_message_t message);
    /* A result: those of one item in their order, before those of the items that it added. */
    wane_status_t (*take)(void *context, const unsigned char *bytes, size_t size, wane_message_t message);
    /* Ten times a second and after every few results: shows progress, saves.  Another status stops everything. */
    wane_status_t (*pause)(void *context, crew_t *crew, wane_message_t message);
} crew_job_t;

/* Does all items that `next` tells of, and those that they add.  When it is stopped, hands finish what they are at (work
   may look at crew_is_stopping), and what they still give is taken.  post: NULL, or the processes of the run, which all
   call this with the same job; in all but process 0 it returns what became of the whole.  WANE_FAILURE: stopped, or a
   process was lost. */
wane_status_t crew_run(const crew_job_t *job, crew_post_t *post, wane_message_t message);

/* For work: a result, the two parts one after the other (bytes are copied; an address that is a multiple of 8 is where
   `take` finds them). */
void crew_give(crew_hand_t *hand, const void *head, size_t head_size, const void *body, size_t body_size);
/* Another item, which is taken over. */
void crew_add(crew_hand_t *hand, const crew_item_t *item);
/* How much of the item is done, for crew_progress. */
void crew_tell(crew_hand_t *hand, double fraction_done);
uint64_t crew_word(const crew_hand_t *hand); /* the last that was said, 0 before */
int crew_is_stopping(const crew_hand_t *hand);

/* For pause: to all hands, a number that grows; the parts that are done of the items at work, added up. */
void crew_say(crew_t *crew, uint64_t word);
double crew_progress(const crew_t *crew);

/* The end of the run for this process, after its last crew_run, if any: process 0 says with which status, the others wait for it
   and return it.  Closes the post. */
wane_status_t crew_leave(crew_post_t *post, wane_status_t status, const wane_message_t message);

#endif
