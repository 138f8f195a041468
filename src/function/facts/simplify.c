/* What a proof can simplify in an expression: the constructors of the tree prove nothing. */
#include "function/facts/node_facts.h"
#include "function/tree/product.h"
#include "function/tree/rewrite.h"
#include "function/tree/sum.h"

static const wane_node_t *at_once(const wane_node_t *node, const wane_rewriting_t *rewriting)
{
    return node->is_provisional ? NULL : wane_node_keep(node);
}

/* 1 if the i-th operand of node goes: 0*g, or the inside of 1/(1/b). */
static int goes(const wane_node_t *node, slong i, const wane_node_t *operand)
{
    if (node->kind == WANE_NODE_SUM)
        return fmpq_is_zero(node->coefficient + i) && wane_node_is_defined(operand);
    return node->kind == WANE_NODE_PRODUCT && wane_product_hides_a_pole(operand, node->exponent[i]) &&
           wane_node_is_defined(operand);
}

static const wane_node_t *build_sum(const wane_node_t *node, const wane_node_t *const *operand,
                                    const int *gone)
{
    wane_sum_t sum;

    wane_sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++)
        if (!gone[i]) wane_sum_add(sum, node->coefficient + i, operand[i]);
    return wane_sum_finish(sum);
}

static const wane_node_t *build_product(const wane_node_t *node, const wane_node_t *const *operand,
                                        const int *gone)
{
    wane_product_t product;

    wane_product_init(product);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *base = operand[i];
        slong exponent = node->exponent[i];

        if (!gone[i]) wane_product_multiply(product, base, exponent);
        else
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

static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const wane_rewriting_t *rewriting)
{
    const wane_node_t *result;
    int *gone = flint_malloc((size_t)node->count * sizeof(*gone)), changes = 0;

    for (slong i = 0; i < node->count; i++) {
        gone[i] = goes(node, i, operand[i]);
        changes |= gone[i] || operand[i] != node->operand[i];
    }
    if (!changes) result = wane_node_keep(node);
    else if (node->kind == WANE_NODE_SUM) result = build_sum(node, operand, gone);
    else if (node->kind == WANE_NODE_PRODUCT) result = build_product(node, operand, gone);
    else result = wane_node_with_operands(node, operand);
    flint_free(gone);
    if (!changes) return result;
    return wane_node_simplify(wane_node_at(result, own_column(node))); /* what has become equal may cancel */
}

const wane_node_t *wane_node_simplify(const wane_node_t *node)
{
    wane_rewriting_t rewriting = {.at_once = at_once, .build = build};
    const wane_node_t *result;

    if (!node->is_provisional) return node;
    wane_node_map_init(rewriting.done);
    result = wane_node_rewrite(node, &rewriting);
    wane_node_release(node);
    return result;
}
