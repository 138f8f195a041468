/* Which problems a file holds. */
#include <stdlib.h>
#include <string.h>

#include "sgd/record/store_file.h"

static sqlite3_int64 digest_of_inputs(const inputs_t *inputs)
{
    uint64_t digest = STORE_DIGEST;
    for (size_t i = 0; i < inputs->length; i++) {
        digest = store_digest(digest, inputs->input[i].name, strlen(inputs->input[i].name) + 1);
        digest = store_digest(digest, inputs->input[i].value, strlen(inputs->input[i].value) + 1);
    }
    return (sqlite3_int64)digest;
}

static sqlite3_int64 digest_of_input(int64_t problem, size_t i, const char *name, const char *value)
{
    uint64_t digest = store_digest_integer(store_digest_integer(STORE_DIGEST, (uint64_t)problem), i);
    digest = store_digest(digest, name, strlen(name) + 1);
    return (sqlite3_int64)store_digest(digest, value, strlen(value));
}

static sqlite3_int64 digest_of_problem(sqlite3_int64 inputs, const char *given, double time,
                                       sqlite3_int64 seeds)
{
    uint64_t digest = store_digest_integer(STORE_DIGEST, (uint64_t)inputs);
    digest = store_digest(digest, given, strlen(given));
    digest = store_digest(digest, &time, sizeof time);
    return (sqlite3_int64)store_digest_integer(digest, (uint64_t)seeds);
}

/* The first input of a stored problem that differs: 1, with its value in *value (to be freed), or NULL if it is none
   of these inputs; 0 if all are the same; -1 if the file is damaged. */
static int first_difference(char **value, size_t *which, const store_t *store, int64_t problem,
                            const inputs_t *inputs)
{
    int found = 0, outcome = SQLITE_ROW;
    sqlite3_stmt *row = store_prepare(
        store, "SELECT position, digest, name, value FROM input WHERE problem=? ORDER BY position");
    if (row == NULL || sqlite3_bind_int64(row, 1, problem) != SQLITE_OK) found = -1;
    *value = NULL;
    for (size_t i = 0; found == 0; i++) {
        outcome = sqlite3_step(row);
        if (i == inputs->length && outcome == SQLITE_DONE) break;
        const char *name = outcome == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 2) : NULL,
                   *text = outcome == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 3) : NULL;
        if (i == inputs->length || name == NULL || text == NULL ||
            sqlite3_column_int64(row, 1) != digest_of_input(problem, i, name, text))
            found = -1;
        else if (strcmp(name, inputs->input[i].name) != 0) found = 1;
        else if (strcmp(text, inputs->input[i].value) != 0) {
            found = 1;
            *value = strdup(text);
        }
        *which = i;
    }
    sqlite3_finalize(row);
    return found;
}

/* The id of a problem among those with that digest, or of the first there is (inputs NULL), after `after`; 0: none. */
static int64_t next_problem(const store_t *store, const sqlite3_int64 *inputs, int64_t after)
{
    sqlite3_stmt *ask = store_prepare(
        store, inputs != NULL ? "SELECT id FROM problem WHERE id>? AND inputs=? ORDER BY id LIMIT 1"
                              : "SELECT id FROM problem WHERE id>? ORDER BY id LIMIT 1");
    int64_t id = 0;
    if (ask != NULL && sqlite3_bind_int64(ask, 1, after) == SQLITE_OK &&
        (inputs == NULL || sqlite3_bind_int64(ask, 2, *inputs) == SQLITE_OK) &&
        sqlite3_step(ask) == SQLITE_ROW)
        id = sqlite3_column_int64(ask, 0);
    sqlite3_finalize(ask);
    return id;
}

static wane_status_t refuse_difference(const store_t *store, int64_t problem, const inputs_t *inputs,
                                       wane_message_t message)
{
    char *value;
    size_t which = 0;
    const int found = first_difference(&value, &which, store, problem, inputs);
    if (found <= 0) return store_damaged(store, message);
    const char *name = inputs->input[which].name, *expected = inputs->input[which].value;
    wane_status_t status =
        next_problem(store, NULL, problem) != 0
            ? wane_message_set(message, WANE_BAD_INPUT, 0,
                               "`resume`: '%.150s' holds other problems: expected one of them", store->path)
            : wane_message_set(
                  message, WANE_BAD_INPUT, 0,
                  "`resume`: '%.150s' holds another problem: its `%.30s` is %.130s, expected %.130s",
                  store->path, name, value == NULL ? "another" : value, expected);
    free(value);
    return status;
}

static int put_inputs(const store_t *store, int64_t problem, const inputs_t *inputs)
{
    sqlite3_stmt *put = store_prepare(store, "INSERT INTO input VALUES(?,?,?,?,?)");
    int good = put != NULL;
    for (size_t i = 0; good && i < inputs->length; i++) {
        const char *name = inputs->input[i].name, *value = inputs->input[i].value;
        sqlite3_bind_int64(put, 1, problem);
        sqlite3_bind_int64(put, 2, (sqlite3_int64)i);
        sqlite3_bind_int64(put, 3, digest_of_input(problem, i, name, value));
        sqlite3_bind_text(put, 4, name, -1, SQLITE_STATIC);
        sqlite3_bind_text(put, 5, value, -1, SQLITE_STATIC);
        good = sqlite3_step(put) == SQLITE_DONE && sqlite3_reset(put) == SQLITE_OK;
    }
    sqlite3_finalize(put);
    return good;
}

/* With that id, or a new one if it is 0. */
static int put_problem(int64_t *problem, const store_t *store, sqlite3_int64 inputs, const char *given,
                       double time, sqlite3_int64 seeds)
{
    sqlite3_stmt *put = store_prepare(store, "INSERT OR REPLACE INTO problem VALUES(?,?,?,?,?,?)");
    int good =
        put != NULL &&
        (*problem == 0 ? sqlite3_bind_null(put, 1) : sqlite3_bind_int64(put, 1, *problem)) == SQLITE_OK &&
        sqlite3_bind_int64(put, 2, digest_of_problem(inputs, given, time, seeds)) == SQLITE_OK &&
        sqlite3_bind_int64(put, 3, inputs) == SQLITE_OK &&
        sqlite3_bind_text(put, 4, given, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_double(put, 5, time) == SQLITE_OK && sqlite3_bind_int64(put, 6, seeds) == SQLITE_OK &&
        sqlite3_step(put) == SQLITE_DONE;
    good = sqlite3_finalize(put) == SQLITE_OK && good;
    if (good && *problem == 0) *problem = sqlite3_last_insert_rowid(store->file);
    return good;
}

typedef struct {
    char *given;
    double time;
    sqlite3_int64 seeds;
} extent_t;

/* 0 if it is not sound. */
static int read_problem(extent_t *extent, const store_t *store, int64_t problem)
{
    int sound = 0;
    sqlite3_stmt *row =
        store_prepare(store, "SELECT digest, inputs, given, time, seeds FROM problem WHERE id=?");
    extent->given = NULL;
    if (row != NULL && sqlite3_bind_int64(row, 1, problem) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
        const char *given = (const char *)sqlite3_column_text(row, 2);
        extent->time = sqlite3_column_double(row, 3);
        extent->seeds = sqlite3_column_int64(row, 4);
        sound = given != NULL && (extent->given = strdup(given)) != NULL &&
                sqlite3_column_int64(row, 0) ==
                    digest_of_problem(sqlite3_column_int64(row, 1), given, extent->time, extent->seeds);
    }
    sqlite3_finalize(row);
    return sound;
}

static wane_status_t extend(int64_t problem, const store_t *store, sqlite3_int64 inputs,
                            const wane_simulation_t *simulation, const char *given, wane_message_t message)
{
    extent_t extent;
    wane_status_t status = WANE_OK;
    const double time = simulation->time;
    if (!read_problem(&extent, store, problem)) status = store_damaged(store, message);
    else if (time < extent.time)
        status = wane_message_set(message, WANE_BAD_INPUT, 0,
                                  "`time` is %.17g: '%.150s' has gone on to %.17g, expected that or more",
                                  time, store->path, extent.time);
    else if (simulation->seeds < extent.seeds)
        status = wane_message_set(message, WANE_BAD_INPUT, 0,
                                  "`seeds` is %ld: '%.150s' holds %ld, expected that or more",
                                  (long)simulation->seeds, store->path, (long)extent.seeds);
    else if ((time > extent.time || simulation->seeds > extent.seeds || strcmp(given, extent.given) != 0) &&
             !put_problem(&problem, store, inputs, given, time, simulation->seeds))
        status = store_failure(store, "write", message);
    free(extent.given);
    return status;
}

wane_status_t store_problem(int64_t *problem, store_t *store, const inputs_t *inputs,
                            const wane_simulation_t *simulation, const char *given, int only,
                            wane_message_t message)
{
    const sqlite3_int64 digest = digest_of_inputs(inputs);
    *problem = 0;
    while ((*problem = next_problem(store, &digest, *problem)) != 0) {
        char *value;
        size_t which;
        const int found = first_difference(&value, &which, store, *problem, inputs);
        free(value);
        if (found < 0) return store_damaged(store, message);
        if (found == 0) return extend(*problem, store, digest, simulation, given, message);
    }
    const int64_t other = only ? next_problem(store, NULL, 0) : 0;
    if (other != 0) return refuse_difference(store, other, inputs, message);
    if (put_problem(problem, store, digest, given, simulation->time, simulation->seeds) &&
        put_inputs(store, *problem, inputs))
        return WANE_OK;
    return store_failure(store, "write", message);
}

int store_is_empty(store_t *store)
{
    return next_problem(store, NULL, 0) == 0;
}

wane_status_t store_given(char **given, store_t *store, wane_message_t message)
{
    const int64_t problem = next_problem(store, NULL, 0);
    extent_t extent;
    *given = NULL;
    if (problem == 0 || next_problem(store, NULL, problem) != 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "`resume`: '%.200s' holds %s: expected one",
                                store->path, problem == 0 ? "no problem yet" : "several problems");
    if (!read_problem(&extent, store, problem)) {
        free(extent.given);
        return store_damaged(store, message);
    }
    *given = extent.given;
    return WANE_OK;
}
