/* Opening the file of simulations: making it, keeping other writers out, and making sure that it is what it is
   taken for before anything is written. */
#ifndef SGD_RECORD_STORE_FILE_H
#define SGD_RECORD_STORE_FILE_H

#include <sqlite3.h>

#include "sgd/record/store.h"

struct store {
    sqlite3 *file;
    char *path;
    int lock; /* a descriptor of the file that is locked as long as it is open; -1: none */
};

/* What SQLite says went wrong in doing `action`. */
wane_status_t store_failure(const store_t *store, const char *action, wane_message_t message);

/* FNV-1a, of several things one after the other, begun with STORE_DIGEST. */
#define STORE_DIGEST 0xcbf29ce484222325u
uint64_t store_digest(uint64_t digest, const void *bytes, size_t size);
uint64_t store_digest_integer(uint64_t digest, uint64_t integer);

/* Runs statements that return nothing; 0 on an error. */
int store_execute(const store_t *store, const char *statements);
/* A statement to be finalised; NULL on an error. */
sqlite3_stmt *store_prepare(const store_t *store, const char *statement);

#endif
