#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/record/store_file.h"

/* SQLite limits one blob to a billion bytes; a state is cut into parts. */
#define PART_BYTES ((size_t)1 << 28)

wane_status_t store_commit(store_t *store, wane_message_t message)
{
    if (store_execute(store, "COMMIT; BEGIN IMMEDIATE")) return WANE_OK;
    return store_failure(store, "write", message);
}

static uint64_t digest_of_place(int64_t problem, uint64_t number, uint64_t place)
{
    return store_digest_integer(
        store_digest_integer(store_digest_integer(STORE_DIGEST, (uint64_t)problem), number), place);
}

static sqlite3_int64 digest_of_entry(int64_t problem, uint64_t number, uint64_t step, double until, double t,
                                     const entry_t *entry)
{
    uint64_t digest = digest_of_place(problem, number, step);
    digest = store_digest(digest, &until, sizeof until);
    digest = store_digest(digest, &t, sizeof t);
    digest = store_digest(digest, &entry->snapshot, sizeof entry->snapshot);
    return (sqlite3_int64)store_digest(digest, entry->histogram, entry->size);
}

/* ---- entries ---- */

#define VALUES 6
static void values_of(double value[VALUES], const snapshot_t *seen)
{
    const double all[VALUES] = {seen->R_mean, seen->R_sd, seen->a_mean, seen->a_sd, seen->Q_mean, seen->loss};
    memcpy(value, all, sizeof all);
}

/* The one NaN there is: of no pair. */
static snapshot_t read_values(sqlite3_stmt *row, int column)
{
    double value[VALUES];
    for (int i = 0; i < VALUES; i++)
        value[i] = sqlite3_column_type(row, column + i) == SQLITE_NULL
                       ? NAN
                       : sqlite3_column_double(row, column + i);
    return (snapshot_t){.R_mean = value[0],
                        .R_sd = value[1],
                        .a_mean = value[2],
                        .a_sd = value[3],
                        .Q_mean = value[4],
                        .loss = value[5]};
}

wane_status_t store_put_entry(store_t *store, int64_t problem, uint64_t number,
                              const wane_simulation_t *simulation, const points_t *points, size_t point,
                              const entry_t *entry, wane_message_t message)
{
    const double until = points_end(points, point), t = simulation_time_at(simulation, points->step[point]);
    double value[VALUES];
    entry_t stored = *entry;
    if (isnan(stored.snapshot.Q_mean)) stored.snapshot.Q_mean = NAN;
    values_of(value, &stored.snapshot);
    const sqlite3_int64 digest = digest_of_entry(problem, number, points->step[point], until, t, &stored);
    sqlite3_stmt *row =
        store_prepare(store, "INSERT OR REPLACE INTO entry VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    int good = row != NULL && sqlite3_bind_int64(row, 1, problem) == SQLITE_OK &&
               sqlite3_bind_int64(row, 2, (sqlite3_int64)number) == SQLITE_OK &&
               sqlite3_bind_int64(row, 3, (sqlite3_int64)points->step[point]) == SQLITE_OK &&
               sqlite3_bind_double(row, 4, until) == SQLITE_OK &&
               sqlite3_bind_int64(row, 5, digest) == SQLITE_OK && sqlite3_bind_double(row, 6, t) == SQLITE_OK;
    for (int i = 0; i < VALUES && good; i++) good = sqlite3_bind_double(row, 7 + i, value[i]) == SQLITE_OK;
    good = good &&
           (entry->size > 0 ? sqlite3_bind_blob64(row, 13, entry->histogram, entry->size, SQLITE_STATIC)
                            : sqlite3_bind_zeroblob(row, 13, 0)) == SQLITE_OK &&
           sqlite3_step(row) == SQLITE_DONE;
    good = sqlite3_finalize(row) == SQLITE_OK && good;
    return good ? WANE_OK : store_failure(store, "write", message);
}

/* The row as an entry, whose bytes last until the next; 0 if it is not sound. */
static int read_entry(entry_t *entry, sqlite3_stmt *row, int64_t problem, uint64_t number)
{
    if (sqlite3_column_type(row, 10) != SQLITE_BLOB) return 0;
    entry->snapshot = read_values(row, 4);
    entry->size = (size_t)sqlite3_column_bytes(row, 10);
    entry->histogram = entry->size == 0 ? NULL : (unsigned char *)sqlite3_column_blob(row, 10);
    return sqlite3_column_int64(row, 2) ==
           digest_of_entry(problem, number, (uint64_t)sqlite3_column_int64(row, 0),
                           sqlite3_column_double(row, 1), sqlite3_column_double(row, 3), entry);
}

wane_status_t store_read_run(stored_run_t *run, store_t *store, int64_t problem, uint64_t number,
                             const points_t *points, int (*take)(void *context, const entry_t *entry),
                             void *context, wane_message_t message)
{
    *run = (stored_run_t){0};
    int good = 1, outcome = SQLITE_DONE;
    sqlite3_stmt *row = store_prepare(
        store, "SELECT step, until, digest, t, R_mean, R_sd, a_mean, a_sd, Q_mean, loss, histogram "
               "FROM entry WHERE problem=? AND run=? ORDER BY step, until");
    if (row == NULL || sqlite3_bind_int64(row, 1, problem) != SQLITE_OK ||
        sqlite3_bind_int64(row, 2, (sqlite3_int64)number) != SQLITE_OK)
        good = 0;
    while (good && run->entries < points->length && (outcome = sqlite3_step(row)) == SQLITE_ROW) {
        entry_t entry;
        const uint64_t step = (uint64_t)sqlite3_column_int64(row, 0), wanted = points->step[run->entries];
        if (step > wanted) break;
        good = read_entry(&entry, row, problem, number);
        /* What is in between belongs to the ends of shorter runs. */
        if (!good || step < wanted || sqlite3_column_double(row, 1) != points_end(points, run->entries))
            continue;
        if (run->entries++ == 0) run->first = entry.snapshot;
        run->last = entry.snapshot;
        good = take == NULL || take(context, &entry);
    }
    good = good && (outcome == SQLITE_DONE || outcome == SQLITE_ROW);
    sqlite3_finalize(row);
    return good ? WANE_OK : store_damaged(store, message);
}

/* ---- states ---- */

static int delete_state(const store_t *store, int64_t problem, uint64_t number)
{
    sqlite3_stmt *delete = store_prepare(store, "DELETE FROM state WHERE problem=? AND run=?");
    int good = delete != NULL && sqlite3_bind_int64(delete, 1, problem) == SQLITE_OK &&
               sqlite3_bind_int64(delete, 2, (sqlite3_int64)number) == SQLITE_OK &&
               sqlite3_step(delete) == SQLITE_DONE;
    return sqlite3_finalize(delete) == SQLITE_OK && good;
}

static int put_part(const store_t *store, int64_t problem, uint64_t number, size_t part,
                    const unsigned char *bytes, size_t size)
{
    const uint64_t digest = store_digest(digest_of_place(problem, number, part), bytes, size);
    sqlite3_stmt *row = store_prepare(store, "INSERT INTO state VALUES(?,?,?,?,?)");
    int good = row != NULL && sqlite3_bind_int64(row, 1, problem) == SQLITE_OK &&
               sqlite3_bind_int64(row, 2, (sqlite3_int64)number) == SQLITE_OK &&
               sqlite3_bind_int64(row, 3, (sqlite3_int64)part) == SQLITE_OK &&
               sqlite3_bind_int64(row, 4, (sqlite3_int64)digest) == SQLITE_OK &&
               sqlite3_bind_blob64(row, 5, bytes, size, SQLITE_STATIC) == SQLITE_OK &&
               sqlite3_step(row) == SQLITE_DONE;
    return sqlite3_finalize(row) == SQLITE_OK && good;
}

wane_status_t store_put_state(store_t *store, int64_t problem, uint64_t number, const unsigned char *bytes,
                              size_t size, wane_message_t message)
{
    int good = delete_state(store, problem, number);
    for (size_t done = 0, part = 0; good && done < size; done += PART_BYTES, part++)
        good = put_part(store, problem, number, part, bytes + done,
                        size - done < PART_BYTES ? size - done : PART_BYTES);
    return good ? WANE_OK : store_failure(store, "write", message);
}

/* The next part: 1 if it is there and sound, 0 at the end, -1 if it is neither. */
static int next_part(const unsigned char **bytes, size_t *size, sqlite3_stmt *row, int64_t problem,
                     uint64_t number, uint64_t part)
{
    int outcome = sqlite3_step(row);
    if (outcome == SQLITE_DONE) return 0;
    if (outcome != SQLITE_ROW || sqlite3_column_type(row, 2) != SQLITE_BLOB) return -1;
    *bytes = sqlite3_column_blob(row, 2);
    *size = (size_t)sqlite3_column_bytes(row, 2);
    if (*bytes == NULL || sqlite3_column_int64(row, 0) != (sqlite3_int64)part) return -1;
    const uint64_t digest = store_digest(digest_of_place(problem, number, part), *bytes, *size);
    return sqlite3_column_int64(row, 1) == (sqlite3_int64)digest ? 1 : -1;
}

wane_status_t store_read_state(unsigned char **state, size_t *size, store_t *store, int64_t problem,
                               uint64_t number, wane_message_t message)
{
    const unsigned char *bytes;
    size_t length;
    int there = -1;
    sqlite3_stmt *row =
        store_prepare(store, "SELECT part, digest, bytes FROM state WHERE problem=? AND run=? ORDER BY part");
    *state = NULL;
    *size = 0;
    if (row != NULL && sqlite3_bind_int64(row, 1, problem) == SQLITE_OK &&
        sqlite3_bind_int64(row, 2, (sqlite3_int64)number) == SQLITE_OK)
        for (uint64_t part = 0;; part++) {
            there = next_part(&bytes, &length, row, problem, number, part);
            unsigned char *longer = there == 1 ? realloc(*state, *size + length) : NULL;
            if (there == 1 && longer == NULL) there = -2;
            if (there != 1) break;
            *state = longer;
            memcpy(*state + *size, bytes, length);
            *size += length;
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
