/* How a batch is cut.  Rows go in blocks that stay in cache, blocks in slices with a gradient sum each;
   slices are what threads share, and are summed in order.  All depends on the sizes alone, never on the
   number of threads: that makes the results independent of it. */
#ifndef SGD_CHAIN_LAYOUT_H
#define SGD_CHAIN_LAYOUT_H

#include <stddef.h>

#include "sgd/network/network.h"

typedef struct {
    size_t width, dim, batch;
    size_t stride;     /* entries between rows of inputs and of weights */
    size_t rows;       /* of a full block: a multiple of NORMALS_GROUP */
    size_t blocks;     /* ceil(batch / rows) */
    size_t slices;     /* at most blocks */
    size_t entry_size; /* bytes of one number */
} layout_t;

layout_t layout_choose(const wane_simulation_t *simulation);

/* Slice s consists of the blocks layout_first_block(s) … layout_first_block(s+1) - 1. */
size_t layout_first_block(const layout_t *layout, size_t slice);

#endif
