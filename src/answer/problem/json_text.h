/* What a JSON decoder forgets: the decimal text of numbers and the lines of keys. */
#ifndef ANSWER_PROBLEM_JSON_TEXT_H
#define ANSWER_PROBLEM_JSON_TEXT_H

#include <stddef.h>

/* A copy of valid JSON in which every number outside strings stands between quotes, so that it reaches us as
   its exact decimal text.  Free with flint_free. */
char *answer_json_quote_numbers(const char *text, size_t length);

/* The line, from 1, of each key of valid JSON in document order; *count of them.  Free with flint_free. */
long *answer_json_key_lines(size_t *count, const char *text, size_t length);

#endif
