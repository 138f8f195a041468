#include "sgd/record/machine.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <cblas.h>

#include "sgd/record/store_file.h"

#define MACHINE_NAME 100

typedef struct {
    char processor[MACHINE_NAME], kernel[MACHINE_NAME];
} machine_t;

/* "model name : …" of the first processor. */
static int read_model(char *name)
{
    char line[400];
    int found = 0;
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
        const char *value = strchr(line, ':');
        if (value == NULL || strncmp(line, "model name", 10) != 0) continue;
        value += 1 + strspn(value + 1, " \t");
        snprintf(name, MACHINE_NAME, "%.*s", (int)strcspn(value, "\n"), value);
        found = 1;
    }
    if (file != NULL) fclose(file);
    return found;
}

/* The one at work. */
static void find_machine(machine_t *machine)
{
    struct utsname system;
    if (!read_model(machine->processor))
        snprintf(machine->processor, MACHINE_NAME, "%s", uname(&system) == 0 ? system.machine : "unknown");
    snprintf(machine->kernel, MACHINE_NAME, "%s", openblas_get_corename());
}

static sqlite3_int64 digest_of(sqlite3_int64 position, const char *value)
{
    return (sqlite3_int64)store_digest(store_digest_integer(STORE_DIGEST, (uint64_t)position), value,
                                       strlen(value));
}

static int put(const store_t *store, sqlite3_int64 position, const char *value)
{
    sqlite3_stmt *row = store_prepare(store, "INSERT INTO machine VALUES(?,?,?)");
    int good = row != NULL && sqlite3_bind_int64(row, 1, position) == SQLITE_OK &&
               sqlite3_bind_int64(row, 2, digest_of(position, value)) == SQLITE_OK &&
               sqlite3_bind_text(row, 3, value, -1, SQLITE_STATIC) == SQLITE_OK &&
               sqlite3_step(row) == SQLITE_DONE;
    return sqlite3_finalize(row) == SQLITE_OK && good;
}

/* 1 if it is there and sound, 0 if there is none, -1 if it is neither. */
static int get(char *value, const store_t *store, sqlite3_int64 position)
{
    int found = -1;
    sqlite3_stmt *row = store_prepare(store, "SELECT digest, value FROM machine WHERE position=?");
    if (row != NULL && sqlite3_bind_int64(row, 1, position) == SQLITE_OK) {
        const int outcome = sqlite3_step(row);
        const char *text = outcome == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 1) : NULL;
        if (outcome == SQLITE_DONE) found = 0;
        if (text != NULL && sqlite3_column_int64(row, 0) == digest_of(position, text)) found = 1;
        if (found == 1) snprintf(value, MACHINE_NAME, "%s", text);
    }
    sqlite3_finalize(row);
    return found;
}

wane_status_t machine_compare(store_t *store, wane_message_t message)
{
    machine_t here, there;
    find_machine(&here);
    const int processor = get(there.processor, store, 0), kernel = get(there.kernel, store, 1);
    if (processor < 0 || kernel != processor) return store_damaged(store, message);
    if (processor == 0)
        return put(store, 0, here.processor) && put(store, 1, here.kernel)
                   ? WANE_OK
                   : store_failure(store, "write", message);
    if (strcmp(here.processor, there.processor) == 0 && strcmp(here.kernel, there.kernel) == 0)
        return WANE_OK;
    return wane_message_set(
        message, WANE_OK, 0,
        "`resume`: '%.120s' was begun on %s (BLAS kernel %s), this is %s (%s): the last digits may "
        "be others",
        store->path, there.processor, there.kernel, here.processor, here.kernel);
}
