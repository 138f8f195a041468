#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sgd/record/store_file.h"

#define APPLICATION "2002873957" /* "wane" */
#define FORMAT "1"

static const char schema[] = "PRAGMA application_id=" APPLICATION "; PRAGMA user_version=" FORMAT ";"
                             "CREATE TABLE input(position INTEGER PRIMARY KEY, digest INTEGER NOT NULL,"
                             " name TEXT NOT NULL, value TEXT NOT NULL);CREATE TABLE entry(position INTEGER "
                             "PRIMARY KEY, digest INTEGER NOT NULL, bytes BLOB NOT NULL);CREATE TABLE "
                             "state(position INTEGER PRIMARY KEY, digest INTEGER NOT NULL, bytes BLOB NOT "
                             "NULL);";

wane_status_t store_failure(const store_t *store, const char *action, wane_message_t message)
{
    if (sqlite3_errcode(store->file) == SQLITE_BUSY)
        return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': another process is using it",
                                action, store->path);
    const int written = sqlite3_extended_errcode(store->file) != SQLITE_IOERR_WRITE;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': %s; what it holds is kept", action,
                            store->path, written ? sqlite3_errmsg(store->file) : "writing failed (no room?)");
}

wane_status_t store_damaged(const store_t *store, wane_message_t message)
{
    return wane_message_set(
        message, WANE_FAILURE, 0,
        "'%s' is damaged or holds no simulation: expected a file written by `resume`; it is left as it is",
        store->path);
}

static wane_status_t system_failure(const char *action, const char *path, wane_message_t message)
{
    return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': %s", action, path, strerror(errno));
}

sqlite3_int64 store_digest(sqlite3_int64 position, const void *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (int i = 0; i < 64; i += 8) hash = (hash ^ ((uint64_t)position >> i & 0xff)) * 0x100000001b3u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u;
    return (sqlite3_int64)hash;
}

int store_execute(const store_t *store, const char *statements)
{
    return sqlite3_exec(store->file, statements, NULL, NULL, NULL) == SQLITE_OK;
}

sqlite3_stmt *store_prepare(const store_t *store, const char *statement)
{
    sqlite3_stmt *prepared = NULL;
    sqlite3_prepare_v2(store->file, statement, -1, &prepared, NULL);
    return prepared;
}

/* Rollback journal and full synchronisation: a commit survives a power cut.  "./" before the name, lest
   SQLite take it for one of its special ones. */
static int open_file(store_t *store, int flags)
{
    char *name;
    if (asprintf(&name, "%s%s", *store->path == '/' ? "" : "./", store->path) < 0) return 0;
    int outcome = sqlite3_open_v2(name, &store->file, flags, NULL);
    free(name);
    return outcome == SQLITE_OK &&
           store_execute(store, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=FULL;"
                                "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; BEGIN EXCLUSIVE");
}

static int put_inputs(const store_t *store, const simulation_input_t *input, size_t inputs)
{
    sqlite3_stmt *put = store_prepare(store, "INSERT INTO input VALUES(?,?,?,?)");
    int good = put != NULL;
    for (size_t i = 0; good && i < inputs; i++) {
        const char *value = input[i].value;
        sqlite3_bind_int64(put, 1, (sqlite3_int64)i);
        sqlite3_bind_int64(put, 2, store_digest((sqlite3_int64)i, value, strlen(value)));
        sqlite3_bind_text(put, 3, input[i].name, -1, SQLITE_STATIC);
        sqlite3_bind_text(put, 4, value, -1, SQLITE_STATIC);
        good = sqlite3_step(put) == SQLITE_DONE && sqlite3_reset(put) == SQLITE_OK;
    }
    sqlite3_finalize(put);
    return good;
}

/* Makes the renaming itself durable. */
static int synchronise_folder(const char *path)
{
    char *copy = strdup(path);
    int folder = copy == NULL ? -1 : open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(copy);
    if (folder < 0) return 0;
    int good = fsync(folder) == 0 || errno == EINVAL;
    return close(folder) == 0 && good;
}

static wane_status_t fill(store_t *store, const simulation_input_t *input, size_t inputs,
                          wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (!open_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) || !store_execute(store, schema) ||
        !put_inputs(store, input, inputs) || !store_execute(store, "COMMIT"))
        status = store_failure(store, "create", message);
    if (sqlite3_close(store->file) != SQLITE_OK && status == WANE_OK)
        status = system_failure("create", store->path, message);
    return status;
}

/* Gives the complete file its name, unless another process was faster: then that one's is as good. */
static int give_name(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 1;
    if (errno == EEXIST) return unlink(from) == 0;
    return (errno == EINVAL || errno == ENOSYS) && rename(from, to) == 0; /* not on this file system */
}

/* Under another name until it is complete: a file of the right name is never half a file. */
static wane_status_t create(const char *path, const simulation_input_t *input, size_t inputs,
                            wane_message_t message)
{
    store_t store = {0};
    if (asprintf(&store.path, "%s.%ld.partial", path, (long)getpid()) < 0)
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    wane_status_t status = WANE_OK;
    if (access(store.path, F_OK) == 0) {
        errno = EEXIST;
        status = system_failure("create", store.path, message);
    } else {
        status = fill(&store, input, inputs, message);
        if (status == WANE_OK && (!give_name(store.path, path) || !synchronise_folder(path)))
            status = system_failure("create", path, message);
        if (status != WANE_OK) unlink(store.path);
    }
    free(store.path);
    return status;
}

/* Whether a statement's only answer is that text. */
static int answers(const store_t *store, const char *statement, const char *expected)
{
    sqlite3_stmt *ask = store_prepare(store, statement);
    const char *text =
        ask != NULL && sqlite3_step(ask) == SQLITE_ROW ? (const char *)sqlite3_column_text(ask, 0) : NULL;
    int same = text != NULL && strcmp(text, expected) == 0;
    sqlite3_finalize(ask);
    return same;
}

/* One stored input against the one given; WANE_FAILURE if it cannot be read. */
static wane_status_t compare_input(const store_t *store, sqlite3_stmt *row, size_t i,
                                   const simulation_input_t *input, wane_message_t message)
{
    if (sqlite3_step(row) != SQLITE_ROW || sqlite3_column_int64(row, 0) != (sqlite3_int64)i)
        return store_damaged(store, message);
    const char *name = (const char *)sqlite3_column_text(row, 2);
    const char *value = (const char *)sqlite3_column_text(row, 3);
    if (name == NULL || value == NULL ||
        sqlite3_column_int64(row, 1) != store_digest((sqlite3_int64)i, value, strlen(value)))
        return store_damaged(store, message);
    if (strcmp(name, input->name) == 0 && strcmp(value, input->value) == 0) return WANE_OK;
    const char *expected = strcmp(name, input->name) == 0 ? input->value : "what this version asks for";
    return wane_message_set(
        message, WANE_BAD_INPUT, 0,
        "`resume`: '%.150s' holds another problem: its `%.30s` is %.130s, expected %.130s", store->path, name,
        value, expected);
}

static wane_status_t compare_inputs(const store_t *store, const simulation_input_t *input, size_t inputs,
                                    wane_message_t message)
{
    sqlite3_stmt *row = store_prepare(store, "SELECT * FROM input ORDER BY position");
    wane_status_t status = row == NULL ? store_damaged(store, message) : WANE_OK;
    for (size_t i = 0; i < inputs && status == WANE_OK; i++)
        status = compare_input(store, row, i, input + i, message);
    if (status == WANE_OK && sqlite3_step(row) != SQLITE_DONE) status = store_damaged(store, message);
    sqlite3_finalize(row);
    return status;
}

/* Whether the file has the length that its pages have: SQLite overlooks it where the last one is cut short. */
static int is_whole(const store_t *store)
{
    struct stat about;
    char length[32];
    if (stat(store->path, &about) != 0) return 0;
    snprintf(length, sizeof length, "%lld", (long long)about.st_size);
    return answers(store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", length);
}

/* Nothing is written before all of this holds. */
static wane_status_t examine(store_t *store, const simulation_input_t *input, size_t inputs,
                             wane_message_t message)
{
    if (!open_file(store, SQLITE_OPEN_READWRITE)) return store_failure(store, "open", message);
    if (!is_whole(store) || !answers(store, "PRAGMA application_id", APPLICATION) ||
        !answers(store, "PRAGMA user_version", FORMAT) || !answers(store, "PRAGMA integrity_check(1)", "ok"))
        return store_damaged(store, message);
    return compare_inputs(store, input, inputs, message);
}

wane_status_t store_open(store_t **store, const char *path, const simulation_input_t *input, size_t inputs,
                         wane_message_t message)
{
    struct stat about;
    wane_status_t status = WANE_OK;
    *store = NULL;
    int known = stat(path, &about) == 0;
    if (known && !S_ISREG(about.st_mode))
        return wane_message_set(message, WANE_FAILURE, 0, "cannot open '%s': expected a file", path);
    if (!known && errno != ENOENT) return system_failure("open", path, message);
    if (known && about.st_size == 0)
        return wane_message_set(message, WANE_FAILURE, 0,
                                "'%s' is empty: expected a file written by `resume` or a new name", path);
    if (!known) status = create(path, input, inputs, message);
    if (status != WANE_OK) return status;
    *store = calloc(1, sizeof **store);
    if (*store == NULL || ((*store)->path = strdup(path)) == NULL)
        status = wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    else status = examine(*store, input, inputs, message);
    if (status == WANE_OK) return WANE_OK;
    store_close(*store);
    *store = NULL;
    return status;
}

void store_close(store_t *store)
{
    if (store == NULL) return;
    sqlite3_close(store->file);
    free(store->path);
    free(store);
}
