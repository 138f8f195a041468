/* Each proved answer against integration. */
#ifndef CAMPAIGN_COMPARE_H
#define CAMPAIGN_COMPARE_H

#include "ask.h"

typedef enum {
    COMPARED_AGREES,
    COMPARED_NOT,         /* integration does not tell: why is in the text */
    COMPARED_CONTRADICTS, /* the numbers are in the text */
    COMPARED_ONE_ORDER,   /* from 0+ or 0-: right if eps -> 0 first, wrong if R0 -> 0 first */
} compared_t;

typedef struct {
    compared_t result;
    char text[700];
} comparison_t;

/* The worse of two counts: a contradiction most. */
void comparison_add(comparison_t *sum, const comparison_t *one);
void comparison_say(comparison_t *comparison, compared_t result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Does the answer contradict itself, whatever is true? */
void compare_with_itself(comparison_t *comparison, const answer_t *answer, const question_t *question);
/* A verdict with one member of its question. */
void compare_limit(comparison_t *comparison, const answer_t *answer, const question_t *member);
void compare_flow(comparison_t *comparison, const answer_t *answer, const question_t *member);

/* How far x lies outside the range; infinite against finite is infinitely far. */
long double range_distance(long double x, range_t range);

#endif
