/* Text in memory, and foreign text inside a one-line message. */
#ifndef ANSWER_PROBLEM_TEXT_H
#define ANSWER_PROBLEM_TEXT_H

/* Freed with flint_free. */
char *answer_strdup(const char *text);

typedef char answer_quote_t[80];

/* Writes 'text' into buffer, shortened and without control characters, and returns it. */
const char *answer_quote(answer_quote_t buffer, const char *text);

/* The name in the NULL-terminated list that a typing error could have turned into text, or that one of the two abbreviates, or NULL. */
const char *answer_nearest(const char *text, const char *const *names);

#endif
