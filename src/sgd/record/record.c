#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/chain/simulation.h"
#include "sgd/record/record.h"

/* An entry in bytes: these, then the cells of the histograms. */
typedef struct {
    snapshot_t snapshot;
    uint64_t cells[QUANTITIES];
} entry_head_t;

#define FARTHEST_BIN ((int64_t)1 << 53) /* beyond, doubles skip integers */

static void choose_bins(record_t *record)
{
    const slong count = record->simulation->histogram_bins;
    const double reach = record->simulation->a0 == 0 ? 1 : fabs(record->simulation->a0);
    record->bins[0] = (bins_t){-1, 2 / (double)count, 0, count - 1};
    record->bins[1] = (bins_t){0, 2 * reach / (double)count, -FARTHEST_BIN, FARTHEST_BIN};
}

int record_init(record_t *record, const wane_simulation_t *simulation)
{
    *record = (record_t){.simulation = simulation};
    record->step =
        logging_steps(&record->length, simulation_steps(simulation), simulation->points_per_decade);
    if (record->step == NULL) return 0;
    record->snapshot = malloc((size_t)simulation->seeds * record->length * sizeof *record->snapshot);
    if (simulation->histogram_bins == 0) return record->snapshot != NULL;
    choose_bins(record);
    record->histogram = calloc(QUANTITIES * record->length, sizeof *record->histogram);
    return record->snapshot != NULL && record->histogram != NULL;
}

void record_clear(record_t *record)
{
    for (size_t i = 0; record->histogram != NULL && i < QUANTITIES * record->length; i++)
        histogram_clear(record->histogram + i);
    free(record->histogram);
    free(record->snapshot);
    free(record->step);
    free(record->bytes);
}

static int make_room(record_t *record, size_t size)
{
    unsigned char *bytes = realloc(record->bytes, size);
    if (bytes == NULL) return 0;
    record->bytes = bytes;
    record->size = size;
    return 1;
}

/* The entry in record->bytes becomes the next one. */
static int accept(record_t *record)
{
    entry_head_t head;
    const size_t point = record->entries % record->length;
    memcpy(&head, record->bytes, sizeof head);
    const histogram_cell_t *cell = (const histogram_cell_t *)(record->bytes + sizeof head);
    for (int q = 0; record->histogram != NULL && q < QUANTITIES; q++) {
        if (!histogram_add(record->histogram + QUANTITIES * point + q, cell, head.cells[q])) return 0;
        cell += head.cells[q];
    }
    record->snapshot[record->entries++] = head.snapshot;
    return 1;
}

int record_take(record_t *record, const view_t *view)
{
    const size_t width = (size_t)record->simulation->width;
    const double *value[QUANTITIES] = {view->R, view->a};
    entry_head_t head = {snapshot_of(view, width), {0}};
    histogram_t histogram[QUANTITIES];
    int good = 1;
    size_t size = sizeof head;
    for (int q = 0; q < QUANTITIES; q++) {
        histogram_init(histogram + q);
        if (record->histogram != NULL)
            good = good && histogram_count(histogram + q, record->bins + q, value[q], width);
        head.cells[q] = histogram[q].length;
        size += histogram[q].length * sizeof *histogram->cell;
    }
    good = good && make_room(record, size);
    unsigned char *end = record->bytes;
    if (good) end = (unsigned char *)memcpy(end, &head, sizeof head) + sizeof head;
    for (int q = 0; q < QUANTITIES; q++) {
        const size_t bytes = histogram[q].length * sizeof *histogram->cell;
        if (good && bytes > 0) end = (unsigned char *)memcpy(end, histogram[q].cell, bytes) + bytes;
        histogram_clear(histogram + q);
    }
    return good && accept(record);
}

int record_restore(record_t *record, const unsigned char *bytes, size_t size)
{
    entry_head_t head;
    if (size < sizeof head || record->entries >= record->length * (size_t)record->simulation->seeds) return 0;
    memcpy(&head, bytes, sizeof head);
    size_t left = (size - sizeof head) / sizeof(histogram_cell_t);
    if ((size - sizeof head) % sizeof(histogram_cell_t) != 0 || head.cells[0] > left ||
        head.cells[1] != left - head.cells[0] || !make_room(record, size))
        return 0;
    memcpy(record->bytes, bytes, size);
    return accept(record);
}

static void list_bins(observations_t table, const record_t *record)
{
    for (size_t l = 0; l < record->length; l++)
        for (int q = 0; q < QUANTITIES; q++) {
            const histogram_t *histogram = record->histogram + QUANTITIES * l + q;
            const bins_t *bins = record->bins + q;
            for (size_t i = 0; i < histogram->length; i++) {
                const histogram_cell_t *cell = histogram->cell + i;
                table->bin[table->bins++] = (histogram_bin_t){
                    simulation_time_at(record->simulation, record->step[l]), "Ra"[q],
                    bins -> origin + (double)cell -> bin * bins -> width,
                    bins -> origin + (double)(cell->bin + 1) * bins -> width, cell -> count};
            }
        }
}

int record_summarise(observations_t table, const record_t *record)
{
    size_t bins = 0;
    observations_clear(table);
    if (!observations_summarise(table, record->snapshot, (size_t)record->simulation->seeds, record->step,
                                record->length, record->simulation))
        return 0;
    if (record->histogram == NULL) return 1;
    for (size_t i = 0; i < QUANTITIES * record->length; i++) bins += record->histogram[i].length;
    table->bin = malloc(bins * sizeof *table->bin);
    if (table->bin != NULL) list_bins(table, record);
    return table->bin != NULL;
}
