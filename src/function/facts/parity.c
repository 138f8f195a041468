/* Parity by structure. */
#include "base/scoped.h"
#include "function/facts/node_facts.h"
#include "function/node/node_map.h"

static wane_parity_t parity(const wane_node_t *node, node_map_t done);

static wane_parity_t sum_of(wane_parity_t a, wane_parity_t b)
{
    if (a == WANE_PARITY_ZERO) return b;
    if (b == WANE_PARITY_ZERO || a == b) return a;
    return WANE_PARITY_NONE;
}

static wane_parity_t product_of(wane_parity_t a, wane_parity_t b)
{
    if (a == WANE_PARITY_ZERO || b == WANE_PARITY_ZERO) return WANE_PARITY_ZERO;
    if (a == WANE_PARITY_NONE || b == WANE_PARITY_NONE) return WANE_PARITY_NONE;
    return a == b ? WANE_PARITY_EVEN : WANE_PARITY_ODD;
}

/* f(-x) = f(x) or -f(x) as canonical expressions: |x+1| - |x-1| is odd. */
static wane_parity_t by_reflection(const wane_node_t *node)
{
    const wane_node_t *mirrored = node_reflect(node);
    wane_parity_t result = WANE_PARITY_NONE;

    if (node_equal(mirrored, node)) {
        result = WANE_PARITY_EVEN;
    } else {
        mirrored = node_scale_ratio(mirrored, -1, 1);
        if (node_equal(mirrored, node)) result = WANE_PARITY_ODD;
    }
    node_release(mirrored);
    return result;
}

static wane_parity_t sum_parity(const wane_node_t *node, node_map_t done)
{
    wane_parity_t result = fmpq_is_zero(node->value) ? WANE_PARITY_ZERO : WANE_PARITY_EVEN;

    for (slong i = 0; i < node->count; i++) {
        wane_parity_t term = parity(node->operand[i], done);

        result = sum_of(result, term);
        if (term == WANE_PARITY_NONE) result = WANE_PARITY_NONE;
        if (result == WANE_PARITY_NONE) return by_reflection(node);
    }
    return result;
}

static wane_parity_t product_parity(const wane_node_t *node, node_map_t done)
{
    wane_parity_t result = WANE_PARITY_EVEN;

    for (slong i = 0; i < node->count; i++) {
        wane_parity_t factor = parity(node->operand[i], done);

        if (node->exponent[i] % 2 == 0 && factor == WANE_PARITY_ODD) factor = WANE_PARITY_EVEN;
        result = product_of(result, factor);
    }
    return result;
}

static wane_parity_t composed_parity(symmetry_t symmetry, wane_parity_t inner)
{
    if (inner == WANE_PARITY_EVEN || inner == WANE_PARITY_ZERO) return WANE_PARITY_EVEN;
    if (inner == WANE_PARITY_NONE) return WANE_PARITY_NONE;
    if (symmetry == SYMMETRY_ODD) return WANE_PARITY_ODD;
    return symmetry == SYMMETRY_EVEN ? WANE_PARITY_EVEN : WANE_PARITY_NONE;
}

static wane_parity_t compute(const wane_node_t *node, node_map_t done)
{
    if (node_is_rational(node, 0)) return WANE_PARITY_ZERO;
    if (node->is_constant) return WANE_PARITY_EVEN;
    switch (node->kind) {
    case NODE_X:
        return WANE_PARITY_ODD;
    case NODE_SUM:
        return sum_parity(node, done);
    case NODE_PRODUCT:
        return product_parity(node, done);
    case NODE_UNARY:
        return composed_parity(elementary_table[node->function]->symmetry, parity(node->operand[0], done));
    default:
        return composed_parity(node->order % 2 == 0 ? SYMMETRY_EVEN : SYMMETRY_ODD,
                               parity(node->operand[0], done));
    }
}

static wane_parity_t parity(const wane_node_t *node, node_map_t done)
{
    static const wane_parity_t names[] = {WANE_PARITY_NONE, WANE_PARITY_EVEN, WANE_PARITY_ODD,
                                          WANE_PARITY_ZERO};
    const void *known;
    wane_parity_t result;

    if (node_map_get(&known, done, node)) return *(const wane_parity_t *)known;
    result = compute(node, done);
    node_map_put(done, node, names + result);
    return result;
}

wane_parity_t node_parity(const wane_node_t *node)
{
    wane_parity_t result;

    SCOPED(node_map, done);
    result = parity(node, done);
    return result;
}

wane_parity_t wane_function_parity(const wane_function_t f)
{
    return f->root == NULL ? WANE_PARITY_ZERO : node_parity(f->root);
}
