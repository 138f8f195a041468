/* Random draws that depend on (seed, index of the question, how many were drawn for it) alone: Philox 4x64,
   so that a question is the same whatever else runs. */
#ifndef CAMPAIGN_DRAW_H
#define CAMPAIGN_DRAW_H

#include <stdint.h>

typedef struct {
    uint64_t seed, question, count;
} draw_t;

/* Uniform on {0, …, bound - 1}, 1 <= bound <= 2^32. */
long draw_below(draw_t *draw, long bound);
/* Uniform on {low, …, high}. */
long draw_between(draw_t *draw, long low, long high);
/* 1 in `parts` of all cases. */
int draw_one_in(draw_t *draw, long parts);

#endif
