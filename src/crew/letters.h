/* What the processes of a run say to each other, several things a letter: a head, then as many bytes as it says, up to a
   multiple of 8. */
#ifndef CREW_LETTERS_H
#define CREW_LETTERS_H

#include <stdint.h>

#include "crew/post.h"

typedef enum {
    LETTER_HELLO,   /* to 0: the version of the program */
    LETTER_ITEM,    /* an item */
    LETTER_RESULT,  /* to 0 */
    LETTER_STATE,   /* to 0: letter_state_t; at least once a second */
    LETTER_ASK,     /* from 0: give back some items */
    LETTER_YIELDED, /* to 0, after them */
    LETTER_WORD,    /* from 0: a number for all hands; at least once a second */
    LETTER_STOP,    /* from 0 */
    LETTER_FAILED,  /* to 0: a message */
    LETTER_DONE,    /* from 0: how this work ended */
    LETTER_END,     /* from 0: how the run ended */
} letter_kind_t;

typedef struct {
    uint64_t received;        /* items, from process 0 */
    uint32_t wanted;          /* threads without an item */
    uint32_t is_resting;      /* no thread has one, none waits, and all results are on their way */
    uint32_t waiting, unused; /* items */
    double done;              /* of those at work */
} letter_state_t;

/* On the way to one process. */
typedef struct {
    unsigned char *bytes;
    size_t size, alloc;
} letters_t;
void letters_add(letters_t *letters, letter_kind_t kind, const void *bytes, size_t size);
/* If there is anything. */
void letters_send(letters_t *letters, crew_post_t *post, int to);

typedef struct {
    letter_kind_t kind;
    const unsigned char *bytes;
    size_t size;
} letter_t;
/* The next of a letter that has arrived, from *place on; 0: there is none. */
int letters_next(letter_t *letter, size_t *place, const unsigned char *bytes, size_t size);
/* Everything that has arrived, each thing to `read`; 0: there was nothing. */
int letters_receive(crew_post_t *post, void (*read)(void *context, int from, const letter_t *letter),
                    void *context);

#endif
