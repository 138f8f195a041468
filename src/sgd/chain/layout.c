#include "sgd/chain/layout.h"
#include "sgd/random/normals.h"

#define BLOCK_BYTES (1u << 20)    /* of inputs: second-level cache, or a share of the third */
#define MOST_SLICES 16            /* more would cost memory and sums, fewer idle threads */
#define GRADIENT_BYTES (1u << 29) /* of all slices together */
#define LEAST_ROWS 64             /* below, matrix products lose speed */
#define MOST_ROWS 512

static size_t round_up(size_t x, size_t multiple)
{
    return (x + multiple - 1) / multiple * multiple;
}

layout_t layout_choose(const wane_simulation_t *simulation)
{
    layout_t layout = {.width = (size_t)simulation->width,
                       .dim = (size_t)simulation->dim,
                       .batch = (size_t)simulation->batch,
                       .entry_size = simulation->precision == WANE_DOUBLE ? sizeof(double) : sizeof(float)};
    layout.stride = round_up(layout.dim, 8);
    size_t rows = BLOCK_BYTES / (layout.stride * layout.entry_size);
    if (rows > MOST_ROWS) rows = MOST_ROWS;
    if (rows > layout.batch / MOST_SLICES) rows = layout.batch / MOST_SLICES;
    if (rows < LEAST_ROWS) rows = LEAST_ROWS;
    layout.rows = round_up(rows, NORMALS_GROUP);
    layout.blocks = (layout.batch + layout.rows - 1) / layout.rows;
    layout.slices = layout.blocks < MOST_SLICES ? layout.blocks : MOST_SLICES;
    size_t gradient = layout.width * layout.stride * layout.entry_size;
    while (layout.slices > 1 && layout.slices * gradient > GRADIENT_BYTES) layout.slices--;
    return layout;
}

size_t layout_first_block(const layout_t *layout, size_t slice)
{
    return slice * layout->blocks / layout->slices;
}
