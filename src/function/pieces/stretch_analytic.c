/* Where logarithms, roots, quotients and tangents are analytic. */
#include "base/scoped.h"
#include "function/pieces/breakpoints.h"
#include "function/node/node_map.h"

static int positive(const wane_node_t *u, function_stretch_t stretch)
{
    return stretch_sign(u, stretch) > 0 && stretch_nonzero(u, stretch);
}

static int unary_analytic(const wane_node_t *node, function_stretch_t stretch)
{
    const elementary_t *f = elementary_table[node->function];
    const wane_node_t *denominator;
    int result;

    if (node->is_constant || f->domain == DOMAIN_LINE) return 1;
    if (f->domain != DOMAIN_OFF_POLES) return positive(node->operand[0], stretch);
    denominator = node_unary(f->denominator, node_keep(node->operand[0]));
    result = stretch_nonzero(denominator, stretch);
    node_release(denominator);
    return result;
}

static int analytic(const wane_node_t **blamed, const wane_node_t *node, function_stretch_t stretch,
                    node_map_t done)
{
    const void *known;
    int result = 1;

    if (node->is_constant || node->is_total || node_map_get(&known, done, node)) return 1;
    node_map_put(done, node, node);
    for (slong i = 0; i < node->count && result && node->kind != NODE_EXPECTATION; i++)
        result = analytic(blamed, node->operand[i], stretch, done);
    if (!result) return 0;
    *blamed = node;
    if (node->kind == NODE_UNARY) return unary_analytic(node, stretch);
    for (slong i = 0; i < node->count && result && node->kind == NODE_PRODUCT; i++)
        if (node->exponent[i] < 0 && !node->operand[i]->is_constant)
            result = stretch_nonzero(node->operand[i], stretch);
    return result;
}

int stretch_analytic(const wane_node_t **blamed, const wane_node_t *node, function_stretch_t stretch)
{
    int result;

    SCOPED(node_map, done);
    result = analytic(blamed, node, stretch, done);
    return result;
}
