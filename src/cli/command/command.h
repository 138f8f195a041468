/* The commands: one file each, one row each in commands.c. */
#ifndef CLI_COMMAND_COMMAND_H
#define CLI_COMMAND_COMMAND_H

#include <jansson.h>
#include <stdio.h>

#include "cli/input/settings.h"

typedef enum { CLI_TEXT, CLI_JSON, CLI_CSV, CLI_LATEX } cli_format_id_t;
#define CLI_FORMAT_BIT(format) (1 << (format))

typedef struct cli_command {
    const char *name;
    const char *usage;     /* what follows the name */
    const char *summary;   /* one line */
    const cli_key_t *keys; /* its own inputs, ended by CLI_KEYS */
    int formats;           /* sum of CLI_FORMAT_BITs */
    cli_format_id_t usual_format;
    const char *usual_digits; /* instead of the fallback of --digits; may be NULL */
    int takes_function;       /* the positional argument is an expression, not a problem file */
    int takes_certificate;    /* … is the file named by CLI_CERTIFICATE */
    /* Writes the answer to out, which reaches the user only if the status is none of WANE_FAILURE and
       WANE_BAD_INPUT. */
    wane_status_t (*run)(FILE *out, const struct cli_command *command, const cli_settings_t settings,
                         cli_format_id_t format, wane_message_t message);
} cli_command_t;

/* All commands, ended by NULL. */
const cli_command_t *const *cli_commands(void);

/* NULL if there is none of that name. */
const cli_command_t *cli_command_find(const char *name);
/* Says so, naming the nearest command; name is NULL when none was given. */
wane_status_t cli_command_unknown(const char *name, wane_message_t message);

/* Help for one command, or for all when command is NULL. */
void cli_help(FILE *out, const cli_command_t *command);

/* Starts a JSON answer: {"wane": version, "command": …, "problem": {…}}. */
json_t *cli_answer(const cli_command_t *command, const cli_settings_t settings);
/* Prints it and lets it go. */
void cli_answer_print(FILE *out, json_t *answer);

#endif
