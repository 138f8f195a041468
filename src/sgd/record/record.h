/* Everything that is recorded of a simulation: the entries of each run, whose histograms are summed over runs. */
#ifndef SGD_RECORD_RECORD_H
#define SGD_RECORD_RECORD_H

#include "sgd/record/entry.h"
#include "sgd/record/points.h"

typedef struct {
    const wane_simulation_t *simulation;
    points_t points;
    size_t entries; /* so far: entry e belongs to run e / points.length and point e % points.length */
    snapshot_t *snapshot;
    histogram_t *histogram; /* QUANTITIES for each point; NULL if not asked for */
} record_t;

/* 0 when memory runs out. */
int record_init(record_t *record, const wane_simulation_t *simulation);
void record_clear(record_t *record);

/* The next entry; 0 when memory runs out or it is none of such a simulation. */
int record_add(record_t *record, const entry_t *entry);
int record_add_stored(void *record, const entry_t *entry); /* the same, as store_read_run calls it */

/* 0 when memory runs out. */
int record_summarise(observations_t table, const record_t *record);

#endif
