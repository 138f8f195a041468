#include "answer/map/map_store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/interval.h"
#include "base/text.h"
#include "function/tree/expression.h"

#define APPLICATION "2002873965" /* "wanm" */
#define FORMAT "1"
#define CELLS_AT_ONCE 4096 /* in a transaction, */
#define SECONDS_AT_MOST 1  /* which is not open for longer */

static const char schema[] =
    "PRAGMA application_id=" APPLICATION "; PRAGMA user_version=" FORMAT ";"
    "CREATE TABLE problem(position INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL);"
    "CREATE TABLE cell(depth INTEGER NOT NULL, i INTEGER NOT NULL, j INTEGER NOT NULL, verdict TEXT NOT NULL,"
    " open INTEGER NOT NULL, lo REAL, hi REAL, digest INTEGER NOT NULL, PRIMARY KEY(depth, i, j)) WITHOUT "
    "ROWID;"
    "CREATE VIEW leaf AS SELECT depth, i, j, verdict, lo, hi FROM cell AS c WHERE NOT open OR NOT EXISTS"
    " (SELECT 1 FROM cell AS k WHERE k.depth = c.depth + 1 AND k.i IN (2 * c.i, 2 * c.i + 1) AND k.j = 2 * "
    "c.j);";

struct answer_map_store {
    sqlite3 *file;
    char *path;
    sqlite3_stmt *put;
    slong pending;
    time_t since;
};

/* ---- messages ---- */

static wane_status_t failure(const answer_map_store_t *store, const char *action, wane_message_t message)
{
    if (sqlite3_errcode(store->file) == SQLITE_BUSY)
        return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': another process is using it",
                                action, store->path);
    return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': %s; what it holds is kept", action,
                            store->path, sqlite3_errmsg(store->file));
}

static wane_status_t damaged(const answer_map_store_t *store, wane_message_t message)
{
    return wane_message_set(
        message, WANE_BAD_INPUT, 0,
        "`store`: '%s' is damaged or holds no map: expected a file written by `store`; it is left as it is",
        store->path);
}

/* ---- what identifies a map ---- */

typedef struct {
    const char *name;
    char *value;
} input_t;
#define INPUTS 12

static char *quantifier_text(const quantifier_t range)
{
    return range->all ? base_text("all") : interval_or_number_text(range->value->lo, range->value->hi);
}

static char *start_text(const wane_start_t start)
{
    switch (start->kind) {
    case WANE_START_ZERO:
        return base_text("0");
    case WANE_START_ZERO_PLUS:
        return base_text("0+");
    case WANE_START_ZERO_MINUS:
        return base_text("0-");
    default:
        return interval_or_number_text(start->value->lo, start->value->hi);
    }
}

static char *axis_text(const answer_axis_t *axis)
{
    char *range = interval_or_number_text(axis->lo, axis->hi),
         *text = base_text("%s in %s", axis->name, range);
    flint_free(range);
    return text;
}

static void inputs_init(input_t input[INPUTS], const answer_map_request_t *request)
{
    const map_problem_struct *problem = request->problem;
    const family_space_struct *space = problem->space;
    const int is_log = request->axis[0].is_log + 2 * request->axis[1].is_log;
    static const char *const logs[] = {"", "x", "y", "xy"};
    const input_t all[INPUTS] = {
        {"student", function_print_named(space->function[0])},
        {"teacher", function_print_named(space->function[1])},
        {"x", axis_text(&request->axis[0])},
        {"y", axis_text(&request->axis[1])},
        {"log", base_text("%s", logs[is_log])},
        {"a0", quantifier_text(space->a0)},
        {"R0", start_text(space->start)},
        {"eps", space->is_limit ? base_text("0") : quantifier_text(space->eps)},
        {"drop",
         space->is_limit ? base_text("%s", "") : interval_or_number_text(problem->drop, problem->drop)},
        {"quantity", base_text("%s", answer_map_quantities[problem->quantity])},
        {"digits", base_text("%ld", (long)problem->effort.digits)},
        {"prec", base_text("%ld", (long)problem->effort.max_prec)},
    };
    memcpy(input, all, sizeof all);
}

static void inputs_clear(input_t input[INPUTS])
{
    for (int i = 0; i < INPUTS; i++) flint_free(input[i].value);
}

/* ---- the file ---- */

static int execute(const answer_map_store_t *store, const char *statements)
{
    return sqlite3_exec(store->file, statements, NULL, NULL, NULL) == SQLITE_OK;
}

static sqlite3_stmt *prepare(const answer_map_store_t *store, const char *statement)
{
    sqlite3_stmt *prepared = NULL;
    sqlite3_prepare_v2(store->file, statement, -1, &prepared, NULL);
    return prepared;
}

/* "./" before the name, lest SQLite take it for one of its special ones. */
static int open_file(answer_map_store_t *store, const char *path, int flags)
{
    char *name = base_text("%s%s", *path == '/' ? "" : "./", path);
    const int outcome = sqlite3_open_v2(name, &store->file, flags, NULL);
    flint_free(name);
    return outcome == SQLITE_OK && execute(store, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;");
}

static int put_inputs(const answer_map_store_t *store, const input_t *input)
{
    sqlite3_stmt *put = prepare(store, "INSERT INTO problem VALUES(?,?,?)");
    int good = put != NULL;
    for (int i = 0; good && i < INPUTS; i++) {
        sqlite3_bind_int(put, 1, i);
        sqlite3_bind_text(put, 2, input[i].name, -1, SQLITE_STATIC);
        sqlite3_bind_text(put, 3, input[i].value, -1, SQLITE_STATIC);
        good = sqlite3_step(put) == SQLITE_DONE && sqlite3_reset(put) == SQLITE_OK;
    }
    sqlite3_finalize(put);
    return good;
}

/* Under another name until it is complete. */
static wane_status_t create(answer_map_store_t *store, const input_t *input, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    char *partial = base_text("%s.%ld.partial", store->path, (long)getpid());
    if (!open_file(store, partial, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) ||
        !execute(store, "BEGIN EXCLUSIVE") || !execute(store, schema) || !put_inputs(store, input) ||
        !execute(store, "COMMIT"))
        status = failure(store, "create", message);
    sqlite3_close(store->file);
    store->file = NULL;
    if (status == WANE_OK && link(partial, store->path) != 0)
        status = wane_message_set(message, WANE_FAILURE, 0, "cannot create '%s': %s", store->path,
                                  strerror(errno));
    unlink(partial);
    flint_free(partial);
    return status;
}

/* Whether a statement's only answer is that text. */
static int answers(const answer_map_store_t *store, const char *statement, const char *expected)
{
    sqlite3_stmt *ask = prepare(store, statement);
    const char *text =
        ask != NULL && sqlite3_step(ask) == SQLITE_ROW ? (const char *)sqlite3_column_text(ask, 0) : NULL;
    const int same = text != NULL && strcmp(text, expected) == 0;
    sqlite3_finalize(ask);
    return same;
}

static wane_status_t compare_inputs(const answer_map_store_t *store, const input_t *input,
                                    wane_message_t message)
{
    sqlite3_stmt *row = prepare(store, "SELECT name, value FROM problem ORDER BY position");
    wane_status_t status = row == NULL ? damaged(store, message) : WANE_OK;
    for (int i = 0; i < INPUTS && status == WANE_OK; i++) {
        const int found = sqlite3_step(row) == SQLITE_ROW;
        const char *name = found ? (const char *)sqlite3_column_text(row, 0) : NULL,
                   *value = found ? (const char *)sqlite3_column_text(row, 1) : NULL;
        if (name == NULL || value == NULL || strcmp(name, input[i].name) != 0)
            status = damaged(store, message);
        else if (strcmp(value, input[i].value) != 0)
            status =
                wane_message_set(message, WANE_BAD_INPUT, 0,
                                 "`store`: '%.150s' holds another map: its %s is %.120s, expected %.120s",
                                 store->path, name, value, input[i].value);
    }
    sqlite3_finalize(row);
    return status;
}

/* FNV-1a of what a row says. */
static sqlite3_int64 digest(const map_cell_t *cell)
{
    uint64_t part[6] = {
        cell->depth, cell->at[0], cell->at[1], (uint64_t)cell->outcome << 8 | cell->is_open, 0, 0};
    uint64_t hash = 0xcbf29ce484222325u;
    if (cell->has_value) {
        memcpy(part + 4, &cell->lo, sizeof(double));
        memcpy(part + 5, &cell->hi, sizeof(double));
    }
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 64; j += 8) hash = (hash ^ (part[i] >> j & 0xff)) * 0x100000001b3u;
    return (sqlite3_int64)hash;
}

static int outcome_of(const char *name)
{
    for (int i = 0; name != NULL && i <= WANE_OUTCOME_UNDECIDED; i++)
        if (strcmp(name, wane_outcome_name(i)) == 0) return i;
    return -1;
}

/* A row as a cell; 0 if it says nothing that a map would. */
static int read_row(map_cell_t *cell, sqlite3_stmt *row)
{
    const sqlite3_int64 depth = sqlite3_column_int64(row, 0), i = sqlite3_column_int64(row, 1),
                        j = sqlite3_column_int64(row, 2), open = sqlite3_column_int64(row, 4);
    const int outcome = outcome_of((const char *)sqlite3_column_text(row, 3));
    if (depth < 0 || depth > MAP_GREATEST_DEPTH || i < 0 || j < 0 || i >> depth != 0 || j >> depth != 0 ||
        outcome < 0 || (open != 0 && open != 1))
        return 0;
    cell->depth = (uint8_t)depth;
    cell->at[0] = (uint32_t)i;
    cell->at[1] = (uint32_t)j;
    cell->outcome = (uint8_t)outcome;
    cell->is_open = (uint8_t)open;
    cell->has_value =
        sqlite3_column_type(row, 5) == SQLITE_FLOAT && sqlite3_column_type(row, 6) == SQLITE_FLOAT;
    cell->lo = sqlite3_column_double(row, 5);
    cell->hi = sqlite3_column_double(row, 6);
    return sqlite3_column_int64(row, 7) == digest(cell);
}

static wane_status_t load(const answer_map_store_t *store, map_cells_t cells, const map_problem_t problem,
                          wane_message_t message)
{
    sqlite3_stmt *row =
        prepare(store, "SELECT depth, i, j, verdict, open, lo, hi, digest FROM cell ORDER BY depth, i, j");
    int good = row != NULL, next = SQLITE_DONE;
    while (good && (next = sqlite3_step(row)) == SQLITE_ROW) good = read_row(map_cells_add(cells), row);
    sqlite3_finalize(row);
    return good && next == SQLITE_DONE && map_cells_are_whole(cells, problem) ? WANE_OK
                                                                              : damaged(store, message);
}

/* Nothing is written before all of this holds.  Readers are not kept out, other writers are. */
static wane_status_t examine(answer_map_store_t *store, const input_t *input, wane_message_t message)
{
    if (!open_file(store, store->path, SQLITE_OPEN_READWRITE)) return failure(store, "open", message);
    if (!answers(store, "PRAGMA application_id", APPLICATION) ||
        !answers(store, "PRAGMA user_version", FORMAT) || !answers(store, "PRAGMA integrity_check(1)", "ok"))
        return sqlite3_errcode(store->file) == SQLITE_BUSY ? failure(store, "open", message)
                                                           : damaged(store, message);
    wane_status_t status = compare_inputs(store, input, message);
    if (status == WANE_OK && (!answers(store, "PRAGMA journal_mode=WAL", "wal") ||
                              !execute(store, "PRAGMA synchronous=NORMAL; BEGIN IMMEDIATE")))
        status = failure(store, "open", message);
    return status;
}

wane_status_t answer_map_store_open(answer_map_store_t **result, map_cells_t cells,
                                    const answer_problem_t problem, const answer_map_request_t *request,
                                    wane_message_t message)
{
    const char *path = answer_text(problem, ANSWER_STORE);
    input_t input[INPUTS];
    struct stat about;
    *result = NULL;
    if (path == NULL && answer_given(problem, ANSWER_GO_ON))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "`resume`: expected `store`, the file to go on with");
    if (path == NULL) return WANE_OK;
    const int is_there = stat(path, &about) == 0;
    if (is_there && !S_ISREG(about.st_mode)) return answer_expected(problem, ANSWER_STORE, "a file", message);
    if (is_there && !answer_given(problem, ANSWER_GO_ON))
        return answer_expected(
            problem, ANSWER_STORE,
            "the name of a new file, or `resume` to go on with the map that the file holds", message);
    answer_map_store_t *store = flint_calloc(1, sizeof *store);
    store->path = base_text("%s", path);
    inputs_init(input, request);
    wane_status_t status = is_there ? WANE_OK : create(store, input, message);
    if (status == WANE_OK) status = examine(store, input, message);
    inputs_clear(input);
    if (status == WANE_OK) status = load(store, cells, request->problem, message);
    if (status == WANE_OK) {
        store->put = prepare(store, "INSERT INTO cell VALUES(?,?,?,?,?,?,?,?)");
        store->since = time(NULL);
        if (store->put == NULL) status = failure(store, "write", message);
    }
    if (status == WANE_OK) *result = store;
    else answer_map_store_close(store, NULL);
    return status;
}

static int put(const answer_map_store_t *store, const map_cell_t *cell)
{
    sqlite3_stmt *row = store->put;
    sqlite3_bind_int(row, 1, cell->depth);
    sqlite3_bind_int64(row, 2, cell->at[0]);
    sqlite3_bind_int64(row, 3, cell->at[1]);
    sqlite3_bind_text(row, 4, wane_outcome_name(cell->outcome), -1, SQLITE_STATIC);
    sqlite3_bind_int(row, 5, cell->is_open);
    if (cell->has_value) {
        sqlite3_bind_double(row, 6, cell->lo);
        sqlite3_bind_double(row, 7, cell->hi);
    } else {
        sqlite3_bind_null(row, 6);
        sqlite3_bind_null(row, 7);
    }
    sqlite3_bind_int64(row, 8, digest(cell));
    return sqlite3_step(row) == SQLITE_DONE && sqlite3_reset(row) == SQLITE_OK;
}

wane_status_t answer_map_store_keep(answer_map_store_t *store, const map_cell_t *cells, slong count,
                                    wane_message_t message)
{
    for (slong i = 0; i < count; i++)
        if (!put(store, cells + i)) return failure(store, "write", message);
    store->pending += count;
    if (store->pending < CELLS_AT_ONCE && time(NULL) - store->since < SECONDS_AT_MOST) return WANE_OK;
    store->pending = 0;
    store->since = time(NULL);
    return execute(store, "COMMIT; BEGIN IMMEDIATE") ? WANE_OK : failure(store, "write", message);
}

wane_status_t answer_map_store_close(answer_map_store_t *store, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (store == NULL) return WANE_OK;
    sqlite3_finalize(store->put);
    if (store->put != NULL && !execute(store, "COMMIT")) status = failure(store, "write", message);
    sqlite3_close(store->file);
    flint_free(store->path);
    flint_free(store);
    return status;
}
