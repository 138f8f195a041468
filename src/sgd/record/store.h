/* The file of a long simulation: an SQLite database with the inputs as text, the entries recorded so far
   (sgd/record/record.h) and the state of the run in progress.  Whatever happens to the process, the file
   stands as at the last commit; every blob carries a digest, so that damage is noticed before anything is
   changed. */
#ifndef SGD_RECORD_STORE_H
#define SGD_RECORD_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/network/network.h"

typedef struct store store_t;

/* Opens the file, which is made first if there is none, and keeps every other process out of it.  Errors as
   simulate_stored; *store is NULL then. */
wane_status_t store_open(store_t **store, const char *path, const simulation_input_t *input, size_t inputs,
                         wane_message_t message);
/* What was not committed is forgotten. */
void store_close(store_t *store);

/* What can be read: the entries in their order, each given to take, which returns 0 if it is not acceptable;
   then the state, *size bytes in a new array (NULL and 0 if there is none). */
wane_status_t store_read_entries(store_t *store,
                                 int (*take)(void *context, const unsigned char *bytes, size_t size),
                                 void *context, wane_message_t message);
wane_status_t store_read_state(unsigned char **bytes, size_t *size, store_t *store, wane_message_t message);
/* The file contradicts itself. */
wane_status_t store_damaged(const store_t *store, wane_message_t message);

/* Held back until the next commit. */
wane_status_t store_put_entry(store_t *store, size_t entry, const unsigned char *bytes, size_t size,
                              wane_message_t message);
/* With this state (none if size is 0) the file stands as it is now, for good. */
wane_status_t store_commit(store_t *store, const unsigned char *state, size_t size, wane_message_t message);

#endif
