/* Open addressing with linear probing; at most half full. */
#include <stdint.h>

#include "function/node/hash.h"
#include "function/node/node.h"
#include "function/node/node_map.h"

void node_map_init(node_map_t map)
{
    map->count = 0;
    map->size = 32;
    map->key = flint_calloc(map->size, sizeof(*map->key));
    map->value = flint_calloc(map->size, sizeof(*map->value));
}

static void free_tables(node_map_t map)
{
    flint_free(map->key);
    flint_free(map->value);
}

void node_map_clear(node_map_t map)
{
    for (slong i = 0; i < map->size; i++) node_release(map->key[i]);
    free_tables(map);
}

void node_map_release(node_map_t map)
{
    for (slong i = 0; i < map->size; i++)
        if (map->key[i] != NULL) node_release(map->value[i]);
    node_map_clear(map);
}

static slong find(const node_map_t map, const wane_node_t *key)
{
    slong i = hash_mix((uintptr_t)key) & (map->size - 1);

    while (map->key[i] != NULL && map->key[i] != key) i = (i + 1) & (map->size - 1);
    return i;
}

int node_map_get(const void **value, const node_map_t map, const wane_node_t *key)
{
    slong i = find(map, key);

    if (map->key[i] == NULL) return 0;
    *value = map->value[i];
    return 1;
}

static void grow(node_map_t map)
{
    node_map_struct larger = {flint_calloc(2 * map->size, sizeof(*map->key)),
                              flint_calloc(2 * map->size, sizeof(*map->value)), map->count, 2 * map->size};

    for (slong i = 0; i < map->size; i++)
        if (map->key[i] != NULL) {
            slong j = find(&larger, map->key[i]);
            larger.key[j] = map->key[i];
            larger.value[j] = map->value[i];
        }
    free_tables(map);
    *map = larger;
}

void node_map_put(node_map_t map, const wane_node_t *key, const void *value)
{
    slong i = find(map, key);

    if (map->key[i] == NULL) {
        if (2 * (map->count + 1) > map->size) {
            grow(map);
            i = find(map, key);
        }
        map->key[i] = node_keep(key);
        map->count++;
    }
    map->value[i] = value;
}
