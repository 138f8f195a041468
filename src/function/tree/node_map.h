/* A table from node addresses to pointers: the memory of one walk over a shared expression. */
#ifndef FUNCTION_TREE_NODE_MAP_H
#define FUNCTION_TREE_NODE_MAP_H

#include <flint/flint.h>

#include "base/scoped.h"
#include "wane/function.h"

typedef struct {
    const wane_node_t **key;
    const void **value;
    slong count, size;
} wane_node_map_struct;
typedef wane_node_map_struct wane_node_map_t[1];

void wane_node_map_init(wane_node_map_t map);
void wane_node_map_clear(wane_node_map_t map);
SCOPED_TYPE(wane_node_map)
/* The same where the values are references to nodes, which are released. */
void wane_node_map_release(wane_node_map_t map);
/* 1 and *value if key is known. */
int wane_node_map_get(const void **value, const wane_node_map_t map, const wane_node_t *key);
void wane_node_map_put(wane_node_map_t map, const wane_node_t *key, const void *value);

#endif
