/* Arrays that start on a cache line, so that vector code works alike on all of them. */
#ifndef SGD_RANDOM_ALIGNED_H
#define SGD_RANDOM_ALIGNED_H

#include <stdlib.h>
#include <string.h>

/* Zeroed; to be freed; NULL when memory runs out. */
static inline void *aligned(size_t bytes)
{
    bytes = (bytes + 63) / 64 * 64;
    void *block = aligned_alloc(64, bytes);
    return block == NULL ? NULL : memset(block, 0, bytes);
}

#endif
