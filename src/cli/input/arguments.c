#include "cli/input/arguments.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "base/text.h"
#include "answer/problem/text.h"
#include "cli/input/flag.h"
#include "cli/input/problem_file.h"

/* getopt_long's tables for one command: its own keys and the global ones. */
typedef struct {
    struct option option[CLI_FLAGS + 1];
    const char *name[CLI_FLAGS + 1]; /* the same names, for suggestions */
    int count;
    char letters[3 * CLI_FLAGS];
} flag_table_t;

static void flag_table_add(flag_table_t *table, int key)
{
    const cli_flag_row_t *row = &cli_flag_rows[key];
    int has_argument = row->argument != NULL ? required_argument : no_argument;
    table->option[table->count] = (struct option){cli_flag_name(key), has_argument, NULL, 256 + key};
    table->name[table->count++] = cli_flag_name(key);
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
        for (const answer_key_t *key = cli_command_form(command)->keys; *key != ANSWER_KEYS; key++)
            flag_table_add(table, (int)*key);
    for (int key = 0; key < CLI_FLAGS; key++)
        if (cli_flag_is_global(key)) flag_table_add(table, key);
}

static int key_of_code(int code)
{
    if (code >= 256) return code - 256;
    for (int key = 0; key < CLI_FLAGS; key++)
        if (code != 0 && cli_flag_rows[key].letter == code) return key;
    return CLI_FLAGS;
}

static wane_status_t unknown_flag(const flag_table_t *table, const cli_command_t *command, const char *flag,
                                  wane_message_t message)
{
    answer_quote_t quoted;
    char name[40];
    const char *of = command == NULL ? "wane" : command->name;
    answer_quote(quoted, flag);
    if (strncmp(flag, "--", 2) != 0)
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "%s: expected a flag of '%s' (put '--' before an expression that starts with '-')", quoted, of);
    const char *equals = strchrnul(flag, '=');
    size_t length = (size_t)(equals - flag) - 2;
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), flag + 2);
    const char *nearest = answer_nearest(name, table->name);
    if (key_of_code(optopt) != CLI_FLAGS && *equals == '=')
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no value", quoted);
    int of_another = 0; /* what another command takes is not misspelt */
    for (int key = 0; key < CLI_FLAGS; key++)
        of_another = of_another || strcmp(name, cli_flag_name(key)) == 0;
    if (nearest != NULL && !of_another)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a flag of '%s'; did you mean --%s?",
                                quoted, of, nearest);
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected a flag of '%s'; see 'wane %s%s--help'",
                            quoted, of, command == NULL ? "" : of, command == NULL ? "" : " ");
}

/* "NAME=VALUE" of --set, once for each name: which of two would count is nothing to be guessed. */
static wane_status_t put_parameter(answer_problem_t problem, const char *text, wane_message_t message)
{
    const char *equals = strchr(text, '='), *start = text + strspn(text, " "), *end = equals;
    answer_quote_t quoted;
    while (end != NULL && end > start && end[-1] == ' ') end--;
    if (end == NULL || end <= start)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "--set: expected NAME=VALUE such as b=0.3, found %s",
                                answer_quote(quoted, text));
    wane_status_t status = WANE_OK;
    char *name = base_text("%.*s", (int)(end - start), start);
    if (!answer_problem_has_parameter(problem, name))
        answer_problem_put_parameter(problem, name, equals + 1, "--set");
    else
        status = wane_message_set(message, WANE_BAD_INPUT, 0, "--set: %s is set twice: expected one value",
                                  answer_quote(quoted, name));
    flint_free(name);
    return status;
}

static wane_status_t put_flag(cli_request_t *request, int flag, wane_message_t message)
{
    if (flag == CLI_HELP) request->help = 1;
    else if (flag == CLI_VERSION) request->version = 1;
    else if (flag == ANSWER_SET) return put_parameter(request->problem, optarg, message);
    else {
        char *where = base_text("--%s", cli_flag_name(flag));
        answer_problem_put(request->problem, flag, cli_flag_rows[flag].argument != NULL ? optarg : "true",
                           where);
        flint_free(where);
    }
    return WANE_OK;
}

static wane_status_t read_flags(cli_request_t *request, const cli_command_t *command, int argc, char **argv,
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
        int key = key_of_code(code == ':' ? optopt : code);
        if (code == ':')
            status = wane_message_set(message, WANE_BAD_INPUT, 0, "--%s: expected a value (%s)",
                                      cli_flag_name(key), cli_flag_rows[key].help);
        else if (code == '?')
            status = unknown_flag(&table, command, argv[optind > before ? optind - 1 : before], message);
        else status = put_flag(request, key, message);
    }
    return status;
}

wane_status_t cli_arguments_before_command(cli_request_t *request, int *position, int argc, char **argv,
                                           wane_message_t message)
{
    wane_status_t status = read_flags(request, NULL, argc, argv, message);
    *position = optind;
    return status;
}

/* A function is told from a file by the name, which no expression has, or by what the file holds. */
static int is_problem_file(const cli_command_t *command, const char *argument)
{
    size_t length = strlen(argument);
    if (command->takes != CLI_TAKES_FUNCTION) return command->takes != CLI_TAKES_CERTIFICATE;
    return strcmp(argument, "-") == 0 || (length > 5 && strcmp(argument + length - 5, ".json") == 0) ||
           (strpbrk(argument, "./") != NULL && cli_problem_file_is_one(argument));
}

/* The value, or one more of a list.  What is not UTF-8 stays alone, to be refused. */
static void put_another(answer_problem_t problem, answer_key_t key, const char *text, const char *where)
{
    if (!answer_given(problem, key)) {
        answer_problem_put(problem, key, text, where);
        return;
    }
    json_t *list = answer_list(answer_text(problem, key)), *value = json_string(text);
    if (list == NULL) list = json_pack("[s]", answer_text(problem, key));
    if (value == NULL) answer_problem_put(problem, key, text, where);
    if (list != NULL && json_array_append_new(list, value) == 0) {
        char *all = json_dumps(list, JSON_COMPACT);
        if (all != NULL) answer_problem_put(problem, key, all, where);
        free(all);
    }
    json_decref(list);
}

wane_status_t cli_arguments_of_command(cli_request_t *request, const cli_command_t *command, int argc,
                                       char **argv, wane_message_t message)
{
    answer_quote_t quoted;
    answer_problem_struct *problem = request->problem;
    wane_status_t status = read_flags(request, command, argc, argv, message);
    for (int i = optind; status == WANE_OK && i < argc; i++) {
        if (command->takes == CLI_TAKES_CERTIFICATE ||
            (command->takes == CLI_TAKES_PROBLEM_OR_CERTIFICATE && cli_problem_file_is_certificate(argv[i])))
            put_another(problem, ANSWER_CERTIFICATE, argv[i], "certificate");
        else if (is_problem_file(command, argv[i]) && request->problem_file == NULL)
            request->problem_file = argv[i];
        else if (command->takes == CLI_TAKES_FUNCTION)
            put_another(problem, ANSWER_FUNCTION, argv[i], "function");
        else
            status =
                wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected no further argument after %s%s",
                                 answer_quote(quoted, argv[i]), command->name, command->usage);
    }
    return status;
}
