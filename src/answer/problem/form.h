/* What each question takes. */
#ifndef ANSWER_PROBLEM_FORM_H
#define ANSWER_PROBLEM_FORM_H

#include "answer/problem/key.h"

#define ANSWER_MOST_USUAL 2

typedef struct {
    const char *question;
    const answer_key_t *keys; /* besides those of the effort, ended by ANSWER_KEYS */
    int takes_lists;          /* values may be lists */
    const char *lines; /* the field of the answer that is a list of lines, too long for json_t; or NULL */
    struct {
        answer_key_t key;
        const char *value;      /* NULL: there are no more */
    } usual[ANSWER_MOST_USUAL]; /* of its own, instead of the fallbacks of keys */
} answer_form_t;

/* All, ended by one without a question. */
extern const answer_form_t answer_forms[];
/* NULL if there is none of that name. */
const answer_form_t *answer_form_find(const char *question);
/* Whether the question looks at the key, those of the effort aside. */
int answer_form_takes(const answer_form_t *form, answer_key_t key);
/* The value of a key that is not given: the question's own, else the key's; NULL for none. */
const char *answer_form_fallback(const answer_form_t *form, answer_key_t key);

#endif
