/* Memory of expression nodes. */
#include "function/node/node.h"

wane_node_t *node_allocate(node_kind_t kind, slong operand_count)
{
    wane_node_t *node = flint_calloc(1, sizeof(wane_node_t));

    node->kind = kind;
    node->count = operand_count;
    node->is_constant = node->is_total = 1;
    node->degree = NOT_A_POLYNOMIAL;
    node->size = 1;
    fmpq_init(node->value);
    fmpq_init(node->upper);
    if (operand_count > 0) node->operand = flint_calloc(operand_count, sizeof(wane_node_t *));
    atomic_init(&node->references, 1);
    atomic_init(&node->cache, NULL);
    return node;
}

const wane_node_t *node_keep(const wane_node_t *node)
{
    atomic_fetch_add_explicit(&((wane_node_t *)node)->references, 1, memory_order_relaxed);
    return node;
}

static void node_free(wane_node_t *node)
{
    node_cache_t *cache = atomic_load(&node->cache);

    if (cache != NULL) cache->release(cache);
    for (slong i = 0; i < node->count; i++) node_release(node->operand[i]);
    if (node->coefficient != NULL) {
        for (slong i = 0; i < node->count; i++) fmpq_clear(node->coefficient + i);
        flint_free(node->coefficient);
    }
    flint_free(node->operand);
    flint_free(node->exponent);
    flint_free(node->name);
    if (node->expectation != NULL) {
        arb_clear(node->expectation);
        flint_free(node->expectation);
    }
    fmpq_clear(node->value);
    fmpq_clear(node->upper);
    flint_free(node);
}

void node_release(const wane_node_t *node)
{
    if (node == NULL) return;
    if (atomic_fetch_sub_explicit(&((wane_node_t *)node)->references, 1, memory_order_acq_rel) == 1)
        node_free((wane_node_t *)node);
}

const wane_node_t *node_at(const wane_node_t *node, slong column)
{
    /* A single reference is ours: nobody else can be reading the node. */
    if (atomic_load(&((wane_node_t *)node)->references) == 1 && node->column == 0)
        ((wane_node_t *)node)->column = column;
    return node;
}
