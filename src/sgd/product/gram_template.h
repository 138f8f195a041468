/* x'x by tiles of TILE x PANEL sums, PANEL columns in two vectors of vector_t: included with these, NAMED and TARGET
   defined.  Whatever the vectors, each sum runs over the rows in order, one fused product after another. */

/* Panel after panel of columns, rows one after the other, zeros beyond the width. */
TARGET static void NAMED(pack)(double *copy, const float *x, size_t rows, size_t width)
{
    for (size_t first = 0; first < width; first += PANEL) {
        const size_t columns = width - first < PANEL ? width - first : PANEL;
        for (size_t b = 0; b < rows; b++, copy += PANEL) {
            const float *from = x + b * width + first;
            if (columns == PANEL)
                for (size_t j = 0; j < PANEL; j++) copy[j] = (double)from[j];
            else
                for (size_t j = 0; j < PANEL; j++) copy[j] = j < columns ? (double)from[j] : 0;
        }
    }
}

/* tile[i][j] += sum_b x[b][i] y[b][j]; of a panel whose second half is beyond the width, the first: vectors 1. */
TARGET static inline __attribute__((always_inline)) void
NAMED(add_tile)(double *tile, size_t stride, const double *x, const double *y, size_t rows, int vectors)
{
    NAMED(vector_t) sum[TILE][2];
    for (int i = 0; i < TILE; i++)
        for (int v = 0; v < vectors; v++) sum[i][v] = (NAMED(vector_t)){0};
    for (size_t b = 0; b < rows; b++, x += PANEL, y += PANEL) {
        NAMED(vector_t) factor[2];
        for (int v = 0; v < vectors; v++) factor[v] = *(const NAMED(vector_t) *)(y + v * PANEL / 2);
        for (int i = 0; i < TILE; i++)
            for (int v = 0; v < vectors; v++) sum[i][v] += x[i] * factor[v];
    }
    for (int i = 0; i < TILE; i++, tile += stride)
        for (int v = 0; v < vectors; v++) *(NAMED(vector_t) *)(tile + v * PANEL / 2) += sum[i][v];
}

TARGET static void NAMED(add_by_tiles)(double *sum, size_t stride, const float *x, size_t rows, size_t width,
                                       double *copy)
{
    NAMED(pack)(copy, x, rows, width);
    for (size_t j = 0; j < width; j += PANEL)
        for (size_t i = 0; i < j + PANEL && i < width; i += TILE) {
            double *tile = sum + i * stride + j;
            const double *left = copy + i / PANEL * PANEL * rows + i % PANEL, *right = copy + j * rows;
            if (width - j <= PANEL / 2) NAMED(add_tile)(tile, stride, left, right, rows, 1);
            else NAMED(add_tile)(tile, stride, left, right, rows, 2);
        }
}
