/* Applying a Hermite polynomial. */
#include "function/tree/hash.h"
#include "function/tree/node.h"

static slong hermite_degree(slong order, slong degree)
{
    if (degree == WANE_NOT_A_POLYNOMIAL || degree == 0) return degree;
    return order < WANE_DEGREE_HUGE / degree ? order * degree : WANE_DEGREE_HUGE;
}

const wane_node_t *wane_node_hermite(slong order, int orthonormal, const wane_node_t *u)
{
    wane_node_t *node;
    fmpq_t c;

    if (order == 0) return wane_node_power(u, 0);
    if (order == 1) return u;
    fmpq_init(c);
    wane_node_leading(c, u);
    if (fmpq_sgn(c) < 0) {
        const wane_node_t *mirrored = wane_node_hermite(order, orthonormal, wane_node_scale_ratio(u, -1, 1));

        fmpq_clear(c);
        return wane_node_scale_ratio(mirrored, order % 2 == 0 ? 1 : -1, 1);
    }
    fmpq_clear(c);
    node = wane_node_allocate(WANE_NODE_HERMITE, 1);
    node->order = order;
    node->orthonormal = orthonormal;
    node->operand[0] = u;
    node->size = 1 + u->size;
    node->is_constant = u->is_constant;
    node->has_expectation = u->has_expectation;
    node->is_total = u->is_total;
    node->is_provisional = u->is_provisional;
    node->degree = hermite_degree(order, u->degree);
    node->hash = wane_hash_pair(wane_hash_mix(300 + 2 * order + (orthonormal != 0)), u->hash);
    return node;
}
