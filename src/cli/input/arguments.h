/* The command line. */
#ifndef CLI_INPUT_ARGUMENTS_H
#define CLI_INPUT_ARGUMENTS_H

#include "cli/command/command.h"

/* Reads global flags up to the name of the command; *position is its index in argv, or argc if there is none.
 */
wane_status_t cli_arguments_before_command(cli_settings_t settings, int *position, int argc, char **argv,
                                           wane_message_t message);
/* Reads what follows the command's name.  *problem_file is the path given, or NULL. */
wane_status_t cli_arguments_of_command(cli_settings_t settings, const char **problem_file,
                                       const cli_command_t *command, int argc, char **argv,
                                       wane_message_t message);

#endif
