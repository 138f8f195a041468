/* Derivatives almost everywhere.  Each elementary function's
   derivative is again in the language (derivations/11 (2)). */
#include "function/tree/node.h"
#include "function/tree/node_map.h"
#include "function/tree/product.h"
#include "function/tree/sum.h"

#include <string.h>

/* What to differentiate by, and what is known already. */
typedef struct {
    const char *parameter; /* NULL: x */
    wane_node_map_struct *done;
} variable_t;

static const wane_node_t *derivative(const wane_node_t *node, const variable_t *v);

static const wane_node_t *product_rule(const wane_node_t *node, const variable_t *v)
{
    wane_sum_t sum;

    wane_sum_init(sum);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *term, *inner = derivative(node->operand[i], v);
        wane_product_t product;

        if (wane_node_is_rational(inner, 0)) continue;
        wane_product_init(product);
        for (slong j = 0; j < node->count; j++)
            wane_product_multiply(product, node->operand[j], node->exponent[j] - (i == j));
        wane_product_multiply(product, inner, 1);
        term = wane_product_finish(product);
        wane_sum_add_si(sum, node->exponent[i], term);
        wane_node_release(term);
    }
    return wane_sum_finish(sum);
}

static const wane_node_t *chain_rule(const wane_node_t *node, const variable_t *v)
{
    const wane_node_t *inner = wane_node_keep(derivative(node->operand[0], v));

    const wane_rule_t *outer = wane_elementary[node->function]->derivative;

    if (wane_node_is_rational(inner, 0) || outer == NULL) {
        wane_node_release(inner);
        return wane_node_scale_ratio(wane_node_keep(node), 0, 1); /* 0, with the domain of node */
    }
    return wane_node_mul(wane_node_of_rule(outer, node->operand[0], NULL), inner);
}

/* He_n' = n He_(n-1), h_n' = sqrt(n) h_(n-1). */
static const wane_node_t *hermite_rule(const wane_node_t *node, const variable_t *v)
{
    const wane_node_t *inner = wane_node_keep(derivative(node->operand[0], v));
    const wane_node_t *factor = wane_node_ratio(node->order, 1);
    const wane_node_t *lower =
        wane_node_hermite(node->order - 1, node->orthonormal, wane_node_keep(node->operand[0]));

    if (node->orthonormal) factor = wane_node_unary(WANE_UNARY_SQRT, factor);
    return wane_node_mul(wane_node_mul(factor, lower), inner);
}

static const wane_node_t *differentiate(const wane_node_t *node, const variable_t *v)
{
    if (node->is_constant && v->parameter == NULL) return wane_node_ratio(0, 1);
    switch (node->kind) {
    case WANE_NODE_X:
        return wane_node_ratio(v->parameter == NULL, 1);
    case WANE_NODE_INTERVAL:
        return wane_node_ratio(node->name != NULL && strcmp(node->name, v->parameter) == 0, 1);
    case WANE_NODE_RATIONAL:
    case WANE_NODE_PI:
    case WANE_NODE_E:
    case WANE_NODE_EXPECTATION: /* refused before, or constant in x */
        return wane_node_ratio(0, 1);
    case WANE_NODE_SUM: {
        wane_sum_t sum;

        wane_sum_init(sum);
        for (slong i = 0; i < node->count; i++)
            wane_sum_add(sum, node->coefficient + i, derivative(node->operand[i], v));
        return wane_sum_finish(sum);
    }
    case WANE_NODE_PRODUCT:
        return product_rule(node, v);
    case WANE_NODE_UNARY:
        return chain_rule(node, v);
    default:
        return hermite_rule(node, v);
    }
}

/* A borrowed reference, owned by the table. */
static const wane_node_t *derivative(const wane_node_t *node, const variable_t *v)
{
    const void *known;
    const wane_node_t *result;

    if (wane_node_map_get(&known, v->done, node)) return known;
    result = differentiate(node, v);
    wane_node_at(result, node->column);
    wane_node_map_put(v->done, node, result);
    return result;
}

const wane_node_t *wane_node_parameter_derivative(const wane_node_t *node, const char *parameter)
{
    wane_node_map_t done;
    variable_t v = {parameter, done};
    const wane_node_t *result;

    wane_node_map_init(done);
    result = wane_node_keep(derivative(node, &v));
    wane_node_map_release(done);
    return result;
}

const wane_node_t *wane_node_derivative(const wane_node_t *node)
{
    return wane_node_parameter_derivative(node, NULL);
}
