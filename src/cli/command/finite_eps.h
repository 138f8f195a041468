/* wane verdict with --eps: the flow itself, at the given ratio of learning rates. */
#ifndef CLI_COMMAND_FINITE_EPS_H
#define CLI_COMMAND_FINITE_EPS_H

#include "cli/command/command.h"

/* --eps is given and is not 0, which stands for the limit. */
int cli_asks_for_finite_eps(const cli_settings_t settings);

wane_status_t cli_finite_eps_run(FILE *out, const cli_command_t *command, const cli_settings_t settings,
                                 cli_format_id_t format, wane_message_t message);

#endif
