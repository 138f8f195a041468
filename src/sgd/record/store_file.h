/* Opening the file of a simulation: making it, keeping others out, and making sure that it is what it is
   taken for before anything is written. */
#ifndef SGD_RECORD_STORE_FILE_H
#define SGD_RECORD_STORE_FILE_H

#include <sqlite3.h>

#include "sgd/record/store.h"

struct store {
    sqlite3 *file;
    char *path;
};

/* What SQLite says went wrong in doing `action`. */
wane_status_t store_failure(const store_t *store, const char *action, wane_message_t message);

/* FNV-1a of a position and the bytes stored there. */
sqlite3_int64 store_digest(sqlite3_int64 position, const void *bytes, size_t size);

/* Runs statements that return nothing; 0 on an error. */
int store_execute(const store_t *store, const char *statements);
/* A statement to be finalised; NULL on an error. */
sqlite3_stmt *store_prepare(const store_t *store, const char *statement);

#endif
