#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "answer/problem/json_text.h"
#include "base/text.h"
#include "answer/problem/read.h"
#include "answer/problem/text.h"

typedef struct {
    const char *name; /* of the file, or what stands for it */
    int is_file;
    long *lines; /* of its keys in document order */
    size_t next; /* the next key to visit */
} place_t;

static wane_status_t refuse(const place_t *place, long line, const char *key, const char *expected,
                            wane_message_t message)
{
    answer_quote_t quoted;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s:%ld: %s: %s", place->name, line,
                            answer_quote(quoted, key), expected);
}

static wane_status_t unknown_key(const place_t *place, long line, const char *key, int in_simulation,
                                 wane_message_t message)
{
    const char *names[ANSWER_KEYS + 2];
    int count = 0;
    char expected[120];
    for (int i = 0; i < ANSWER_FORMAT; i++)
        if ((answer_key_rows[i].section == ANSWER_SECTION_SIMULATION) == in_simulation)
            names[count++] = answer_key_rows[i].name;
    if (!in_simulation) names[count++] = "simulation";
    names[count] = NULL;
    const char *nearest = answer_nearest(key, names);
    answer_key_t elsewhere = answer_key_find(key, !in_simulation);
    if (elsewhere != ANSWER_KEYS)
        snprintf(expected, sizeof expected, "unknown key here; it belongs %s",
                 in_simulation ? "outside \"simulation\"" : "inside \"simulation\"");
    else if (nearest != NULL)
        snprintf(expected, sizeof expected, "unknown key; did you mean \"%s\"?", nearest);
    else snprintf(expected, sizeof expected, "unknown key; expected a name such as \"%s\"", names[0]);
    return refuse(place, line, key, expected, message);
}

/* The text that stands for a switch that is on in answers, which are to be problems again. */
static int is_true(const json_t *value)
{
    return json_is_string(value) && strcmp(json_string_value(value), "true") == 0;
}

/* An array of numbers and strings stands for a list of values: its own text. */
static char *list_text(const json_t *value)
{
    size_t i;
    json_t *element;
    if (!json_is_array(value) || json_array_size(value) == 0) return NULL;
    json_array_foreach(value, i, element)
    {
        if (!json_is_string(element)) return NULL;
    }
    return json_dumps(value, JSON_COMPACT);
}

/* The text of a number, string or switch; NULL for anything else. */
static const char *scalar_text(const json_t *value, answer_key_t key)
{
    if (answer_key_rows[key].is_switch)
        return json_is_true(value) || is_true(value) ? "true" : json_is_false(value) ? "" : NULL;
    return json_string_value(value);
}

/* Keys that come from no file are named alone, as every key in the library's messages. */
static char *where_of(const place_t *place, long line, const char *key)
{
    return place->is_file ? base_text("%s:%ld: %s", place->name, line, key) : base_text("`%s`", key);
}

static wane_status_t read_parameters(answer_problem_t problem, place_t *place, json_t *object,
                                     wane_message_t message)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        long line = place->lines[place->next++];
        char *list = problem->takes_lists ? list_text(value) : NULL;
        if (list == NULL && !json_is_string(value))
            return refuse(place, line, name, "expected a number or an interval \"[lo,hi]\"", message);
        char *where = where_of(place, line, "set");
        if (!answer_problem_has_parameter(problem, name))
            answer_problem_put_parameter(problem, name, list != NULL ? list : json_string_value(value),
                                         where);
        flint_free(where);
        free(list);
    }
    return WANE_OK;
}

static wane_status_t read_scalar(answer_problem_t problem, const place_t *place, long line, answer_key_t key,
                                 const json_t *value, wane_message_t message)
{
    const answer_key_row_t *row = &answer_key_rows[key];
    char *list = problem->takes_lists && !row->is_switch ? list_text(value) : NULL;
    const char *text = list != NULL ? list : scalar_text(value, key);
    if (text == NULL)
        return refuse(place, line, row->name,
                      row->is_switch ? "expected true or false" : "expected a string or a number", message);
    char *where = where_of(place, line, row->name);
    if (!answer_given(problem, key) && !(row->is_switch && *text == 0))
        answer_problem_put(problem, key, text, where);
    flint_free(where);
    free(list);
    return WANE_OK;
}

static wane_status_t read_object(answer_problem_t problem, place_t *place, json_t *object, int in_simulation,
                                 wane_message_t message)
{
    const char *name;
    json_t *value;
    wane_status_t status = WANE_OK;
    json_object_foreach(object, name, value)
    {
        long line = place->lines[place->next++];
        answer_key_t key = answer_key_find(name, in_simulation);
        int is_simulation = !in_simulation && strcmp(name, "simulation") == 0;
        if ((is_simulation || key == ANSWER_SET) && !json_is_object(value))
            status = refuse(place, line, name, "expected an object {…}", message);
        else if (is_simulation) status = read_object(problem, place, value, 1, message);
        else if (key == ANSWER_SET) status = read_parameters(problem, place, value, message);
        else if (key == ANSWER_KEYS) status = unknown_key(place, line, name, in_simulation, message);
        else status = read_scalar(problem, place, line, key, value, message);
        if (status != WANE_OK) return status;
    }
    return WANE_OK;
}

static wane_status_t refuse_syntax(const char *name, const json_error_t *error, wane_message_t message)
{
    return wane_message_set(message, WANE_BAD_INPUT, error->column, "%s:%d:%d: expected a JSON object: %s",
                            name, error->line, error->column, error->text);
}

wane_status_t answer_problem_read(answer_problem_t problem, const char *path, const char *text, size_t length,
                                  wane_message_t message)
{
    const size_t mark = base_text_mark(text, length);
    text += mark;
    length -= mark;
    json_error_t error;
    answer_quote_t quoted;
    char name[sizeof quoted];
    /* The name without the quotation marks. */
    answer_quote(quoted, path != NULL ? path : "problem");
    snprintf(name, sizeof name, "%.*s", (int)strlen(quoted) - 2, quoted + 1);
    json_t *original = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    /* Of numbers the text counts: that they are too large for the machine's is no matter. */
    if (original == NULL && json_error_code(&error) != json_error_numeric_overflow)
        return refuse_syntax(name, &error, message);
    json_decref(original);
    size_t count;
    char *quoted_text = answer_json_quote_numbers(text, length);
    place_t place = {
        .name = name, .is_file = path != NULL, .lines = answer_json_key_lines(&count, text, length)};
    json_t *root = json_loads(quoted_text, JSON_REJECT_DUPLICATES, &error);
    wane_status_t status;
    if (root == NULL) status = refuse_syntax(name, &error, message);
    else if (!json_is_object(root))
        status = wane_message_set(message, WANE_BAD_INPUT, 1, "%s:1: expected a JSON object {…}", name);
    else status = read_object(problem, &place, root, 0, message);
    json_decref(root);
    flint_free(place.lines);
    flint_free(quoted_text);
    return status;
}
