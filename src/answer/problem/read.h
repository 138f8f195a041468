/* The JSON text of a problem. */
#ifndef ANSWER_PROBLEM_READ_H
#define ANSWER_PROBLEM_READ_H

#include <stddef.h>

#include "answer/problem/problem.h"

/* Keeps what the problem does not hold yet.  name is that of the file, NULL for text from memory.
   WANE_BAD_INPUT with "name:line: …" if it is no problem. */
wane_status_t answer_problem_read(answer_problem_t problem, const char *name, const char *text, size_t length,
                                  wane_message_t message);

#endif
