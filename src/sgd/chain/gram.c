#include <cblas.h>

#include "sgd/chain/gram.h"

static void add_by_blas(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    for (size_t i = 0; i < rows * width; i++) copy[i] = (double)x[i];
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (int)width, (int)rows, 1, copy, (int)width, 1, sum,
                (int)stride);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* OpenBLAS of some distributions uses half of the width of such processors. */
#define WIDE __attribute__((target("avx512f")))
#define TILE 8 /* rows of a tile; its columns are a panel, in two vectors */
typedef double vector_t __attribute__((vector_size(64)));

/* Panel after panel of GRAM_PANEL columns, rows one after the other, zeros beyond the width. */
WIDE static void pack(double *copy, const float *x, size_t rows, size_t width)
{
    for (size_t first = 0; first < width; first += GRAM_PANEL) {
        const size_t columns = width - first < GRAM_PANEL ? width - first : GRAM_PANEL;
        for (size_t b = 0; b < rows; b++, copy += GRAM_PANEL) {
            const float *from = x + b * width + first;
            if (columns == GRAM_PANEL)
                for (size_t j = 0; j < GRAM_PANEL; j++) copy[j] = (double)from[j];
            else
                for (size_t j = 0; j < GRAM_PANEL; j++) copy[j] = j < columns ? (double)from[j] : 0;
        }
    }
}

/* tile[i][j] += sum_b x[b][i] y[b][j] */
WIDE static void add_tile(double *tile, size_t stride, const double *x, const double *y, size_t rows)
{
    vector_t sum[TILE][2];
    for (int i = 0; i < TILE; i++) sum[i][0] = sum[i][1] = (vector_t){0};
    for (size_t b = 0; b < rows; b++, x += GRAM_PANEL, y += GRAM_PANEL) {
        const vector_t left = *(const vector_t *)y, right = *(const vector_t *)(y + GRAM_PANEL / 2);
        for (int i = 0; i < TILE; i++) {
            sum[i][0] += x[i] * left;
            sum[i][1] += x[i] * right;
        }
    }
    for (int i = 0; i < TILE; i++, tile += stride) {
        *(vector_t *)tile += sum[i][0];
        *(vector_t *)(tile + GRAM_PANEL / 2) += sum[i][1];
    }
}

static void add_by_tiles(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    pack(copy, x, rows, width);
    for (size_t j = 0; j < width; j += GRAM_PANEL)
        for (size_t i = 0; i < j + GRAM_PANEL && i < width; i += TILE)
            add_tile(sum + i * stride + j, stride, copy + i / GRAM_PANEL * GRAM_PANEL * rows + i % GRAM_PANEL,
                     copy + j * rows, rows);
}

void gram_add(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    const int wide = __builtin_cpu_supports("avx512f");
    (wide ? add_by_tiles : add_by_blas)(sum, stride, x, rows, width, copy);
}
#else
void gram_add(double *sum, size_t stride, const float *x, size_t rows, size_t width, double *copy)
{
    add_by_blas(sum, stride, x, rows, width, copy);
}
#endif
