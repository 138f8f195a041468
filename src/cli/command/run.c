#include "cli/command/run.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "answer/problem/text.h"
#include "base/text.h"
#include "cli/input/spell.h"
#include "cli/picture/picture.h"
#include "cli/print/documents.h"
#include "cli/print/interrupt.h"
#include "cli/print/output.h"
#include "cli/print/progress.h"
#include "cli/print/style.h"
#include "cli/report/page.h"
#include "cli/table/table.h"
#include "wane/answer.h"

/* ---- what can be refused before anything is computed ---- */

static wane_status_t get_format(int *format, const cli_command_t *command, const answer_problem_t problem,
                                wane_message_t message)
{
    const char *offered[CLI_FORMATS + 1];
    int offered_format[CLI_FORMATS], count = 0, choice;
    for (int i = 0; i < CLI_FORMATS; i++)
        if (cli_command_offers(command, i)) {
            offered_format[count] = i;
            offered[count++] = cli_format_names[i];
        }
    offered[count] = NULL;
    *format = (int)command->usual_format;
    if (!answer_given(problem, ANSWER_FORMAT)) return WANE_OK;
    wane_status_t status = answer_get_choice(&choice, problem, ANSWER_FORMAT, offered, message);
    if (status == WANE_OK) *format = offered_format[choice];
    return status;
}

/* The path under that key if the command writes a file there. */
static const char *path_to_write(const cli_command_t *command, const answer_problem_t problem,
                                 answer_key_t key)
{
    const int reads = key == ANSWER_CERTIFICATE && (command->takes == CLI_TAKES_CERTIFICATE ||
                                                    command->takes == CLI_TAKES_PROBLEM_OR_CERTIFICATE);
    return answer_form_takes(cli_command_form(command), key) && !reads ? answer_text(problem, key) : NULL;
}

/* Whether writing to that output would write over the file of the simulation. */
static int is_output(const char *path, const char *output)
{
    struct stat one, other;
    if (output == NULL) return 0;
    if (strcmp(path, output) == 0) return 1;
    return stat(path, &one) == 0 && stat(output, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static wane_status_t check_files(const cli_command_t *command, const answer_problem_t problem,
                                 wane_message_t message)
{
    const char *output = answer_given(problem, ANSWER_OUTPUT) ? answer_text(problem, ANSWER_OUTPUT) : "-",
               *certificate =
                   command->writes_folder ? NULL : path_to_write(command, problem, ANSWER_CERTIFICATE),
               *histogram = path_to_write(command, problem, ANSWER_HISTOGRAM),
               *resume = path_to_write(command, problem, ANSWER_RESUME),
               *store = resume != NULL ? resume : path_to_write(command, problem, ANSWER_STORE);
    wane_status_t status = cli_output_possible(output, message);
    const struct {
        const char *flag, *path;
    } beside[] = {{"certificate", certificate}, {"histogram", histogram}};
    for (int i = 0; status == WANE_OK && i < 2; i++)
        if (beside[i].path != NULL && strcmp(beside[i].path, output) == 0)
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "--%s: expected another file than that of --output", beside[i].flag);
    if (status == WANE_OK && store != NULL && (is_output(store, output) || is_output(store, histogram)))
        return answer_expected(problem, resume != NULL ? ANSWER_RESUME : ANSWER_STORE,
                               "the name of a file for itself", message);
    if (status == WANE_OK) status = cli_output_possible(certificate, message);
    return status == WANE_OK ? cli_output_possible(histogram, message) : status;
}

/* ---- the library's callbacks ---- */

typedef struct {
    cli_progress_t progress;
    cli_documents_t documents;
    crew_post_t *crew;
    int stores; /* what is done is kept when it is interrupted */
} host_t;

static int show_progress(void *context, double fraction_done, double steps)
{
    return cli_progress_advance(&((host_t *)context)->progress, fraction_done, steps);
}

static wane_status_t add_document(void *context, const char *name, const char *text, wane_message_t message)
{
    return cli_documents_add(&((host_t *)context)->documents, name, text, message);
}

/* ---- question and answer ---- */

/* JSON holds no text that is not UTF-8. */
static wane_status_t refuse_text(const cli_command_t *command, const answer_problem_t problem,
                                 wane_message_t message)
{
    for (const answer_key_t *key = cli_command_form(command)->keys; *key != ANSWER_KEYS; key++) {
        const char *text = answer_given(problem, *key) ? answer_text(problem, *key) : "";
        size_t length = strlen(text);
        json_t *string = json_stringn(text, length);
        const int good = string != NULL;
        for (; string == NULL; string = json_stringn(text, length)) length--;
        json_decref(string);
        if (!good)
            return wane_message_set(message, WANE_BAD_INPUT, (long)length + 1,
                                    "%s: column %zu: expected UTF-8", answer_where(problem, *key),
                                    length + 1);
    }
    return wane_message_set(message, WANE_BAD_INPUT, 0, "expected all input in UTF-8");
}

static wane_status_t ask(char **text, const cli_command_t *command, const answer_problem_t problem,
                         host_t *host, wane_message_t message)
{
    json_t *question = answer_problem_json(problem, cli_command_form(command)->keys, 1);
    if (question == NULL) return refuse_text(command, problem, message);
    char *lines = json_dumps(question, JSON_COMPACT);
    json_decref(question);
    if (lines == NULL) flint_abort();
    const wane_answer_host_t callbacks = {host, show_progress, add_document, host->crew};
    const int is_first = host->crew == NULL || host->crew->rank == 0;
    cli_progress_start(&host->progress, answer_given(problem, ANSWER_QUIET) || !is_first);
    if (host->stores && is_first) cli_interrupt_defer(); /* before the file appears */
    wane_status_t status = wane_answer(text, cli_command_question(command), lines, &callbacks, message);
    cli_progress_end(&host->progress);
    if (status == WANE_FAILURE && cli_interrupt_is_timeout()) {
        wane_message_t said = {message[0]};
        wane_message_set(message, WANE_FAILURE, 0, "--timeout: %s", said->text);
    }
    cli_interrupt_undefer();
    free(lines);
    cli_spell_message(message, problem);
    return status;
}

static json_t *load(const char *text, size_t length)
{
    json_t *value = json_loadb(text, length, 0, NULL);
    if (value == NULL) flint_abort();
    return value;
}

/* Where the list of lines begins in the answer's text, and how long it is, brackets included; NULL: there is none. */
static const char *find_lines(size_t *length, const char *text, const char *name)
{
    if (name == NULL) return NULL;
    char *start = base_text("\n  \"%s\": [\n", name);
    const char *found = strstr(text, start), *list = found == NULL ? NULL : found + strlen(start) - 2;
    const char *end = found == NULL ? NULL : strstr(list, "\n  ]");
    flint_free(start);
    *length = end == NULL ? 0 : (size_t)(end - list) + strlen("\n  ]");
    return end == NULL ? NULL : list;
}

/* The next of the lines; NULL: there is none. */
static json_t *next_line(const char **line, const char *list, size_t length)
{
    if (*line >= list + length - 3) return NULL;
    const char *end = strchr(*line, '\n');
    json_t *value = load(*line, (size_t)(end - *line) - (end[-1] == ','));
    *line = end + 1;
    return value;
}

static void print_lines(FILE *out, const cli_command_t *command, int format, const char *list, size_t length)
{
    const char *line = list + 2;
    for (json_t *value; (value = next_line(&line, list, length)) != NULL; json_decref(value))
        command->print_line[format](out, value);
}

/* The answer without its list of lines. */
static json_t *load_rest(const char *text, const char *list, size_t length)
{
    char *rest = list == NULL ? NULL : base_text("%.*snull%s", (int)(list - text), text, list + length);
    json_t *answer = rest == NULL ? load(text, strlen(text)) : load(rest, strlen(rest));
    flint_free(rest);
    return answer;
}

/* gnuplot's script of the answer's lines, or the one that the answer holds; the answer without its lines. */
static json_t *print_script(FILE *out, const char *text, const char *name)
{
    size_t length;
    cli_map_picture_t picture;
    const char *list = find_lines(&length, text, name), *line = list == NULL ? NULL : list + 2;
    json_t *answer = load_rest(text, list, length);
    if (name == NULL) {
        fputs(cli_string_at(answer, "script"), out);
        return answer;
    }
    cli_map_picture_begin(&picture);
    for (json_t *value; list != NULL && (value = next_line(&line, list, length)) != NULL; json_decref(value))
        cli_map_picture_line(&picture, value);
    cli_map_picture_end(out, &picture, answer);
    return answer;
}

static void print(FILE *out, const cli_command_t *command, int format, const char *text)
{
    size_t length;
    if (format == CLI_JSON) {
        fputs(text, out);
        return;
    }
    const char *list = find_lines(&length, text, cli_command_form(command)->lines);
    json_t *answer = load_rest(text, list, length);
    command->print[format](out, answer);
    json_decref(answer);
    if (list != NULL && command->print_line[format] != NULL) print_lines(out, command, format, list, length);
}

static wane_status_t deliver(const cli_command_t *command, int format, const char *text, const char *path,
                             wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    cli_style_decide(path);
    print(output->stream, command, format, text);
    wane_status_t status = cli_output_deliver(output, path, message);
    cli_output_clear(output);
    return status;
}

static wane_status_t deliver_picture(const cli_command_t *command, const char *text, const char *path,
                                     wane_message_t message)
{
    char *script;
    size_t size;
    FILE *out = open_memstream(&script, &size);
    if (out == NULL) flint_abort();
    json_t *answer = print_script(out, text, cli_command_form(command)->lines);
    fclose(out);
    wane_status_t status = cli_picture_deliver(script, cli_at(answer, "terminals"), path, message);
    json_decref(answer);
    free(script);
    return status;
}

static wane_status_t deliver_page(const char *text, const answer_problem_t problem, wane_message_t message)
{
    cli_output_t output;
    cli_output_init(output);
    json_t *answer = load(text, strlen(text));
    cli_page_print(output->stream, answer, problem, message);
    wane_status_t status = cli_output_deliver(output, answer_text(problem, ANSWER_OUTPUT), message);
    json_decref(answer);
    cli_output_clear(output);
    return status;
}

/* ---- what was given to no end ---- */

static int contains_name(const char *text, const char *name)
{
    static const char parts[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    const size_t length = strlen(name);
    for (text += strcspn(text, parts); *text != 0; text += strcspn(text, parts)) {
        const size_t taken = strspn(text, parts);
        if (taken == length && strncmp(text, name, length) == 0) return 1;
        text += taken;
    }
    return 0;
}

/* A misspelt parameter is no error, but seldom meant. */
static void warn_of_parameters(const answer_problem_t problem, wane_message_t message)
{
    static const answer_key_t functions[] = {ANSWER_FUNCTION, ANSWER_STUDENT, ANSWER_TEACHER,
                                             ANSWER_SIMULATED_TEACHER};
    answer_quote_t quoted;
    for (long i = 0; i < problem->parameter_count && message->text[0] == 0; i++) {
        const answer_parameter_t *parameter = problem->parameter + i;
        int used = 0;
        for (size_t j = 0; j < sizeof functions / sizeof *functions; j++)
            used = used || (answer_given(problem, functions[j]) &&
                            contains_name(answer_text(problem, functions[j]), parameter->name));
        if (!used)
            wane_message_set(message, WANE_OK, 0, "warning: %s: no function contains %s",
                             parameter->value.where, answer_quote(quoted, parameter->name));
    }
}

/* Starts the clock of --timeout; of several processes the first ends all. */
static wane_status_t limit_time(const answer_problem_t problem, const crew_post_t *crew,
                                wane_message_t message)
{
    double seconds;
    if (!answer_given(problem, ANSWER_TIMEOUT) || (crew != NULL && crew->rank > 0)) return WANE_OK;
    wane_status_t status = answer_get_double(&seconds, problem, ANSWER_TIMEOUT, 1e-6, 1e9,
                                             "a number of seconds from 0.000001 to 1000000000", message);
    if (status == WANE_OK) cli_interrupt_after(seconds);
    return status;
}

wane_status_t cli_command_run(const cli_command_t *command, const answer_problem_t problem, crew_post_t *crew,
                              wane_message_t message)
{
    int format;
    char *text = NULL;
    host_t host = {.crew = crew,
                   .stores = path_to_write(command, problem, ANSWER_RESUME) != NULL ||
                             path_to_write(command, problem, ANSWER_STORE) != NULL};
    wane_status_t status = get_format(&format, command, problem, message);
    if (status == WANE_OK) status = check_files(command, problem, message);
    if (status == WANE_OK) status = limit_time(problem, crew, message);
    if (status == WANE_OK && command->is_picture)
        status = cli_picture_possible(answer_text(problem, ANSWER_OUTPUT), message);
    if (status == WANE_OK && command->is_page)
        status = cli_page_possible(answer_text(problem, ANSWER_OUTPUT), message);
    if (status == WANE_OK)
        status = cli_documents_init(
            &host.documents,
            path_to_write(command, problem,
                          command->writes_folder ? ANSWER_CERTIFICATE : ANSWER_CERTIFICATES),
            message);
    if (status == WANE_OK) status = ask(&text, command, problem, &host, message);
    if (text != NULL) {
        wane_message_t said = {{.text = ""}};
        wane_status_t delivered = cli_documents_finish(&host.documents, said);
        if (delivered == WANE_OK && command->is_picture)
            delivered = deliver_picture(command, text, answer_text(problem, ANSWER_OUTPUT), said);
        else if (delivered == WANE_OK && command->is_page) delivered = deliver_page(text, problem, said);
        else if (delivered == WANE_OK)
            delivered = deliver(command, format, text, answer_text(problem, ANSWER_OUTPUT), said);
        if (delivered != WANE_OK || (status == WANE_OK && said->text[0] != 0)) {
            message[0] = said[0];
            status = delivered;
        }
    }
    if (status == WANE_OK && answer_given(problem, ANSWER_QUIET)) message->text[0] = 0;
    else if (status == WANE_OK) warn_of_parameters(problem, message);
    wane_answer_free(text);
    cli_documents_clear(&host.documents);
    return status;
}
