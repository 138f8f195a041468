#include <stdlib.h>
#include <string.h>

#include "sgd/record/store_file.h"

/* SQLite limits one blob to a billion bytes; a state is cut into parts. */
#define PART_BYTES ((size_t)1 << 28)

static int put(const store_t *store, const char *statement, sqlite3_int64 position,
               const unsigned char *bytes, size_t size)
{
    sqlite3_stmt *row = store_prepare(store, statement);
    int good = row != NULL && sqlite3_bind_int64(row, 1, position) == SQLITE_OK &&
               sqlite3_bind_int64(row, 2, store_digest(position, bytes, size)) == SQLITE_OK &&
               sqlite3_bind_blob64(row, 3, bytes, size, SQLITE_STATIC) == SQLITE_OK &&
               sqlite3_step(row) == SQLITE_DONE;
    return sqlite3_finalize(row) == SQLITE_OK && good;
}

wane_status_t store_put_entry(store_t *store, size_t entry, const unsigned char *bytes, size_t size,
                              wane_message_t message)
{
    if (put(store, "INSERT INTO entry VALUES(?,?,?)", (sqlite3_int64)entry, bytes, size)) return WANE_OK;
    return store_failure(store, "write", message);
}

wane_status_t store_commit(store_t *store, const unsigned char *state, size_t size, wane_message_t message)
{
    int good = store_execute(store, "DELETE FROM state");
    for (size_t done = 0, part = 0; good && done < size; done += PART_BYTES, part++)
        good = put(store, "INSERT INTO state VALUES(?,?,?)", (sqlite3_int64)part, state + done,
                   size - done < PART_BYTES ? size - done : PART_BYTES);
    if (good && store_execute(store, "COMMIT; BEGIN EXCLUSIVE")) return WANE_OK;
    return store_failure(store, "write", message);
}

/* The next row of a table of blobs: 1 if it is there and sound, 0 at the end, -1 if it is neither. */
static int next_blob(const unsigned char **bytes, size_t *size, sqlite3_stmt *row, sqlite3_int64 position)
{
    int outcome = sqlite3_step(row);
    if (outcome == SQLITE_DONE) return 0;
    if (outcome != SQLITE_ROW || sqlite3_column_type(row, 2) != SQLITE_BLOB) return -1;
    *bytes = sqlite3_column_blob(row, 2);
    *size = (size_t)sqlite3_column_bytes(row, 2);
    int sound = sqlite3_column_int64(row, 0) == position && *bytes != NULL &&
                sqlite3_column_int64(row, 1) == store_digest(position, *bytes, *size);
    return sound ? 1 : -1;
}

wane_status_t store_read_entries(store_t *store,
                                 int (*take)(void *context, const unsigned char *bytes, size_t size),
                                 void *context, wane_message_t message)
{
    const unsigned char *bytes;
    size_t size;
    int there = -1;
    sqlite3_stmt *row = store_prepare(store, "SELECT * FROM entry ORDER BY position");
    for (sqlite3_int64 entry = 0; row != NULL; entry++) {
        there = next_blob(&bytes, &size, row, entry);
        if (there == 1 && !take(context, bytes, size)) there = -1;
        if (there != 1) break;
    }
    sqlite3_finalize(row);
    return there == 0 ? WANE_OK : store_damaged(store, message);
}

wane_status_t store_read_state(unsigned char **state, size_t *size, store_t *store, wane_message_t message)
{
    const unsigned char *bytes;
    size_t part;
    int there = -1;
    sqlite3_stmt *row = store_prepare(store, "SELECT * FROM state ORDER BY position");
    *state = NULL;
    *size = 0;
    for (sqlite3_int64 position = 0; row != NULL; position++) {
        there = next_blob(&bytes, &part, row, position);
        unsigned char *longer = there == 1 ? realloc(*state, *size + part) : NULL;
        if (there == 1 && longer == NULL) there = -2;
        if (there != 1) break;
        *state = longer;
        memcpy(*state + *size, bytes, part);
        *size += part;
    }
    sqlite3_finalize(row);
    if (there == 0) return WANE_OK;
    free(*state);
    *state = NULL;
    *size = 0;
    if (there == -2)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the saved state");
    return store_damaged(store, message);
}
