/* How a function depends on a named parameter. */
#include <string.h>

#include "base/scoped.h"
#include "function/node/node.h"
#include "function/tree/expression.h"
#include "function/node/node_map.h"

/* In this file a degree d is the number d + 1, and 0 says that no bound is seen: what the map of nodes
   already seen can hold. */
static intptr_t degree_of(const wane_node_t *node, const char *name, node_map_t seen);

#define LARGEST 10000

/* Of the power of what has the given degree. */
static intptr_t power_degree(intptr_t base, slong exponent)
{
    if (base <= 1) return base;
    if (exponent < 0 || base - 1 > LARGEST / FLINT_MAX(exponent, 1)) return 0;
    return (base - 1) * exponent + 1;
}

static intptr_t sum_degree(const wane_node_t *node, const char *name, node_map_t seen)
{
    intptr_t degree = 1;
    for (slong i = 0; i < node->count; i++) {
        intptr_t term = degree_of(node->operand[i], name, seen);
        if (term == 0) return 0;
        degree = FLINT_MAX(degree, term);
    }
    return degree;
}

static intptr_t product_degree(const wane_node_t *node, const char *name, node_map_t seen)
{
    intptr_t degree = 1;
    for (slong i = 0; i < node->count; i++) {
        intptr_t factor = power_degree(degree_of(node->operand[i], name, seen), node->exponent[i]);
        if (factor == 0) return 0;
        degree += factor - 1;
    }
    return degree > LARGEST ? 0 : degree;
}

static intptr_t compute(const wane_node_t *node, const char *name, node_map_t seen)
{
    intptr_t inner;
    switch (node->kind) {
    case NODE_INTERVAL:
        return node->name != NULL && strcmp(node->name, name) == 0 ? 2 : 1;
    case NODE_SUM:
        return sum_degree(node, name, seen);
    case NODE_PRODUCT:
        return product_degree(node, name, seen);
    case NODE_HERMITE:
        return power_degree(degree_of(node->operand[0], name, seen), node->order);
    case NODE_EXPECTATION: /* linear */
        return degree_of(node->operand[0], name, seen);
    case NODE_UNARY:
        inner = degree_of(node->operand[0], name, seen);
        return inner == 1 ? 1 : 0;
    default:
        return 1;
    }
}

static intptr_t degree_of(const wane_node_t *node, const char *name, node_map_t seen)
{
    const void *known;
    if (node_map_get(&known, seen, node)) return (intptr_t)known;
    intptr_t degree = compute(node, name, seen);
    node_map_put(seen, node, (const void *)degree);
    return degree;
}

slong function_parameter_degree(const wane_function_t f, const char *name)
{
    if (f->root == NULL) return 0;
    SCOPED(node_map, seen);
    return (slong)degree_of(f->root, name, seen) - 1;
}
