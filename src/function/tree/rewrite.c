/* Rewriting an expression from its leaves up. */
#include "function/tree/rewrite.h"
#include "function/canonical/product.h"
#include "function/canonical/sum.h"

const wane_node_t *node_with_operands(const wane_node_t *node, const wane_node_t *const *operand)
{
    product_t product;
    sum_t sum;
    int changed = 0;

    for (slong i = 0; i < node->count; i++) changed |= operand[i] != node->operand[i];
    if (!changed) return node_keep(node);
    switch (node->kind) {
    case NODE_SUM:
        sum_init(sum);
        fmpq_set(sum->constant, node->value);
        for (slong i = 0; i < node->count; i++) sum_add(sum, node->coefficient + i, operand[i]);
        return sum_finish(sum);
    case NODE_PRODUCT:
        product_init(product);
        for (slong i = 0; i < node->count; i++) product_multiply(product, operand[i], node->exponent[i]);
        return product_finish(product);
    case NODE_UNARY:
        return node_unary(node->function, node_keep(operand[0]));
    case NODE_HERMITE:
        return node_hermite(node->order, node->orthonormal, node_keep(operand[0]));
    default: /* EXPECTATION */
        return node_expectation(node_keep(operand[0]));
    }
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *visit(const wane_node_t *node, rewriting_t *rewriting)
{
    const void *known;
    const wane_node_t *result;

    if (node_map_get(&known, rewriting->done, node)) return known;
    result = rewriting->at_once(node, rewriting);
    if (result == NULL) {
        const wane_node_t **operand = flint_malloc(FLINT_MAX(node->count, 1) * sizeof(*operand));

        for (slong i = 0; i < node->count; i++) operand[i] = visit(node->operand[i], rewriting);
        result = rewriting->build(node, operand, rewriting);
        flint_free(operand);
    }
    node_map_put(rewriting->done, node, result);
    return result;
}

const wane_node_t *node_rewrite(const wane_node_t *node, rewriting_t *rewriting)
{
    const wane_node_t *result = node_keep(visit(node, rewriting));

    node_map_release(rewriting->done);
    return result;
}
