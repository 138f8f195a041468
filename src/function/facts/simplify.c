/* What a proof can simplify in an expression: the constructors of the tree prove nothing. */
#include "function/facts/node_facts.h"
#include "function/tree/node_map.h"
#include "function/tree/product.h"
#include "function/tree/sum.h"

static const wane_node_t *simplified(const wane_node_t *node, wane_node_map_t done);

/* 1 if the i-th operand changes or goes. */
static int changes(const wane_node_t *node, slong i, wane_node_map_t done)
{
    const wane_node_t *operand = simplified(node->operand[i], done);

    if (operand != node->operand[i]) return 1;
    if (node->kind == WANE_NODE_SUM)
        return fmpq_is_zero(node->coefficient + i) && wane_node_is_defined(operand);
    return node->kind == WANE_NODE_PRODUCT && wane_product_hides_a_pole(operand, node->exponent[i]) &&
           wane_node_is_defined(operand);
}

static const wane_node_t *rebuild_sum(const wane_node_t *node, wane_node_map_t done)
{
    wane_sum_t sum;

    wane_sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *term = simplified(node->operand[i], done);

        if (!fmpq_is_zero(node->coefficient + i) || !wane_node_is_defined(term))
            wane_sum_add(sum, node->coefficient + i, term);
    }
    return wane_sum_finish(sum);
}

static const wane_node_t *rebuild_product(const wane_node_t *node, wane_node_map_t done)
{
    wane_product_t product;

    wane_product_init(product);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *base = simplified(node->operand[i], done);
        slong exponent = node->exponent[i];

        if (!wane_product_hides_a_pole(base, exponent) || !wane_node_is_defined(base)) {
            wane_product_multiply(product, base, exponent);
            continue;
        }
        for (slong j = 0; j < base->count; j++)
            wane_product_multiply(product, base->operand[j], base->exponent[j] * exponent);
    }
    return wane_product_finish(product);
}

/* Where the text put the node; of sums and products that is not what their operands say anyway. */
static slong own_column(const wane_node_t *node)
{
    for (slong i = 0; i < node->count && (node->kind == WANE_NODE_SUM || node->kind == WANE_NODE_PRODUCT);
         i++)
        if (node->operand[i]->column > 0) return 0;
    return node->column;
}

/* A new reference. */
static const wane_node_t *rebuild(const wane_node_t *node, wane_node_map_t done)
{
    const wane_node_t *result;
    int any = 0;

    for (slong i = 0; i < node->count && !any; i++) any = changes(node, i, done);
    if (!any) return wane_node_keep(node);
    if (node->kind == WANE_NODE_SUM) result = rebuild_sum(node, done);
    else if (node->kind == WANE_NODE_PRODUCT) result = rebuild_product(node, done);
    else if (node->kind == WANE_NODE_UNARY)
        result = wane_node_unary(node->function, wane_node_keep(simplified(node->operand[0], done)));
    else
        result = wane_node_hermite(node->order, node->orthonormal,
                                   wane_node_keep(simplified(node->operand[0], done)));
    wane_node_at(result, own_column(node));
    return wane_node_simplify(result); /* what has become equal may cancel */
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *simplified(const wane_node_t *node, wane_node_map_t done)
{
    const void *known;
    const wane_node_t *result;

    if (!node->is_provisional) return node;
    if (wane_node_map_get(&known, done, node)) return known;
    result = rebuild(node, done);
    wane_node_map_put(done, node, result);
    return result;
}

const wane_node_t *wane_node_simplify(const wane_node_t *node)
{
    wane_node_map_t done;
    const wane_node_t *result;

    if (!node->is_provisional) return node;
    wane_node_map_init(done);
    result = wane_node_keep(simplified(node, done));
    for (slong i = 0; i < done->size; i++)
        if (done->key[i] != NULL) wane_node_release(done->value[i]);
    wane_node_map_clear(done);
    wane_node_release(node);
    return result;
}
