#include <math.h>
#include <stdlib.h>

#include "sgd/record/histogram.h"

void histogram_init(histogram_t *histogram)
{
    *histogram = (histogram_t){0, NULL};
}

void histogram_clear(histogram_t *histogram)
{
    free(histogram->cell);
    histogram_init(histogram);
}

static int compare(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

static int64_t bin_of(const bins_t *bins, double x)
{
    double k = floor((x - bins->origin) / bins->width);
    if (k <= (double)bins->least) return bins->least;
    return k >= (double)bins->greatest ? bins->greatest : (int64_t)k;
}

int histogram_count(histogram_t *histogram, const bins_t *bins, const double *x, size_t n)
{
    int64_t *bin = malloc(n * sizeof *bin);
    histogram_cell_t *cell = malloc(n * sizeof *cell);
    if (bin == NULL || cell == NULL) {
        free(bin);
        free(cell);
        return 0;
    }
    for (size_t i = 0; i < n; i++) bin[i] = bin_of(bins, x[i]);
    qsort(bin, n, sizeof *bin, compare);
    size_t length = 0;
    for (size_t i = 0; i < n; i++)
        if (length > 0 && cell[length - 1].bin == bin[i]) cell[length - 1].count++;
        else cell[length++] = (histogram_cell_t){bin[i], 1};
    free(bin);
    free(histogram->cell);
    *histogram = (histogram_t){length, cell};
    return 1;
}

int histogram_add(histogram_t *sum, const histogram_cell_t *other, size_t count)
{
    histogram_cell_t *cell = malloc((sum->length + count + 1) * sizeof *cell);
    if (cell == NULL) return 0;
    size_t i = 0, j = 0, length = 0;
    while (i < sum->length || j < count) {
        const int take_sum = j == count || (i < sum->length && sum->cell[i].bin <= other[j].bin);
        const int take_other = i == sum->length || (j < count && other[j].bin <= sum->cell[i].bin);
        cell[length] = take_sum ? sum->cell[i] : other[j];
        if (take_sum && take_other) cell[length].count += other[j].count;
        length++;
        i += (size_t)take_sum;
        j += (size_t)take_other;
    }
    free(sum->cell);
    *sum = (histogram_t){length, cell};
    return 1;
}
