/* A command at work: the problem goes to the library, the answer is printed. */
#ifndef CLI_COMMAND_RUN_H
#define CLI_COMMAND_RUN_H

#include "answer/problem/problem.h"
#include "cli/input/command.h"
#include "crew/post.h"

/* Asks, and delivers the answer to --output unless there is none.  crew: NULL, or the processes that do the same. */
wane_status_t cli_command_run(const cli_command_t *command, const answer_problem_t problem, crew_post_t *crew,
                              wane_message_t message);

#endif
