/* A table from nodes, by address, to pointers: the memory of one walk over a shared expression.  It holds a reference to
   each of its nodes, so that no other node takes the address of one that has an entry. */
#ifndef FUNCTION_NODE_NODE_MAP_H
#define FUNCTION_NODE_NODE_MAP_H

#include <flint/flint.h>

#include "base/scoped.h"
#include "wane/function.h"

typedef struct {
    const wane_node_t **key;
    const void **value;
    slong count, size;
} node_map_struct;
typedef node_map_struct node_map_t[1];

void node_map_init(node_map_t map);
void node_map_clear(node_map_t map);
SCOPED_TYPE(node_map)
/* The same where the values are references to nodes, which are released. */
void node_map_release(node_map_t map);
/* 1 and *value if key is known. */
int node_map_get(const void **value, const node_map_t map, const wane_node_t *key);
void node_map_put(node_map_t map, const wane_node_t *key, const void *value);

#endif
