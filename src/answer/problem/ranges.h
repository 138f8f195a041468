/* Several numbers and intervals in one value: "0.5,[-1,0],1". */
#ifndef ANSWER_PROBLEM_RANGES_H
#define ANSWER_PROBLEM_RANGES_H

#include "answer/problem/problem.h"
#include "wane/interval.h"

typedef struct {
    wane_interval_t *range; /* a number is both ends */
    slong count;
} answer_ranges_struct;
typedef answer_ranges_struct answer_ranges_t[1];
void answer_ranges_init(answer_ranges_t ranges); /* none */
void answer_ranges_clear(answer_ranges_t ranges);

/* numerator/denominator, one more. */
void answer_ranges_add_number(answer_ranges_t ranges, slong numerator, slong denominator);

#define ANSWER_MOST_RANGES 10000

/* All that stand in the value of the key, within [least, greatest]. */
wane_status_t answer_get_ranges(answer_ranges_t ranges, const answer_problem_t problem, answer_key_t key,
                                slong least, slong greatest, wane_message_t message);

#endif
