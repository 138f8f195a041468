/* Philox4x32-10 in bulk: counter-based random words, so that any part of a run can be drawn by any thread. */
#ifndef SGD_RANDOM_PHILOX_H
#define SGD_RANDOM_PHILOX_H

#include <stddef.h>
#include <stdint.h>

/* What a stream is for. */
typedef enum {
    STREAM_INPUT = 0,
    STREAM_LABEL_NOISE = 1,
    STREAM_START = 2,
    STREAM_SECOND_LAYER = 3,
    STREAM_START_COMPLEMENT = 4, /* and STREAM_START_COMPLEMENT + 1 for its chi squares */
    STREAM_OFF_SPAN = 6          /* likewise */
} stream_purpose_t;

/* Two streams that differ in any field share no counter: seed is the key, the others have bits of their own. */
typedef struct {
    uint64_t seed;
    uint64_t step;            /* below 2^40 */
    stream_purpose_t purpose; /* below 2^4 */
    uint64_t run;             /* below 2^20 */
} stream_t;

/* word[4i .. 4i+3] = Philox4x32-10 of the counter (first +
   i, step + 2^40 run + 2^60 purpose) under the key seed, i < count. */
void philox_fill(uint32_t *word, uint64_t first, size_t count, stream_t stream);

#endif
