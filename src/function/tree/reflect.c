/* f(x) -> f(-x) */
#include "function/tree/rewrite.h"

static const wane_node_t *at_once(const wane_node_t *node, const wane_rewriting_t *rewriting)
{
    if (node->is_constant) return wane_node_keep(node);
    if (node->kind != WANE_NODE_X) return NULL;
    return wane_node_at(wane_node_scale_ratio(wane_node_x(), -1, 1), node->column);
}

static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const wane_rewriting_t *rewriting)
{
    return wane_node_at(wane_node_with_operands(node, operand), node->column);
}

const wane_node_t *wane_node_reflect(const wane_node_t *node)
{
    wane_rewriting_t rewriting = {.at_once = at_once, .build = build};

    wane_node_map_init(rewriting.done);
    return wane_node_rewrite(node, &rewriting);
}
