/* What is recorded of one run at one logged time: means over neurons and, if asked for, histograms over them. */
#ifndef SGD_RECORD_ENTRY_H
#define SGD_RECORD_ENTRY_H

#include <stddef.h>

#include "sgd/chain/observation.h"
#include "sgd/record/histogram.h"

#define QUANTITIES 2 /* R and a */

typedef struct {
    snapshot_t snapshot;
    size_t size;              /* in bytes; 0 without histograms */
    unsigned char *histogram; /* how many cells for each quantity, then the cells */
} entry_t;

void entry_init(entry_t *entry);
void entry_clear(entry_t *entry);

/* How the quantities are binned, if histogram_bins > 0. */
void entry_bins(bins_t bins[QUANTITIES], const wane_simulation_t *simulation);

/* The bytes are copied; 0 when memory runs out. */
int entry_set(entry_t *entry, const snapshot_t *snapshot, const void *histogram, size_t size);
/* Of a state that is seen, if they are asked for; 0 when memory runs out. */
int entry_take_histograms(entry_t *entry, const view_t *view, const wane_simulation_t *simulation);

/* Adds the cells to QUANTITIES histograms; 0 when memory runs out or the bytes are none. */
int entry_add_histograms(histogram_t *sum, const entry_t *entry);

#endif
