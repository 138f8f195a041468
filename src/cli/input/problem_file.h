/* Problem files. */
#ifndef CLI_INPUT_PROBLEM_FILE_H
#define CLI_INPUT_PROBLEM_FILE_H

#include "answer/problem/problem.h"

/* Reads path ("-" is standard input) and keeps what no flag has given.  WANE_FAILURE if it cannot be read,
   WANE_BAD_INPUT with "path:line: …" if it is no problem file. */
wane_status_t cli_problem_file_read(answer_problem_t problem, const char *path, wane_message_t message);

#endif
