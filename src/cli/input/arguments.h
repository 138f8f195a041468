/* The command line. */
#ifndef CLI_INPUT_ARGUMENTS_H
#define CLI_INPUT_ARGUMENTS_H

#include "answer/problem/problem.h"
#include "cli/input/command.h"

typedef struct {
    answer_problem_t problem; /* what was given, and where */
    const char *problem_file; /* NULL if there is none */
    int help, version;
} cli_request_t;

/* Reads global flags up to the name of the command; *position
   is its index in argv, or argc if there is none. */
wane_status_t cli_arguments_before_command(cli_request_t *request, int *position, int argc, char **argv,
                                           wane_message_t message);
/* Reads what follows the command's name. */
wane_status_t cli_arguments_of_command(cli_request_t *request, const cli_command_t *command, int argc,
                                       char **argv, wane_message_t message);

#endif
