#include <math.h>
#include <string.h>

#include "sgd/random/aligned.h"
#include "sgd/product/gram.h"
#include "sgd/chain/lapack.h"
#include "sgd/chain/scale_matrix.h"

#define PANEL 8 /* rows of a block reflector */

static size_t workspace_length(const scale_matrix_t *scale)
{
    return scale->stride * (scale->rows + 2 * PANEL);
}

int scale_matrix_init(scale_matrix_t *scale, const layout_t *layout, int workers)
{
    const size_t width = layout->width;
    *scale = (scale_matrix_t){.twice = layout->entry_size == sizeof(double),
                              .width = width,
                              .rows = layout->rows,
                              .stride = (width + GRAM_PANEL - 1) / GRAM_PANEL * GRAM_PANEL,
                              .slices = layout->slices,
                              .workers = workers};
    scale->sum = aligned(layout->slices * scale->stride * scale->stride * sizeof(double));
    scale->scratch = aligned(width * (3 * sizeof(double) + sizeof(blasint)));
    scale->workspace = calloc((size_t)workers, sizeof *scale->workspace);
    int complete = scale->sum != NULL && scale->scratch != NULL && scale->workspace != NULL;
    for (int i = 0; complete && i < workers; i++)
        complete = (scale->workspace[i] = aligned(workspace_length(scale) * sizeof(double))) != NULL;
    return complete;
}

void scale_matrix_clear(scale_matrix_t *scale)
{
    free(scale->sum);
    free(scale->scratch);
    for (int i = 0; scale->workspace != NULL && i < scale->workers; i++) free(scale->workspace[i]);
    free(scale->workspace);
}

/* factor <- L, [factor B] = [L 0] Q.  By columns, as LAPACK sees them, the rows of a block are columns. */
static void append(const scale_matrix_t *scale, double *factor, double *B, size_t B_stride, size_t columns,
                   size_t triangular, double *workspace)
{
    const blasint n = (blasint)scale->width, stride = (blasint)scale->stride, B_length = (blasint)B_stride,
                  m = (blasint)columns, l = (blasint)triangular, panel = n < PANEL ? n : PANEL;
    blasint info;
    dtplqt_(&n, &m, &l, &panel, factor, &stride, B, &B_length, workspace, &panel,
            workspace + PANEL * scale->width, &info);
}

void scale_matrix_add(scale_matrix_t *scale, const void *row, size_t rows, size_t slice, int fresh,
                      int worker)
{
    const size_t width = scale->width, square = scale->stride * scale->stride;
    double *sum = scale->sum + slice * square, *copy = scale->workspace[worker];
    if (fresh) memset(sum, 0, square * sizeof *sum);
    if (scale->twice) {
        memcpy(copy, row, rows * width * sizeof *copy);
        append(scale, sum, copy, width, rows, 0, copy + rows * width);
    } else gram_add(sum, scale->stride, row, rows, width, copy);
}

/* The lower triangular factor, from the factors of the slices. */
static size_t factor_of_factors(double *C, scale_matrix_t *scale)
{
    const size_t width = scale->width, stride = scale->stride;
    for (size_t slice = 1; slice < scale->slices; slice++)
        append(scale, scale->sum, scale->sum + slice * stride * stride, stride, width, width,
               scale->workspace[0]);
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < width; j++) C[i * width + j] = j <= i ? scale->sum[j * stride + i] : 0;
    return width;
}

/* Pivoted Cholesky factor of the sum with its diagonal scaled to one; the scales and the order of the rows
   are undone.  Columns of zeros keep a zero diagonal: the factorisation stops before them. */
static size_t factor_of_sum(double *C, scale_matrix_t *scale)
{
    const size_t width = scale->width, stride = scale->stride, square = stride * stride;
    double *sum = scale->sum, *length = scale->scratch, *work = length + width;
    blasint *pivot = (blasint *)(work + 2 * width), n = (blasint)width, lda = (blasint)stride, rank = 0, info;
    for (size_t slice = 1; slice < scale->slices; slice++)
        for (size_t i = 0; i < square; i++) sum[i] += sum[slice * square + i];
    for (size_t i = 0; i < width; i++) length[i] = sqrt(sum[i * stride + i]);
    for (size_t i = 0; i < width; i++)
        for (size_t j = i; j < width; j++)
            if (length[i] > 0 && length[j] > 0) sum[i * stride + j] /= length[i] * length[j];
    const double tolerance = -1;
    dpstrf_("L", &n, sum, &lda, pivot, &rank, &tolerance, work, &info, 1);
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < (size_t)rank; j++) {
            size_t row = (size_t)pivot[i] - 1;
            C[row * width + j] = j <= i ? length[row] * sum[j * stride + i] : 0;
        }
    return (size_t)rank;
}

size_t scale_matrix_factor(double *C, scale_matrix_t *scale)
{
    return scale->twice ? factor_of_factors(C, scale) : factor_of_sum(C, scale);
}
