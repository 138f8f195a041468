/* f(x) -> f(-x), rebuilt bottom up through the canonical constructors. */
#include "function/tree/node.h"
#include "function/tree/node_map.h"
#include "function/tree/product.h"
#include "function/tree/sum.h"

static const wane_node_t *reflect(const wane_node_t *node, wane_node_map_t done);

static const wane_node_t *rebuild(const wane_node_t *node, wane_node_map_t done)
{
    switch (node->kind) {
    case WANE_NODE_X:
        return wane_node_at(wane_node_scale_ratio(wane_node_x(), -1, 1), node->column);
    case WANE_NODE_SUM: {
        wane_sum_t sum;

        wane_sum_init(sum);
        fmpq_set(sum->constant, node->value);
        for (slong i = 0; i < node->count; i++)
            wane_sum_add(sum, node->coefficient + i, reflect(node->operand[i], done));
        return wane_sum_finish(sum);
    }
    case WANE_NODE_PRODUCT: {
        wane_product_t product;

        wane_product_init(product);
        for (slong i = 0; i < node->count; i++)
            wane_product_multiply(product, reflect(node->operand[i], done), node->exponent[i]);
        return wane_product_finish(product);
    }
    case WANE_NODE_UNARY:
        return wane_node_unary(node->function, wane_node_keep(reflect(node->operand[0], done)));
    case WANE_NODE_HERMITE:
        return wane_node_hermite(node->order, node->orthonormal,
                                 wane_node_keep(reflect(node->operand[0], done)));
    default:
        return wane_node_keep(node);
    }
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *reflect(const wane_node_t *node, wane_node_map_t done)
{
    const void *known;
    const wane_node_t *result;

    if (wane_node_map_get(&known, done, node)) return known;
    result = node->is_constant ? wane_node_keep(node) : rebuild(node, done);
    wane_node_at(result, node->column);
    wane_node_map_put(done, node, result);
    return result;
}

const wane_node_t *wane_node_reflect(const wane_node_t *node)
{
    wane_node_map_t done;
    const wane_node_t *result;

    wane_node_map_init(done);
    result = wane_node_keep(reflect(node, done));
    for (slong i = 0; i < done->size; i++)
        if (done->key[i] != NULL) wane_node_release(done->value[i]);
    wane_node_map_clear(done);
    return result;
}
