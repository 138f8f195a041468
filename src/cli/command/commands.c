#include <string.h>

#include "cli/command/commands.h"
#include "cli/print/quote.h"

static const cli_command_t *const commands[] = {
    &cli_command_coeffs,
    &cli_command_manifold,
    &cli_command_verdict,
    &cli_command_thresholds,
    &cli_command_bifurcations,
    &cli_command_verify,
    &cli_command_orbit,
    &cli_command_simulate,
    &cli_command_check,
    &cli_command_claims,
    NULL,
};

const cli_command_t *const *cli_commands(void)
{
    return commands;
}

const cli_command_t *cli_command_find(const char *name)
{
    for (int i = 0; commands[i] != NULL; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

wane_status_t cli_command_unknown(const char *name, wane_message_t message)
{
    const char *names[sizeof commands / sizeof *commands];
    char all[200] = "";
    cli_quote_t quoted;
    for (int i = 0; commands[i] != NULL; i++) {
        names[i] = commands[i]->name;
        strcat(strcat(all, i > 0 ? ", " : ""), names[i]);
    }
    names[sizeof commands / sizeof *commands - 1] = NULL;
    if (name == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a command: %s; see 'wane --help'", all);
    const char *nearest = cli_nearest(name, names);
    if (nearest != NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: unknown command; did you mean '%s'?",
                                cli_quote(quoted, name), nearest);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: unknown command; expected one of %s",
                            cli_quote(quoted, name), all);
}
