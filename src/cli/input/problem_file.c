#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cli/input/json_text.h"
#include "cli/print/memory.h"
#include "cli/input/problem_file.h"
#include "cli/print/quote.h"

#define LARGEST_FILE (1 << 20)

typedef struct {
    const char *name; /* of the file */
    long *lines;      /* of its keys in document order */
    size_t next;      /* the next key to visit */
} place_t;

static wane_status_t refuse(const place_t *place, long line, const char *key, const char *expected,
                            wane_message_t message)
{
    cli_quote_t quoted;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s:%ld: %s: %s", place->name, line,
                            cli_quote(quoted, key), expected);
}

static wane_status_t unknown_key(const place_t *place, long line, const char *key, cli_section_t section,
                                 wane_message_t message)
{
    const char *names[CLI_KEYS + 2];
    int count = 0;
    char expected[120];
    for (int i = 0; i < CLI_FORMAT; i++)
        if ((cli_key_rows[i].section == CLI_SECTION_SIMULATION) == (section == CLI_SECTION_SIMULATION))
            names[count++] = cli_key_rows[i].name;
    if (section != CLI_SECTION_SIMULATION) names[count++] = "simulation";
    names[count] = NULL;
    const char *nearest = cli_nearest(key, names);
    cli_key_t elsewhere =
        cli_key_find(key, section == CLI_SECTION_SIMULATION ? CLI_SECTION_PROBLEM : CLI_SECTION_SIMULATION);
    if (elsewhere != CLI_KEYS)
        snprintf(expected, sizeof expected, "unknown key here; it belongs %s",
                 section == CLI_SECTION_SIMULATION ? "outside \"simulation\"" : "inside \"simulation\"");
    else if (nearest != NULL)
        snprintf(expected, sizeof expected, "unknown key; did you mean \"%s\"?", nearest);
    else snprintf(expected, sizeof expected, "unknown key; expected a flag's name such as \"%s\"", names[0]);
    return refuse(place, line, key, expected, message);
}

/* The text of a number, string or switch; NULL for anything else. */
static const char *scalar_text(const json_t *value, cli_key_t key)
{
    if (cli_key_rows[key].argument == NULL)
        return json_is_true(value) ? "true" : json_is_false(value) ? "" : NULL;
    return json_string_value(value);
}

static wane_status_t read_parameters(cli_settings_t settings, place_t *place, json_t *object,
                                     wane_message_t message)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        long line = place->lines[place->next++];
        if (!json_is_string(value))
            return refuse(place, line, name, "expected a number or an interval \"[lo,hi]\"", message);
        if (cli_settings_has_parameter(settings, name)) continue;
        char *where = cli_format("%s:%ld: set", place->name, line);
        cli_settings_put_parameter(settings, name, json_string_value(value), where);
        free(where);
    }
    return WANE_OK;
}

static wane_status_t read_scalar(cli_settings_t settings, const place_t *place, long line, cli_key_t key,
                                 const json_t *value, wane_message_t message)
{
    const cli_key_row_t *row = &cli_key_rows[key];
    const char *text = scalar_text(value, key);
    if (text == NULL)
        return refuse(place, line, row->name,
                      row->argument == NULL ? "expected true or false" : "expected a string or a number",
                      message);
    if (cli_given(settings, key) || (row->argument == NULL && *text == 0)) return WANE_OK;
    char *where = cli_format("%s:%ld: %s", place->name, line, row->name);
    cli_settings_put(settings, key, text, where);
    free(where);
    return WANE_OK;
}

static wane_status_t read_object(cli_settings_t settings, place_t *place, json_t *object,
                                 cli_section_t section, wane_message_t message)
{
    const char *name;
    json_t *value;
    wane_status_t status = WANE_OK;
    json_object_foreach(object, name, value)
    {
        long line = place->lines[place->next++];
        cli_key_t key = cli_key_find(name, section);
        int is_simulation = section == CLI_SECTION_PROBLEM && strcmp(name, "simulation") == 0;
        if ((is_simulation || key == CLI_SET) && !json_is_object(value))
            status = refuse(place, line, name, "expected an object {…}", message);
        else if (is_simulation) status = read_object(settings, place, value, CLI_SECTION_SIMULATION, message);
        else if (key == CLI_SET) status = read_parameters(settings, place, value, message);
        else if (key == CLI_KEYS || key == CLI_HELP || key == CLI_VERSION)
            status = unknown_key(place, line, name, section, message);
        else status = read_scalar(settings, place, line, key, value, message);
        if (status != WANE_OK) return status;
    }
    return WANE_OK;
}

static wane_status_t refuse_syntax(const char *name, const json_error_t *error, wane_message_t message)
{
    return wane_message_set(message, WANE_BAD_INPUT, error->column, "%s:%d:%d: expected a JSON object: %s",
                            name, error->line, error->column, error->text);
}

wane_status_t cli_problem_text_read(cli_settings_t settings, const char *path, const char *text,
                                    size_t length, wane_message_t message)
{
    json_error_t error;
    cli_quote_t quoted;
    char name[sizeof quoted];
    /* The name without the quotation marks. */
    cli_quote(quoted, path);
    snprintf(name, sizeof name, "%.*s", (int)strlen(quoted) - 2, quoted + 1);
    json_t *original = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (original == NULL) return refuse_syntax(name, &error, message);
    json_decref(original);
    place_t place = {.name = name};
    size_t count;
    char *quoted_text = cli_json_quote_numbers(text, length);
    place.lines = cli_json_key_lines(&count, text, length);
    json_t *root = json_loads(quoted_text, 0, &error);
    wane_status_t status;
    if (root == NULL) status = refuse_syntax(name, &error, message);
    else if (!json_is_object(root))
        status = wane_message_set(message, WANE_BAD_INPUT, 1, "%s:1: expected a JSON object {…}", name);
    else status = read_object(settings, &place, root, CLI_SECTION_PROBLEM, message);
    json_decref(root);
    free(place.lines);
    free(quoted_text);
    return status;
}

/* The whole file, or NULL with errno set; EFBIG if it is far too large for a problem. */
static char *read_whole(size_t *length, const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL) return NULL;
    char *text = cli_realloc(NULL, LARGEST_FILE + 1);
    *length = fread(text, 1, LARGEST_FILE + 1, file);
    int problem = ferror(file) ? errno : *length > LARGEST_FILE ? EFBIG : 0;
    if (file != stdin) fclose(file);
    if (problem == 0) return text;
    free(text);
    errno = problem;
    return NULL;
}

wane_status_t cli_problem_file_read(cli_settings_t settings, const char *path, wane_message_t message)
{
    size_t length;
    cli_quote_t quoted;
    char *text = read_whole(&length, path);
    if (text == NULL)
        return wane_message_set(message, errno == EIO ? WANE_FAILURE : WANE_BAD_INPUT, 0,
                                "%s: expected a readable problem file: %s", cli_quote(quoted, path),
                                strerror(errno));
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    wane_status_t status = cli_problem_text_read(settings, name, text, length, message);
    free(text);
    return status;
}
