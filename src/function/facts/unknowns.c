/* The interval parameters of an expression, and the same expression with other values of them. */
#include <stdio.h>
#include <string.h>

#include "function/facts/node_facts.h"
#include "function/facts/facts.h"
#include "function/node/node_map.h"

typedef struct {
    node_map_t seen;
    const wane_node_t **node; /* intervals, in the order met */
    slong count;
} intervals_t;

static void collect(intervals_t *list, const wane_node_t *node)
{
    const void *known;

    if (node_map_get(&known, list->seen, node)) return;
    node_map_put(list->seen, node, node);
    if (node->kind == NODE_INTERVAL) {
        list->node = flint_realloc(list->node, (list->count + 1) * sizeof(*list->node));
        list->node[list->count++] = node;
    }
    for (slong i = 0; i < node->count; i++) collect(list, node->operand[i]);
}

static void intervals_of(intervals_t *list, const wane_function_t f)
{
    list->node = NULL;
    list->count = 0;
    node_map_init(list->seen);
    if (f->root != NULL) collect(list, f->root);
    node_map_clear(list->seen);
}

/* 1 for the first of the collected nodes with its name. */
static int is_first(const intervals_t *list, slong index)
{
    if (list->node[index]->name == NULL) return 0;
    for (slong i = 0; i < index; i++)
        if (list->node[i]->name != NULL && strcmp(list->node[i]->name, list->node[index]->name) == 0)
            return 0;
    return 1;
}

slong function_unknown_count(const wane_function_t f)
{
    intervals_t list;
    slong count = 0;

    intervals_of(&list, f);
    for (slong i = 0; i < list.count; i++) count += is_first(&list, i);
    flint_free(list.node);
    return count;
}

const char *function_unknown(fmpq_t lower, fmpq_t upper, const wane_function_t f, slong index)
{
    intervals_t list;
    const char *name = NULL;

    intervals_of(&list, f);
    for (slong i = 0; i < list.count && name == NULL; i++) {
        if (!is_first(&list, i) || index-- > 0) continue;
        name = list.node[i]->name;
        fmpq_set(lower, list.node[i]->value);
        fmpq_set(upper, list.node[i]->upper);
    }
    flint_free(list.node);
    return name;
}

int function_has_intervals(const wane_function_t f)
{
    intervals_t list;

    intervals_of(&list, f);
    flint_free(list.node);
    return list.count > 0;
}

/* h = f with the nodes replaced; the replacements (NULL: none) are consumed. */
static void replace(wane_function_t h, const wane_function_t f, intervals_t *list, const wane_node_t **to)
{
    slong count = 0;

    for (slong i = 0; i < list->count; i++) {
        if (to[i] == NULL) continue;
        list->node[count] = list->node[i];
        to[count++] = to[i];
    }
    if (count == 0) wane_function_set(h, f);
    else node_store(h, node_replace(f->root, list->node, to, count));
    for (slong i = 0; i < count; i++) node_release(to[i]);
}

/* Whether another unnamed interval claims the same column. */
static int shares_column(const intervals_t *list, slong index)
{
    for (slong i = 0; i < list->count; i++)
        if (i != index && list->node[i]->name == NULL && list->node[i]->column == list->node[index]->column)
            return 1;
    return 0;
}

void function_name_unknowns(wane_function_t h, const wane_function_t f, const char *prefix)
{
    intervals_t list;
    char name[200];

    intervals_of(&list, f);
    const wane_node_t **to = flint_calloc(FLINT_MAX(list.count, 1), sizeof(*to));
    for (slong i = 0; i < list.count; i++) {
        const wane_node_t *node = list.node[i];

        if (node->name != NULL) continue;
        if (node->column > 0 && !shares_column(&list, i))
            snprintf(name, sizeof name, "%s: interval at column %ld", prefix, (long)node->column);
        else snprintf(name, sizeof name, "%s: interval %ld", prefix, (long)i + 1);
        to[i] = node_interval(node->value, node->upper, name);
    }
    replace(h, f, &list, to);
    flint_free(list.node);
    flint_free(to);
}

/* The index of the first of the collected nodes that is the same unknown. */
static slong first_of_its_name(const intervals_t *list, slong index)
{
    const char *name = list->node[index]->name;
    slong first = 0;

    if (name == NULL) return index;
    while (list->node[first]->name == NULL || strcmp(list->node[first]->name, name) != 0) first++;
    return first;
}

void function_number_unknowns(wane_function_t h, const wane_function_t f, const char *stem, slong *count)
{
    intervals_t list;
    char name[80];

    intervals_of(&list, f);
    const wane_node_t **to = flint_calloc(FLINT_MAX(list.count, 1), sizeof(*to));
    for (slong i = 0; i < list.count; i++) {
        const wane_node_t *node = list.node[i];
        slong first = first_of_its_name(&list, i);

        if (node_is_parameter(node)) continue;
        if (first < i) {
            to[i] = node_keep(to[first]);
            continue;
        }
        snprintf(name, sizeof name, "%.50s%ld", stem, (long)++*count);
        to[i] = node_interval(node->value, node->upper, name);
    }
    replace(h, f, &list, to);
    flint_free(list.node);
    flint_free(to);
}

void function_narrow(wane_function_t h, const wane_function_t f, const char *name, const fmpq_t lower,
                     const fmpq_t upper)
{
    intervals_t list;

    intervals_of(&list, f);
    const wane_node_t **to = flint_calloc(FLINT_MAX(list.count, 1), sizeof(*to));
    for (slong i = 0; i < list.count; i++)
        if (list.node[i]->name != NULL && strcmp(list.node[i]->name, name) == 0)
            to[i] = node_interval(lower, upper, name);
    replace(h, f, &list, to);
    flint_free(list.node);
    flint_free(to);
}
