/* The file of long simulations: an SQLite database (docs/command.md describes its tables) with the inputs of one
   or more problems as text, the entries recorded so far (sgd/record/entry.h) and for each run the state from
   which it goes on.  Whatever happens to the process, the file stands as at the last commit, and between commits
   anyone may read it; every row carries a digest, so that damage is noticed before anything is changed. */
#ifndef SGD_RECORD_STORE_H
#define SGD_RECORD_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/record/entry.h"
#include "sgd/record/inputs.h"
#include "sgd/record/points.h"
#include "sgd/record/run.h"

typedef struct store store_t;

/* Opens the file, which is made first if there is none, and keeps every other writer out of it; in memory if
   path is NULL.  WANE_BAD_INPUT if it has another format or is of another version; otherwise errors as
   simulate_stored; *store is NULL then. */
wane_status_t store_open(store_t **store, const char *path, wane_message_t message);
/* What was not committed is forgotten. */
void store_close(store_t *store);
/* The file contradicts itself. */
wane_status_t store_damaged(const store_t *store, wane_message_t message);
/* From now on the file stands as it is now, for good. */
wane_status_t store_commit(store_t *store, wane_message_t message);

/* The problem with these inputs, made if the file holds none; given: its text as it was asked for.  Its time and
   number of seeds grow to those of the simulation; WANE_BAD_INPUT if they would shrink.  only: if the file holds
   problems and none is this one, WANE_BAD_INPUT names the first input that differs. */
wane_status_t store_problem(int64_t *problem, store_t *store, const inputs_t *inputs,
                            const wane_simulation_t *simulation, const char *given, int only,
                            wane_message_t message);
int store_is_empty(store_t *store);
/* What was asked for, of a file that holds one problem: to be freed. */
wane_status_t store_given(char **given, store_t *store, wane_message_t message);

/* The entries of a run at the first of these points, without a gap, each given to take (may be NULL), which returns
   0 if it is not acceptable. */
wane_status_t store_read_run(stored_run_t *run, store_t *store, int64_t problem, uint64_t number,
                             const points_t *points, int (*take)(void *context, const entry_t *entry),
                             void *context, wane_message_t message);
/* Its state, *size bytes in a new array (NULL and 0 if there is none). */
wane_status_t store_read_state(unsigned char **bytes, size_t *size, store_t *store, int64_t problem,
                               uint64_t number, wane_message_t message);

/* Held back until the next commit. */
wane_status_t store_put_entry(store_t *store, int64_t problem, uint64_t number,
                              const wane_simulation_t *simulation, const points_t *points, size_t point,
                              const entry_t *entry, wane_message_t message);
wane_status_t store_put_state(store_t *store, int64_t problem, uint64_t number, const unsigned char *bytes,
                              size_t size, wane_message_t message);

#endif
