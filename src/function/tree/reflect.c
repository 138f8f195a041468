/* f(x) -> f(-x) */
#include "function/tree/rewrite.h"

static const wane_node_t *at_once(const wane_node_t *node, const rewriting_t *rewriting)
{
    if (node->is_constant) return node_keep(node);
    if (node->kind != NODE_X) return NULL;
    return node_at(node_scale_ratio(node_x(), -1, 1), node->column);
}

static const wane_node_t *build(const wane_node_t *node, const wane_node_t *const *operand,
                                const rewriting_t *rewriting)
{
    return node_at(node_with_operands(node, operand), node->column);
}

const wane_node_t *node_reflect(const wane_node_t *node)
{
    rewriting_t rewriting = {.at_once = at_once, .build = build};

    node_map_init(rewriting.done);
    return node_rewrite(node, &rewriting);
}
