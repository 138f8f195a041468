/* Where logarithms, roots, quotients and tangents are analytic. */
#include "base/scoped.h"
#include "function/pieces/breakpoints.h"
#include "function/tree/node_map.h"

static int positive(const wane_node_t *u, function_stretch_t stretch)
{
    return wane_stretch_sign(u, stretch) > 0 && wane_stretch_nonzero(u, stretch);
}

static int unary_analytic(const wane_node_t *node, function_stretch_t stretch)
{
    const wane_elementary_t *f = wane_elementary[node->function];
    const wane_node_t *denominator;
    int result;

    if (node->is_constant || f->domain == WANE_DOMAIN_LINE) return 1;
    if (f->domain != WANE_DOMAIN_OFF_POLES) return positive(node->operand[0], stretch);
    denominator = wane_node_unary(f->denominator, wane_node_keep(node->operand[0]));
    result = wane_stretch_nonzero(denominator, stretch);
    wane_node_release(denominator);
    return result;
}

static int analytic(const wane_node_t **blamed, const wane_node_t *node, function_stretch_t stretch,
                    wane_node_map_t done)
{
    const void *known;
    int result = 1;

    if (node->is_constant || node->is_total || wane_node_map_get(&known, done, node)) return 1;
    wane_node_map_put(done, node, node);
    for (slong i = 0; i < node->count && result && node->kind != WANE_NODE_EXPECTATION; i++)
        result = analytic(blamed, node->operand[i], stretch, done);
    if (!result) return 0;
    *blamed = node;
    if (node->kind == WANE_NODE_UNARY) return unary_analytic(node, stretch);
    for (slong i = 0; i < node->count && result && node->kind == WANE_NODE_PRODUCT; i++)
        if (node->exponent[i] < 0 && !node->operand[i]->is_constant)
            result = wane_stretch_nonzero(node->operand[i], stretch);
    return result;
}

int wane_stretch_analytic(const wane_node_t **blamed, const wane_node_t *node, function_stretch_t stretch)
{
    int result;

    SCOPED(wane_node_map, done);
    result = analytic(blamed, node, stretch, done);
    return result;
}
