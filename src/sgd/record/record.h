/* Everything that is recorded of a simulation: for each run and each logged step the means over neurons and,
   if asked for, histograms over neurons, which are summed over runs. */
#ifndef SGD_RECORD_RECORD_H
#define SGD_RECORD_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/record/histogram.h"
#include "sgd/chain/observation.h"

#define QUANTITIES 2 /* R and a */

typedef struct {
    const wane_simulation_t *simulation;
    size_t length;  /* logged steps of a run */
    uint64_t *step; /* which they are */
    size_t entries; /* recorded so far: entry e belongs to run e / length and logged step e % length */
    snapshot_t *snapshot;
    histogram_t *histogram; /* QUANTITIES for each logged step; NULL if not asked for */
    bins_t bins[QUANTITIES];
    size_t size; /* of the last entry in bytes, with capacity for it */
    unsigned char *bytes;
} record_t;

/* 0 when memory runs out. */
int record_init(record_t *record, const wane_simulation_t *simulation);
void record_clear(record_t *record);

/* Adds the next entry, from a state or from the bytes of an entry; then bytes and size hold it.  0 when
   memory runs out or the bytes are no entry. */
int record_take(record_t *record, const view_t *view);
int record_restore(record_t *record, const unsigned char *bytes, size_t size);

/* 0 when memory runs out. */
int record_summarise(observations_t table, const record_t *record);

#endif
