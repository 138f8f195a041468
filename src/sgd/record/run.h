/* One run of a simulation, the unit of work: a place to go on from goes in, entries come out.  A run is carried
   out by one thread (and the workers of its setting), needs nothing but its setting, and touches no file. */
#ifndef SGD_RECORD_RUN_H
#define SGD_RECORD_RUN_H

#include "sgd/record/entry.h"
#include "sgd/record/points.h"

typedef struct run run_t;

/* What is recorded of a run: how many of its first points, the first and the last of them. */
typedef struct {
    size_t entries;
    snapshot_t first, last;
} stored_run_t;

/* What becomes of it; a status other than WANE_OK ends the run. */
typedef struct {
    void *context;
    /* Between two steps; run_save may be called. */
    wane_status_t (*pause)(void *context, run_t *run, wane_message_t message);
    /* The entries in their order, from the first that was not recorded. */
    wane_status_t (*take)(void *context, size_t point, const entry_t *entry, wane_message_t message);
} run_host_t;

struct run {
    const wane_simulation_t *simulation;
    const points_t *points;
    chain_t *chain;
    view_t view;
    entry_t entry;
    int diverged;
    size_t recorded;        /* points of this run */
    snapshot_t first, last; /* of those, if there are any */
    size_t state_size;
    unsigned char *state; /* where run_save puts it */
};

/* setting, simulation and points must outlive it; 0 when memory runs out (to be cleared all the same). */
int run_init(run_t *run, const chain_setting_t *setting, const points_t *points);
void run_clear(run_t *run);

/* To a state that was saved, or to time 0 if there is none, of a run of which so much is recorded.  WANE_FAILURE if
   the state does not belong there. */
wane_status_t run_start(run_t *run, uint64_t number, const stored_run_t *stored, const unsigned char *state,
                        size_t size, wane_message_t message);

/* The present state. */
void run_save(run_t *run);

/* To the last point.  run->state is then one from which a longer run goes on as if it had never ended here: the
   last that does not depend on where this one ends. */
wane_status_t run_finish(run_t *run, const run_host_t *host, wane_message_t message);

#endif
