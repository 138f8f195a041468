/* Help. */
#ifndef CLI_INPUT_HELP_H
#define CLI_INPUT_HELP_H

#include "cli/input/command.h"

/* For one command, or for all, which end with a row without a name. */
void cli_help_command(FILE *out, const cli_command_t *command);
/* What to try first. */
void cli_help_start(FILE *out);
void cli_help_overview(FILE *out, const cli_command_t *commands);

#endif
