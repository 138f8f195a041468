/* What a proof can simplify in an expression: the constructors of the tree prove nothing. */
#include "function/facts/node_facts.h"
#include "function/canonical/product.h"
#include "function/tree/rewrite.h"
#include "function/canonical/sum.h"

static const wane_node_t *at_once(const wane_node_t *node, const rewriting_t *rewriting)
{
    return node->is_provisional ? NULL : node_keep(node);
}

/* 1 if the i-th operand of node goes: 0*g, or the inside of 1/(1/b). */
static int goes(const wane_node_t *node, slong i, const wane_node_t *operand)
{
    if (node->kind == NODE_SUM) return fmpq_is_zero(node->coefficient + i) && node_is_defined(operand);
    return node->kind == NODE_PRODUCT && product_hides_a_pole(operand, node->exponent[i]) &&
           node_is_defined(operand);
}

static const wane_node_t *build_sum(const wane_node_t *node, const wane_node_t *const *operand,
                                    const int *gone)
{
    sum_t sum;

    sum_init(sum);
    fmpq_set(sum->constant, node->value);
    for (slong i = 0; i < node->count; i++)
        if (!gone[i]) sum_add(sum, node->coefficient + i, operand[i]);
    return sum_finish(sum);
}

static const wane_node_t *build_product(const wane_node_t *node, const wane_node_t *const *operand,
                                        const int *gone)
{
    product_t product;

    product_init(product);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *base = operand[i];
        slong exponent = node->exponent[i];

        if (!gone[i]) product_multiply(product, base, exponent);
        else
            for (slong j = 0; j < base->count; j++)
                product_multiply(product, base->operand[j], base->exponent[j] * exponent);
    }
    return product_finish(product);
}

/* Where the text put the node; of sums and products that is not what their operands say anyway. */
static slong own_column(const wane_node_t *node)
{
    for (slong i = 0; i < node->count && (node->kind == NODE_SUM || node->kind == NODE_PRODUCT); i++)
        if (node->operand[i]->column > 0) return 0;
    return node->column;
}

static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const rewriting_t *rewriting)
{
    const wane_node_t *result;
    int *gone = flint_malloc((size_t)node->count * sizeof(*gone)), changes = 0;

    for (slong i = 0; i < node->count; i++) {
        gone[i] = goes(node, i, operand[i]);
        changes |= gone[i] || operand[i] != node->operand[i];
    }
    if (!changes) result = node_keep(node);
    else if (node->kind == NODE_SUM) result = build_sum(node, operand, gone);
    else if (node->kind == NODE_PRODUCT) result = build_product(node, operand, gone);
    else result = node_with_operands(node, operand);
    flint_free(gone);
    if (!changes) return result;
    return node_simplify(node_at(result, own_column(node))); /* what has become equal may cancel */
}

const wane_node_t *node_simplify(const wane_node_t *node)
{
    rewriting_t rewriting = {.at_once = at_once, .build = build};
    const wane_node_t *result;

    if (!node->is_provisional) return node;
    node_map_init(rewriting.done);
    result = node_rewrite(node, &rewriting);
    node_release(node);
    return result;
}
