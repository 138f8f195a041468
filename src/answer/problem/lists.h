/* Values of a problem that are lists: several problems in one. */
#ifndef ANSWER_PROBLEM_LISTS_H
#define ANSWER_PROBLEM_LISTS_H

#include "answer/problem/problem.h"

typedef struct {
    json_t *value;    /* an array of texts */
    answer_key_t key; /* ANSWER_SET: of the parameter */
    const char *name; /* of the key or of the parameter */
    const char *where;
} answer_listed_t;

typedef struct {
    answer_listed_t *listed; /* in the order of the keys */
    size_t count;
} answer_lists_t;

/* Those of the keys, ended by ANSWER_KEYS; the problem must outlive it. */
void answer_lists_init(answer_lists_t *lists, const answer_problem_t problem, const answer_key_t *keys);
void answer_lists_clear(answer_lists_t *lists);
/* Entry i of the list becomes the value. */
void answer_listed_put(answer_problem_t point, const answer_listed_t *listed, size_t i);

#endif
