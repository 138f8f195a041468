/* Expectations E g(Z), Z ~ N(0,1), as constants inside an expression. */
#include "base/scoped.h"
#include "function/node/hash.h"
#include "function/tree/expression.h"
#include "function/node/node.h"
#include "function/node/node_map.h"

const wane_node_t *node_expectation(const wane_node_t *g)
{
    wane_node_t *node;

    if (g->is_constant) return g;
    node = node_allocate(NODE_EXPECTATION, 1);
    node->operand[0] = g;
    node->size = 1 + g->size;
    node->has_expectation = 1;
    node->degree = 0;
    node->column = g->column;
    node->hash = hash_pair(hash_mix(100 + NODE_EXPECTATION), g->hash);
    node->expectation = flint_malloc(sizeof(arb_struct));
    arb_init(node->expectation);
    arb_indeterminate(node->expectation);
    return node;
}

/* Finds the wanted expectation below a node, innermost first, each counted once. */
typedef struct {
    slong seen, wanted;
    const wane_node_t *found;
} sought_t;

static void walk(sought_t *sought, const wane_node_t *node, node_map_t done)
{
    const void *known;

    if (node_map_get(&known, done, node)) return;
    node_map_put(done, node, node);
    for (slong i = 0; i < node->count; i++) walk(sought, node->operand[i], done);
    if (node->kind == NODE_EXPECTATION && sought->seen++ == sought->wanted) sought->found = node;
}

static sought_t find_expectation(const wane_function_t f, slong index)
{
    sought_t sought = {0, index, NULL};

    if (f->root == NULL) return sought;
    SCOPED(node_map, done);
    walk(&sought, f->root, done);
    return sought;
}

slong function_expectation_count(const wane_function_t f)
{
    return find_expectation(f, -1).seen;
}

void function_expectation_integrand(wane_function_t g, const wane_function_t f, slong index)
{
    node_store(g, node_keep(find_expectation(f, index).found->operand[0]));
}

void function_expectation_set(const wane_function_t f, slong index, const arb_t value)
{
    arb_set(find_expectation(f, index).found->expectation, value);
}

void function_expectation_get(arb_t value, const wane_function_t f, slong index)
{
    arb_set(value, find_expectation(f, index).found->expectation);
}
