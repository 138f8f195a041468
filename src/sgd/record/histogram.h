/* Counts of numbers in equal bins, as many bins as hold any. */
#ifndef SGD_RECORD_HISTOGRAM_H
#define SGD_RECORD_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

/* Bin k is [origin + k width, origin + (k+1) width); numbers
   below bin `least` or above bin `greatest` count into those. */
typedef struct {
    double origin, width;
    int64_t least, greatest;
} bins_t;

typedef struct {
    int64_t bin;
    uint64_t count; /* > 0 */
} histogram_cell_t;

typedef struct {
    size_t length;
    histogram_cell_t *cell; /* bins increase */
} histogram_t;

void histogram_init(histogram_t *histogram);
void histogram_clear(histogram_t *histogram);

/* Of n finite numbers; 0 when memory runs out. */
int histogram_count(histogram_t *histogram, const bins_t *bins, const double *x, size_t n);
/* sum += cell[0 .. length-1]; 0 when memory runs out (sum is then unchanged). */
int histogram_add(histogram_t *sum, const histogram_cell_t *cell, size_t length);

#endif
