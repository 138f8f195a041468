#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input/arguments.h"
#include "cli/print/memory.h"
#include "cli/print/quote.h"

/* getopt_long's tables for one command: its own keys and the global ones. */
typedef struct {
    struct option option[CLI_KEYS + 1];
    const char *name[CLI_KEYS + 1]; /* the same names, for suggestions */
    int count;
    char letters[3 * CLI_KEYS];
} flag_table_t;

static void flag_table_add(flag_table_t *table, cli_key_t key)
{
    const cli_key_row_t *row = &cli_key_rows[key];
    int has_argument = row->argument != NULL ? required_argument : no_argument;
    table->option[table->count] = (struct option){row->name, has_argument, NULL, 256 + (int)key};
    table->name[table->count++] = row->name;
    if (row->letter != 0) {
        size_t end = strlen(table->letters);
        table->letters[end] = row->letter;
        table->letters[end + 1] = has_argument ? ':' : 0;
    }
}

/* A leading ':' tells a missing value from an unknown flag; a leading '+' stops at the command's name. */
static void flag_table_init(flag_table_t *table, const cli_command_t *command)
{
    memset(table, 0, sizeof *table);
    strcpy(table->letters, command == NULL ? "+:" : ":");
    if (command != NULL)
        for (const cli_key_t *key = command->keys; *key != CLI_KEYS; key++) flag_table_add(table, *key);
    for (int key = 0; key < CLI_KEYS; key++)
        if (cli_key_rows[key].section == CLI_SECTION_GLOBAL) flag_table_add(table, (cli_key_t)key);
}

static cli_key_t key_of_code(int code)
{
    if (code >= 256) return (cli_key_t)(code - 256);
    for (int key = 0; key < CLI_KEYS; key++)
        if (code != 0 && cli_key_rows[key].letter == code) return (cli_key_t)key;
    return CLI_KEYS;
}

static wane_status_t unknown_flag(const flag_table_t *table, const cli_command_t *command, const char *flag,
                                  wane_message_t message)
{
    cli_quote_t quoted, quoted_name;
    char name[40];
    const char *of = command == NULL ? "wane" : command->name;
    cli_quote(quoted, flag);
    if (strncmp(flag, "--", 2) != 0)
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "%s: expected a flag of '%s' (put '--' before an expression that starts with '-')", quoted, of);
    const char *equals = strchrnul(flag, '=');
    size_t length = (size_t)(equals - flag) - 2;
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), flag + 2);
    const char *nearest = cli_nearest(name, table->name);
    if (key_of_code(optopt) != CLI_KEYS && *equals == '=')
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no value",
                                cli_quote(quoted_name, flag));
    if (nearest != NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a flag of '%s'; did you mean --%s?",
                                quoted, of, nearest);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a flag of '%s'; see 'wane %s--help'",
                            quoted, of, command == NULL ? "" : cli_quote(quoted_name, command->name));
}

/* "NAME=VALUE" of --set. */
static wane_status_t put_parameter(cli_settings_t settings, const char *text, wane_message_t message)
{
    const char *equals = strchr(text, '=');
    cli_quote_t quoted;
    if (equals == NULL || equals == text)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "--set: expected NAME=VALUE such as b=0.3, found %s",
                                cli_quote(quoted, text));
    char *name = cli_format("%.*s", (int)(equals - text), text);
    cli_settings_put_parameter(settings, name, equals + 1, "--set");
    free(name);
    return WANE_OK;
}

static wane_status_t put_flag(cli_settings_t settings, cli_key_t key, wane_message_t message)
{
    const cli_key_row_t *row = &cli_key_rows[key];
    if (key == CLI_SET) return put_parameter(settings, optarg, message);
    char *where = cli_format("--%s", row->name);
    cli_settings_put(settings, key, row->argument != NULL ? optarg : "true", where);
    free(where);
    return WANE_OK;
}

static wane_status_t read_flags(cli_settings_t settings, const cli_command_t *command, int argc, char **argv,
                                wane_message_t message)
{
    flag_table_t table;
    int code;
    flag_table_init(&table, command);
    opterr = 0;
    optind = 0; /* glibc: start afresh */
    wane_status_t status = WANE_OK;
    while (status == WANE_OK) {
        int before = optind > 0 ? optind : 1;
        code = getopt_long(argc, argv, table.letters, table.option, NULL);
        if (code == -1) break;
        cli_key_t key = key_of_code(code == ':' ? optopt : code);
        if (code == ':')
            status = wane_message_set(message, WANE_BAD_INPUT, 0, "--%s: expected a value (%s)",
                                      cli_key_rows[key].name, cli_key_rows[key].help);
        else if (code == '?')
            status = unknown_flag(&table, command, argv[optind > before ? optind - 1 : before], message);
        else status = put_flag(settings, key, message);
    }
    return status;
}

wane_status_t cli_arguments_before_command(cli_settings_t settings, int *position, int argc, char **argv,
                                           wane_message_t message)
{
    wane_status_t status = read_flags(settings, NULL, argc, argv, message);
    *position = optind;
    return status;
}

static int is_problem_file(const cli_command_t *command, const char *argument)
{
    size_t length = strlen(argument);
    return !command->takes_function || (length > 5 && strcmp(argument + length - 5, ".json") == 0);
}

wane_status_t cli_arguments_of_command(cli_settings_t settings, const char **problem_file,
                                       const cli_command_t *command, int argc, char **argv,
                                       wane_message_t message)
{
    cli_quote_t quoted;
    *problem_file = NULL;
    wane_status_t status = read_flags(settings, command, argc, argv, message);
    for (int i = optind; status == WANE_OK && i < argc; i++) {
        if (command->takes_certificate && !cli_given(settings, CLI_CERTIFICATE))
            cli_settings_put(settings, CLI_CERTIFICATE, argv[i], "certificate");
        else if (!command->takes_certificate && is_problem_file(command, argv[i]) && *problem_file == NULL)
            *problem_file = argv[i];
        else if (command->takes_function && !cli_given(settings, CLI_FUNCTION))
            cli_settings_put(settings, CLI_FUNCTION, argv[i], "function");
        else
            status =
                wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no further argument after %s%s",
                                 cli_quote(quoted, argv[i]), command->name, command->usage);
    }
    return status;
}
