/* What each question takes. */
#ifndef ANSWER_PROBLEM_FORM_H
#define ANSWER_PROBLEM_FORM_H

#include "answer/problem/key.h"

typedef struct {
    const char *question;
    const answer_key_t *keys; /* besides those of the effort, ended by ANSWER_KEYS */
    const char *usual_digits; /* instead of the fallback of digits; may be NULL */
    int takes_lists;          /* values may be lists */
    const char *lines; /* the field of the answer that is a list of lines, too long for json_t; or NULL */
} answer_form_t;

/* All, ended by one without a question. */
extern const answer_form_t answer_forms[];
/* NULL if there is none of that name. */
/* Whether the question looks at the key, those of the effort aside. */
int answer_form_takes(const answer_form_t *form, answer_key_t key);
const answer_form_t *answer_form_find(const char *question);

#endif
