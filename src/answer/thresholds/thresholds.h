/* The parts of the question `thresholds`. */
#ifndef ANSWER_THRESHOLDS_THRESHOLDS_H
#define ANSWER_THRESHOLDS_THRESHOLDS_H

#include <jansson.h>

#include "answer/problem/pair.h"
#include "answer/question/question.h"
#include "manifold/family/line/line.h"

typedef enum {
    ANSWER_OVER_PARAMETER,
    ANSWER_OVER_A0,
    ANSWER_OVER_R0,
    ANSWER_OVER_EPS,
    ANSWER_OVER_DECAY,
} answer_over_t;

/* What moves, over which values, and all that stays. */
typedef struct {
    answer_over_t over;
    char *name;
    int has_range;    /* it was given */
    fmpq_t lo, hi;    /* of the range */
    int is_unbounded; /* hi is infinity instead */
    int is_limit;
    answer_pair_t pair; /* where the decay moves, that of some of its values */
    quantifier_t eps, a0;
    fmpq_t drop, width; /* undecided stretches are to be narrower */
} answer_thresholds_request_t;
/* Reads and checks all of it; to be cleared whatever the status. */
wane_status_t answer_thresholds_request_init(answer_thresholds_request_t *request,
                                             const answer_problem_t problem, wane_message_t message);
void answer_thresholds_request_clear(answer_thresholds_request_t *request);

/* All initial scales a0 > 0 in the limit, exactly; within the range. */
wane_status_t answer_thresholds_scales(json_t *answer, const answer_thresholds_request_t *request,
                                       wane_message_t message);

/* Any other quantity, by cutting its range. */
wane_status_t answer_thresholds_line(json_t *answer, const answer_thresholds_request_t *request,
                                     const wane_answer_host_t *host, wane_message_t message);

#endif
