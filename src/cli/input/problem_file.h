/* Problem files. */
#ifndef CLI_INPUT_PROBLEM_FILE_H
#define CLI_INPUT_PROBLEM_FILE_H

#include "answer/problem/problem.h"

/* Reads path ("-" is standard input) and keeps what no flag has given.  WANE_FAILURE if it cannot be read,
   WANE_BAD_INPUT with "path:line: …" if it is no problem file.  or_function: what is no JSON object is the
   text of the function. */
wane_status_t cli_problem_file_read(answer_problem_t problem, const char *path, int or_function,
                                    wane_message_t message);
/* Whether there is a file of that name that holds a JSON object. */
int cli_problem_file_is_one(const char *path);
/* Whether the file is a certificate. */
int cli_problem_file_is_certificate(const char *path);

#endif
