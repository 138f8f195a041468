/* Replacing parts of an expression. */
#ifndef FUNCTION_TREE_SUBSTITUTE_H
#define FUNCTION_TREE_SUBSTITUTE_H

#include "function/tree/node.h"

/* node with each node from[i] (found by its address) replaced by to[i], which agrees with it where the result
   is used; node itself where nothing changes.  Terms 0*g vanish: node is taken to be defined there.  All
   arguments are kept, the result is a new reference. */
const wane_node_t *wane_node_substitute(const wane_node_t *node, const wane_node_t *const *from,
                                        const wane_node_t *const *to, slong count);
/* The same inside the integrands of expectations too, for replacements that are meant everywhere. */
const wane_node_t *wane_node_replace(const wane_node_t *node, const wane_node_t *const *from,
                                     const wane_node_t *const *to, slong count);
/* node at x = c, as a constant expression. */
const wane_node_t *wane_node_at_rational(const wane_node_t *node, const fmpq_t c);
/* 1 if node is 0 at x = c by structure. */
int wane_node_vanishes_at(const wane_node_t *node, const fmpq_t c);

#endif
