/* Rewriting an expression from its leaves up. */
#include "function/tree/rewrite.h"
#include "function/tree/product.h"
#include "function/tree/sum.h"

const wane_node_t *wane_node_with_operands(const wane_node_t *node, const wane_node_t *const *operand)
{
    wane_product_t product;
    wane_sum_t sum;
    int changed = 0;

    for (slong i = 0; i < node->count; i++) changed |= operand[i] != node->operand[i];
    if (!changed) return wane_node_keep(node);
    switch (node->kind) {
    case WANE_NODE_SUM:
        wane_sum_init(sum);
        fmpq_set(sum->constant, node->value);
        for (slong i = 0; i < node->count; i++) wane_sum_add(sum, node->coefficient + i, operand[i]);
        return wane_sum_finish(sum);
    case WANE_NODE_PRODUCT:
        wane_product_init(product);
        for (slong i = 0; i < node->count; i++) wane_product_multiply(product, operand[i], node->exponent[i]);
        return wane_product_finish(product);
    case WANE_NODE_UNARY:
        return wane_node_unary(node->function, wane_node_keep(operand[0]));
    case WANE_NODE_HERMITE:
        return wane_node_hermite(node->order, node->orthonormal, wane_node_keep(operand[0]));
    default: /* EXPECTATION */
        return wane_node_expectation(wane_node_keep(operand[0]));
    }
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *visit(const wane_node_t *node, wane_rewriting_t *rewriting)
{
    const void *known;
    const wane_node_t *result;

    if (wane_node_map_get(&known, rewriting->done, node)) return known;
    result = rewriting->at_once(node, rewriting);
    if (result == NULL) {
        const wane_node_t **operand = flint_malloc(FLINT_MAX(node->count, 1) * sizeof(*operand));

        for (slong i = 0; i < node->count; i++) operand[i] = visit(node->operand[i], rewriting);
        result = rewriting->build(node, operand, rewriting);
        flint_free(operand);
    }
    wane_node_map_put(rewriting->done, node, result);
    return result;
}

const wane_node_t *wane_node_rewrite(const wane_node_t *node, wane_rewriting_t *rewriting)
{
    const wane_node_t *result = wane_node_keep(visit(node, rewriting));

    wane_node_map_release(rewriting->done);
    return result;
}
