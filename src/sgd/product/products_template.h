/* Tiles of TILE x PRODUCTS_PANEL sums, the panel in VECTORS vectors: included with these, NAMED and TARGET defined. */

/* Of as many rows as `tile` says, a constant where it is called. */
#define INLINE TARGET static inline __attribute__((always_inline))

INLINE void NAMED(put)(float *out, const NAMED(vector_t) * sum, size_t columns, int adds, int vectors)
{
    float all[PRODUCTS_PANEL] __attribute__((aligned(64)));
    const int lanes = vectors * PRODUCTS_PANEL / VECTORS;
    for (int v = 0; v < vectors; v++) *(NAMED(vector_t) *)(all + v * PRODUCTS_PANEL / VECTORS) = sum[v];
    if (columns >= (size_t)lanes)
        for (int j = 0; j < lanes; j++) out[j] = adds ? out[j] + all[j] : all[j];
    else
        for (size_t j = 0; j < columns; j++) out[j] = adds ? out[j] + all[j] : all[j];
}

/* out[i] = sum_k x[i x_row + k x_step] y[k y_step ...] */
INLINE void NAMED(tile)(float *out, size_t out_row, const float *x, size_t x_row, size_t x_step,
                        const float *y, size_t y_step, size_t length, size_t columns, int adds, int tile,
                        int vectors)
{
    NAMED(vector_t) sum[TILE][VECTORS];
    for (int i = 0; i < tile; i++)
        for (int v = 0; v < vectors; v++) sum[i][v] = (NAMED(vector_t)){0};
    for (size_t k = 0; k < length; k++, x += x_step, y += y_step) {
        NAMED(vector_t) factor[VECTORS];
        for (int v = 0; v < vectors; v++)
            factor[v] = *(const NAMED(unaligned_t) *)(y + v * PRODUCTS_PANEL / VECTORS);
#pragma GCC unroll 16
        for (int i = 0; i < tile; i++)
            for (int v = 0; v < vectors; v++) sum[i][v] += x[(size_t)i * x_row] * factor[v];
    }
    for (int i = 0; i < tile; i++) NAMED(put)(out + (size_t)i * out_row, sum[i], columns, adds, vectors);
}

/* The same for any number of rows: whole tiles, then what is left. */
INLINE void NAMED(rows)(float *out, size_t out_row, const float *x, size_t x_row, size_t x_step,
                        const float *y, size_t y_step, size_t length, size_t rows, size_t columns, int adds,
                        int vectors)
{
    size_t i = 0;
    for (; i + TILE <= rows; i += TILE) NAMED(tile)
    (out + i * out_row, out_row, x + i * x_row, x_row, x_step, y, y_step, length, columns, adds, TILE,
     vectors);
    for (; i + 4 <= rows; i += 4) NAMED(tile)
    (out + i * out_row, out_row, x + i * x_row, x_row, x_step, y, y_step, length, columns, adds, 4, vectors);
    for (; i < rows; i++) NAMED(tile)
    (out + i * out_row, out_row, x + i * x_row, x_row, x_step, y, y_step, length, columns, adds, 1, vectors);
}

TARGET static void NAMED(multiply)(float *out, size_t out_row, const float *x, size_t x_row, size_t x_step,
                                   const float *y, size_t y_step, size_t length, size_t rows, size_t columns,
                                   int adds)
{
    if (VECTORS > 1 && columns <= PRODUCTS_PANEL / 2)
        NAMED(rows)(out, out_row, x, x_row, x_step, y, y_step, length, rows, columns, adds, 1);
    else NAMED(rows)(out, out_row, x, x_row, x_step, y, y_step, length, rows, columns, adds, VECTORS);
}
#undef INLINE
