/* Each command's row. */
#ifndef CLI_COMMAND_COMMANDS_H
#define CLI_COMMAND_COMMANDS_H

#include "cli/command/command.h"

extern const cli_command_t cli_command_coeffs;
extern const cli_command_t cli_command_manifold;
extern const cli_command_t cli_command_verdict;
extern const cli_command_t cli_command_thresholds;
extern const cli_command_t cli_command_bifurcations;
extern const cli_command_t cli_command_verify;
extern const cli_command_t cli_command_orbit;
extern const cli_command_t cli_command_simulate;
extern const cli_command_t cli_command_check;
extern const cli_command_t cli_command_claims;

#endif
