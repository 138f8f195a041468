#include "sgd/record/entry.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FARTHEST_BIN ((int64_t)1 << 53) /* beyond, doubles skip integers */

/* The cells follow. */
typedef struct {
    uint64_t cells[QUANTITIES];
} head_t;

void entry_init(entry_t *entry)
{
    *entry = (entry_t){0};
}

void entry_clear(entry_t *entry)
{
    free(entry->histogram);
    entry_init(entry);
}

void entry_bins(bins_t bins[QUANTITIES], const wane_simulation_t *simulation)
{
    const slong count = simulation->histogram_bins;
    const double reach = simulation->a0 == 0 ? 1 : fabs(simulation->a0);
    bins[0] = (bins_t){-1, 2 / (double)count, 0, count - 1};
    bins[1] = (bins_t){0, 2 * reach / (double)count, -FARTHEST_BIN, FARTHEST_BIN};
}

static int make_room(entry_t *entry, size_t size)
{
    unsigned char *bytes = size == 0 ? entry->histogram : realloc(entry->histogram, size);
    if (bytes == NULL && size > 0) return 0;
    entry->histogram = bytes;
    entry->size = size;
    return 1;
}

int entry_set(entry_t *entry, const snapshot_t *snapshot, const void *histogram, size_t size)
{
    if (!make_room(entry, size)) return 0;
    entry->snapshot = *snapshot;
    if (size > 0) memcpy(entry->histogram, histogram, size);
    return 1;
}

static int count_histograms(entry_t *entry, const view_t *view, const wane_simulation_t *simulation)
{
    const double *value[QUANTITIES] = {view->R, view->a};
    bins_t bins[QUANTITIES];
    histogram_t histogram[QUANTITIES];
    head_t head;
    int good = 1;
    size_t size = sizeof head;
    entry_bins(bins, simulation);
    for (int q = 0; q < QUANTITIES; q++) {
        histogram_init(histogram + q);
        good = good && histogram_count(histogram + q, bins + q, value[q], (size_t)simulation->width);
        head.cells[q] = histogram[q].length;
        size += histogram[q].length * sizeof *histogram->cell;
    }
    good = good && make_room(entry, size);
    unsigned char *end = entry->histogram;
    if (good) end = (unsigned char *)memcpy(end, &head, sizeof head) + sizeof head;
    for (int q = 0; q < QUANTITIES; q++) {
        const size_t bytes = histogram[q].length * sizeof *histogram->cell;
        if (good) end = (unsigned char *)memcpy(end, histogram[q].cell, bytes) + bytes;
        histogram_clear(histogram + q);
    }
    return good;
}

int entry_take_histograms(entry_t *entry, const view_t *view, const wane_simulation_t *simulation)
{
    return simulation->histogram_bins == 0 ? make_room(entry, 0) : count_histograms(entry, view, simulation);
}

int entry_add_histograms(histogram_t *sum, const entry_t *entry)
{
    head_t head;
    if (entry->size < sizeof head || (entry->size - sizeof head) % sizeof(histogram_cell_t) != 0) return 0;
    const size_t cells = (entry->size - sizeof head) / sizeof(histogram_cell_t);
    memcpy(&head, entry->histogram, sizeof head);
    if (head.cells[0] > cells || head.cells[1] != cells - head.cells[0]) return 0;
    const histogram_cell_t *cell = (const histogram_cell_t *)(entry->histogram + sizeof head);
    return histogram_add(sum, cell, head.cells[0]) &&
           histogram_add(sum + 1, cell + head.cells[0], head.cells[1]);
}
