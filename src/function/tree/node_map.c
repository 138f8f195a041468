/* Open addressing with linear probing; at most half full. */
#include <stdint.h>

#include "function/tree/hash.h"
#include "function/tree/node.h"
#include "function/tree/node_map.h"

void wane_node_map_init(wane_node_map_t map)
{
    map->count = 0;
    map->size = 32;
    map->key = flint_calloc(map->size, sizeof(*map->key));
    map->value = flint_calloc(map->size, sizeof(*map->value));
}

void wane_node_map_clear(wane_node_map_t map)
{
    flint_free(map->key);
    flint_free(map->value);
}

void wane_node_map_release(wane_node_map_t map)
{
    for (slong i = 0; i < map->size; i++)
        if (map->key[i] != NULL) wane_node_release(map->value[i]);
    wane_node_map_clear(map);
}

static slong find(const wane_node_map_t map, const wane_node_t *key)
{
    slong i = wane_hash_mix((uintptr_t)key) & (map->size - 1);

    while (map->key[i] != NULL && map->key[i] != key) i = (i + 1) & (map->size - 1);
    return i;
}

int wane_node_map_get(const void **value, const wane_node_map_t map, const wane_node_t *key)
{
    slong i = find(map, key);

    if (map->key[i] == NULL) return 0;
    *value = map->value[i];
    return 1;
}

static void grow(wane_node_map_t map)
{
    wane_node_map_struct larger = {flint_calloc(2 * map->size, sizeof(*map->key)),
                                   flint_calloc(2 * map->size, sizeof(*map->value)), map->count,
                                   2 * map->size};

    for (slong i = 0; i < map->size; i++)
        if (map->key[i] != NULL) {
            slong j = find(&larger, map->key[i]);
            larger.key[j] = map->key[i];
            larger.value[j] = map->value[i];
        }
    wane_node_map_clear(map);
    *map = larger;
}

void wane_node_map_put(wane_node_map_t map, const wane_node_t *key, const void *value)
{
    slong i = find(map, key);

    if (map->key[i] == NULL) {
        if (2 * (map->count + 1) > map->size) {
            grow(map);
            i = find(map, key);
        }
        map->key[i] = key;
        map->count++;
    }
    map->value[i] = value;
}
