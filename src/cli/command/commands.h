/* The commands, one row each. */
#ifndef CLI_COMMAND_COMMANDS_H
#define CLI_COMMAND_COMMANDS_H

#include "cli/input/command.h"
#include "wane/status.h"

/* All commands, ended by a row without a name. */
const cli_command_t *cli_commands(void);

/* NULL if there is none of that name. */
const cli_command_t *cli_command_find(const char *name);
/* Says so, naming the nearest command; name is NULL when none was given. */
wane_status_t cli_command_unknown(const char *name, wane_message_t message);
/* The same of what "plot" is to draw. */
wane_status_t cli_command_unknown_picture(const char *name, wane_message_t message);

#endif
