/* Rewriting an expression from its leaves up, each shared part once. */
#ifndef FUNCTION_TREE_REWRITE_H
#define FUNCTION_TREE_REWRITE_H

#include "function/node/node.h"
#include "function/node/node_map.h"

typedef struct rewriting {
    /* What a node becomes whatever its operands become, a new reference; NULL: that depends on them. */
    const wane_node_t *(*at_once)(const wane_node_t *node, const struct rewriting *rewriting);
    /* node with its operands replaced, a new reference; the operands are kept. */
    const wane_node_t *(*build)(const wane_node_t *node, const wane_node_t *const *operand,
                                const struct rewriting *rewriting);
    const void *context; /* of the caller */
    node_map_t done;     /* node -> what it becomes; whoever begins may put references here */
} rewriting_t;

/* Rewrites node (kept) and clears rewriting->done, which is initialised before; a new reference. */
const wane_node_t *node_rewrite(const wane_node_t *node, rewriting_t *rewriting);
/* node with these operands through the canonical constructors: node itself if they are its own. */
const wane_node_t *node_with_operands(const wane_node_t *node, const wane_node_t *const *operand);

#endif
