/* Derivatives almost everywhere.  Each elementary function's
   derivative is again in the language (derivations/11 (2)). */
#include "function/node/node.h"
#include "function/node/node_map.h"
#include "function/canonical/product.h"
#include "function/canonical/sum.h"

#include <string.h>

/* What to differentiate by, and what is known already. */
typedef struct {
    const char *parameter; /* NULL: x */
    node_map_struct *done;
} variable_t;

static const wane_node_t *derivative(const wane_node_t *node, const variable_t *v);

static const wane_node_t *product_rule(const wane_node_t *node, const variable_t *v)
{
    sum_t sum;

    sum_init(sum);
    for (slong i = 0; i < node->count; i++) {
        const wane_node_t *term, *inner = derivative(node->operand[i], v);
        product_t product;

        if (node_is_rational(inner, 0)) continue;
        product_init(product);
        for (slong j = 0; j < node->count; j++)
            product_multiply(product, node->operand[j], node->exponent[j] - (i == j));
        product_multiply(product, inner, 1);
        term = product_finish(product);
        sum_add_si(sum, node->exponent[i], term);
        node_release(term);
    }
    return sum_finish(sum);
}

static const wane_node_t *chain_rule(const wane_node_t *node, const variable_t *v)
{
    const wane_node_t *inner = node_keep(derivative(node->operand[0], v));

    const rule_t *outer = elementary_table[node->function]->derivative;

    if (node_is_rational(inner, 0) || outer == NULL) {
        node_release(inner);
        return node_scale_ratio(node_keep(node), 0, 1); /* 0, with the domain of node */
    }
    return node_mul(node_of_rule(outer, node->operand[0], NULL), inner);
}

/* He_n' = n He_(n-1), h_n' = sqrt(n) h_(n-1). */
static const wane_node_t *hermite_rule(const wane_node_t *node, const variable_t *v)
{
    const wane_node_t *inner = node_keep(derivative(node->operand[0], v));
    const wane_node_t *factor = node_ratio(node->order, 1);
    const wane_node_t *lower = node_hermite(node->order - 1, node->orthonormal, node_keep(node->operand[0]));

    if (node->orthonormal) factor = node_unary(UNARY_SQRT, factor);
    return node_mul(node_mul(factor, lower), inner);
}

static const wane_node_t *differentiate(const wane_node_t *node, const variable_t *v)
{
    if (node->is_constant && v->parameter == NULL) return node_ratio(0, 1);
    switch (node->kind) {
    case NODE_X:
        return node_ratio(v->parameter == NULL, 1);
    case NODE_INTERVAL:
        return node_ratio(node->name != NULL && strcmp(node->name, v->parameter) == 0, 1);
    case NODE_RATIONAL:
    case NODE_PI:
    case NODE_E:
    case NODE_EXPECTATION: /* refused before, or constant in x */
        return node_ratio(0, 1);
    case NODE_SUM: {
        sum_t sum;

        sum_init(sum);
        for (slong i = 0; i < node->count; i++)
            sum_add(sum, node->coefficient + i, derivative(node->operand[i], v));
        return sum_finish(sum);
    }
    case NODE_PRODUCT:
        return product_rule(node, v);
    case NODE_UNARY:
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

    if (node_map_get(&known, v->done, node)) return known;
    result = differentiate(node, v);
    node_at(result, node->column);
    node_map_put(v->done, node, result);
    return result;
}

const wane_node_t *node_parameter_derivative(const wane_node_t *node, const char *parameter)
{
    node_map_t done;
    variable_t v = {parameter, done};
    const wane_node_t *result;

    node_map_init(done);
    result = node_keep(derivative(node, &v));
    node_map_release(done);
    return result;
}

const wane_node_t *node_derivative(const wane_node_t *node)
{
    return node_parameter_derivative(node, NULL);
}
