/* Applying a Hermite polynomial. */
#include "function/node/hash.h"
#include "function/node/node.h"

static slong hermite_degree(slong order, slong degree)
{
    if (degree == NOT_A_POLYNOMIAL || degree == 0) return degree;
    return order < DEGREE_HUGE / degree ? order * degree : DEGREE_HUGE;
}

const wane_node_t *node_hermite(slong order, int orthonormal, const wane_node_t *u)
{
    wane_node_t *node;
    fmpq_t c;

    if (order == 0) return node_power(u, 0);
    if (order == 1) return u;
    fmpq_init(c);
    node_leading(c, u);
    if (fmpq_sgn(c) < 0) {
        const wane_node_t *mirrored = node_hermite(order, orthonormal, node_scale_ratio(u, -1, 1));

        fmpq_clear(c);
        return node_scale_ratio(mirrored, order % 2 == 0 ? 1 : -1, 1);
    }
    fmpq_clear(c);
    node = node_allocate(NODE_HERMITE, 1);
    node->order = order;
    node->orthonormal = orthonormal;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total = u->is_total;
    node->is_provisional = u->is_provisional;
    node->degree = hermite_degree(order, u->degree);
    node->hash = hash_pair(hash_mix(300 + 2 * order + (orthonormal != 0)), u->hash);
    return node;
}
