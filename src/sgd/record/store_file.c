#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sgd/record/store_file.h"
#include "wane/version.h"

#define APPLICATION "2002873957" /* "wane" */
#define FORMAT "2"
#define FORMAT_1 "1"

static const char schema[] =
    "PRAGMA application_id=" APPLICATION "; PRAGMA user_version=" FORMAT ";"
    "CREATE TABLE problem(id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, inputs INTEGER NOT NULL,"
    " given TEXT NOT NULL, time REAL NOT NULL, seeds INTEGER NOT NULL);"
    "CREATE INDEX problem_inputs ON problem(inputs);"
    "CREATE TABLE input(problem INTEGER, position INTEGER, digest INTEGER NOT NULL, name TEXT NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY(problem, position)) WITHOUT ROWID;"
    "CREATE TABLE entry(problem INTEGER, run INTEGER, step INTEGER, until REAL, digest INTEGER NOT NULL,"
    " t REAL NOT NULL, R_mean REAL NOT NULL, R_sd REAL NOT NULL, a_mean REAL NOT NULL, a_sd REAL NOT NULL,"
    " Q_mean REAL, loss REAL NOT NULL, histogram BLOB NOT NULL,"
    " PRIMARY KEY(problem, run, step, until)) WITHOUT ROWID;"
    "CREATE TABLE state(problem INTEGER, run INTEGER, part INTEGER, digest INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, PRIMARY KEY(problem, run, part));"
    "CREATE TABLE machine(position INTEGER PRIMARY KEY, digest INTEGER NOT NULL, value TEXT NOT NULL);";

wane_status_t store_failure(const store_t *store, const char *action, wane_message_t message)
{
    const char *path = store->path == NULL ? "what is recorded" : store->path;
    if (sqlite3_errcode(store->file) == SQLITE_BUSY)
        return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': another process is using it",
                                action, path);
    const int written = sqlite3_extended_errcode(store->file) != SQLITE_IOERR_WRITE;
    return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': %s; what it holds is kept", action,
                            path, written ? sqlite3_errmsg(store->file) : "writing failed (no room?)");
}

wane_status_t store_damaged(const store_t *store, wane_message_t message)
{
    return wane_message_set(message, WANE_FAILURE, 0,
                            "'%s' is damaged or holds no simulation: expected a file written by `resume` or "
                            "`store`; it is left as it is",
                            store->path);
}

static wane_status_t system_failure(const char *action, const char *path, wane_message_t message)
{
    return wane_message_set(message, WANE_FAILURE, 0, "cannot %s '%s': %s", action, path, strerror(errno));
}

uint64_t store_digest(uint64_t digest, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) digest = (digest ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u;
    return digest;
}

uint64_t store_digest_integer(uint64_t digest, uint64_t integer)
{
    for (int i = 0; i < 64; i += 8) digest = (digest ^ (integer >> i & 0xff)) * 0x100000001b3u;
    return digest;
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

/* Rollback journal and full synchronisation: a commit survives a power cut.  Readers are kept out only while one
   is written, and waited for.  "./" before the name, lest SQLite take it for one of its special ones. */
#define WAIT_MILLISECONDS 60000
static int open_file(store_t *store, int flags)
{
    char *name;
    if (store->path == NULL) name = strdup(":memory:");
    else if (asprintf(&name, "%s%s", *store->path == '/' ? "" : "./", store->path) < 0) name = NULL;
    if (name == NULL) return 0;
    int outcome = sqlite3_open_v2(name, &store->file, flags, NULL);
    free(name);
    if (outcome == SQLITE_OK) sqlite3_busy_timeout(store->file, WAIT_MILLISECONDS);
    return outcome == SQLITE_OK &&
           store_execute(store, "PRAGMA synchronous=FULL; PRAGMA cache_spill=OFF; PRAGMA trusted_schema=OFF;"
                                "PRAGMA cell_size_check=ON; BEGIN IMMEDIATE");
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

static wane_status_t fill(store_t *store, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (!open_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) || !store_execute(store, schema) ||
        !store_execute(store, "COMMIT"))
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
static wane_status_t create(const char *path, wane_message_t message)
{
    store_t store = {.lock = -1};
    if (asprintf(&store.path, "%s.%ld.partial", path, (long)getpid()) < 0)
        return wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    wane_status_t status = WANE_OK;
    if (access(store.path, F_OK) == 0) {
        errno = EEXIST;
        status = system_failure("create", store.path, message);
    } else {
        status = fill(&store, message);
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

/* Whether the file has the length that its pages have: SQLite overlooks it where the last one is cut short. */
static int is_whole(const store_t *store)
{
    struct stat about;
    char length[32];
    if (stat(store->path, &about) != 0) return 0;
    snprintf(length, sizeof length, "%lld", (long long)about.st_size);
    return answers(store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", length);
}

/* Its random numbers are others, so that no run of it can go on. */
static wane_status_t refuse_format(const store_t *store, wane_message_t message)
{
    return wane_message_set(message, WANE_BAD_INPUT, 0,
                            "'%.200s' has format " FORMAT_1
                            ", in which seeds shared runs: expected format " FORMAT
                            " or a new name; only the version that wrote it goes on with it",
                            store->path);
}

/* Last digits may differ from one version to the next. */
static wane_status_t check_version(const store_t *store, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    sqlite3_stmt *ask = store_prepare(
        store, "SELECT value FROM input WHERE name='version' AND value<>'" WANE_VERSION "' LIMIT 1");
    const int outcome = ask == NULL ? SQLITE_ERROR : sqlite3_step(ask);
    if (outcome == SQLITE_ROW)
        status = wane_message_set(message, WANE_BAD_INPUT, 0,
                                  "'%.150s' is of version %.30s: expected " WANE_VERSION
                                  " or a new name; only that version goes on with it",
                                  store->path, (const char *)sqlite3_column_text(ask, 0));
    else if (outcome != SQLITE_DONE) status = store_damaged(store, message);
    sqlite3_finalize(ask);
    return status;
}

/* Not by SQLite's locks, which readers may have, too. */
static int keep_out_writers(store_t *store)
{
    store->lock = open(store->path, O_RDONLY | O_CLOEXEC);
    return store->lock >= 0 && flock(store->lock, LOCK_EX | LOCK_NB) == 0;
}

/* Nothing is written before all of this holds. */
static wane_status_t examine(store_t *store, wane_message_t message)
{
    if (!keep_out_writers(store)) {
        if (errno != EWOULDBLOCK) return system_failure("open", store->path, message);
        return wane_message_set(message, WANE_FAILURE, 0, "cannot open '%s': another process is using it",
                                store->path);
    }
    if (!open_file(store, SQLITE_OPEN_READWRITE)) return store_failure(store, "open", message);
    if (!is_whole(store) || !answers(store, "PRAGMA application_id", APPLICATION))
        return store_damaged(store, message);
    if (answers(store, "PRAGMA user_version", FORMAT_1)) return refuse_format(store, message);
    if (!answers(store, "PRAGMA user_version", FORMAT) || !answers(store, "PRAGMA integrity_check(1)", "ok"))
        return store_damaged(store, message);
    return check_version(store, message);
}

static wane_status_t open_in_memory(store_t *store, wane_message_t message)
{
    if (open_file(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) && store_execute(store, schema))
        return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for what is recorded");
}

/* A file that can be opened, or a new one. */
static wane_status_t provide(const char *path, wane_message_t message)
{
    struct stat about;
    int known = stat(path, &about) == 0;
    if (known && !S_ISREG(about.st_mode))
        return wane_message_set(message, WANE_FAILURE, 0, "cannot open '%s': expected a file", path);
    if (!known && errno != ENOENT) return system_failure("open", path, message);
    if (known && about.st_size == 0)
        return wane_message_set(message, WANE_FAILURE, 0,
                                "'%s' is empty: expected a file written by `resume` or a new name", path);
    return known ? WANE_OK : create(path, message);
}

wane_status_t store_open(store_t **store, const char *path, wane_message_t message)
{
    *store = NULL;
    wane_status_t status = path == NULL ? WANE_OK : provide(path, message);
    if (status != WANE_OK) return status;
    *store = calloc(1, sizeof **store);
    if (*store != NULL) (*store)->lock = -1;
    if (*store == NULL || (path != NULL && ((*store)->path = strdup(path)) == NULL))
        status = wane_message_set(message, WANE_FAILURE, 0, "out of memory");
    else status = path == NULL ? open_in_memory(*store, message) : examine(*store, message);
    if (status == WANE_OK) return WANE_OK;
    store_close(*store);
    *store = NULL;
    return status;
}

/* The lock last: closing any descriptor of a file ends the locks of SQLite. */
void store_close(store_t *store)
{
    if (store == NULL) return;
    sqlite3_close(store->file);
    if (store->lock >= 0) close(store->lock);
    free(store->path);
    free(store);
}
