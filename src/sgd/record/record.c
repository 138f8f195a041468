#include "sgd/record/record.h"

#include <stdlib.h>

int record_init(record_t *record, const wane_simulation_t *simulation)
{
    *record = (record_t){.simulation = simulation};
    if (!points_init(&record->points, simulation)) return 0;
    const size_t length = record->points.length;
    record->snapshot = malloc((size_t)simulation->seeds * length * sizeof *record->snapshot);
    if (simulation->histogram_bins > 0)
        record->histogram = calloc(QUANTITIES * length, sizeof *record->histogram);
    return record->snapshot != NULL && (simulation->histogram_bins == 0 || record->histogram != NULL);
}

void record_clear(record_t *record)
{
    for (size_t i = 0; record->histogram != NULL && i < QUANTITIES * record->points.length; i++)
        histogram_clear(record->histogram + i);
    free(record->histogram);
    free(record->snapshot);
    points_clear(&record->points);
}

int record_add(record_t *record, const entry_t *entry)
{
    const size_t length = record->points.length, point = record->entries % length;
    if (record->entries >= length * (size_t)record->simulation->seeds) return 0;
    if (record->histogram == NULL ? entry->size != 0
                                  : !entry_add_histograms(record->histogram + QUANTITIES * point, entry))
        return 0;
    record->snapshot[record->entries++] = entry->snapshot;
    return 1;
}

int record_add_stored(void *record, const entry_t *entry)
{
    return record_add(record, entry);
}

static void list_bins(observations_t table, const record_t *record)
{
    bins_t bins[QUANTITIES];
    entry_bins(bins, record->simulation);
    for (size_t l = 0; l < record->points.length; l++)
        for (int q = 0; q < QUANTITIES; q++) {
            const histogram_t *histogram = record->histogram + QUANTITIES * l + q;
            const double origin = bins[q].origin, width = bins[q].width;
            for (size_t i = 0; i < histogram->length; i++) {
                const histogram_cell_t *cell = histogram->cell + i;
                table->bin[table->bins++] =
                    (histogram_bin_t){simulation_time_at(record->simulation, record->points.step[l]), "Ra"[q],
                                      origin + (double)cell->bin * width,
                                      origin + (double)(cell->bin + 1) * width, cell->count};
            }
        }
}

int record_summarise(observations_t table, const record_t *record)
{
    size_t bins = 0;
    const points_t *points = &record->points;
    observations_clear(table);
    if (!observations_summarise(table, record->snapshot, (size_t)record->simulation->seeds, points->step,
                                points->length, record->simulation))
        return 0;
    if (record->histogram == NULL) return 1;
    for (size_t i = 0; i < QUANTITIES * points->length; i++) bins += record->histogram[i].length;
    table->bin = malloc((bins + 1) * sizeof *table->bin);
    if (table->bin != NULL) list_bins(table, record);
    return table->bin != NULL;
}
