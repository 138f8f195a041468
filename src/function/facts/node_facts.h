/* What is known of an expression by structure or by proof, and expressions that are simplified by it. */
#ifndef FUNCTION_FACTS_NODE_FACTS_H
#define FUNCTION_FACTS_NODE_FACTS_H

#include "function/node/node.h"

/* 1 if proved to be defined and finite on the whole line. */
int node_is_defined(const wane_node_t *node);
wane_parity_t node_parity(const wane_node_t *node);
int node_split(const wane_node_t **even, const wane_node_t **odd, const wane_node_t *node);

/* The i-th factor of the product is log u, u = c |b| with c > 0, and b is a factor too: then b log u is read as 0 where
   b = 0, derivations/11 (28).  The index of b, and c; -1 if it is not so. */
slong node_tamer_of_logarithm(fmpq_t c, const wane_node_t *product, slong i);

/* node (consumed) without the terms 0*g, and with b for 1/(1/b), where g or 1/b is proved to be defined; node
   itself if nothing changes. */
const wane_node_t *node_simplify(const wane_node_t *node);
/* 1 if E g(Z) = 0 by structure, where g is admitted. */
int node_is_centered(const wane_node_t *g);
/* E g(Z), exactly where the structure gives it; g is consumed. */
const wane_node_t *node_mean(const wane_node_t *g);

/* node with each node from[i] (found by its address) replaced by to[i], which agrees with it where the result
   is used; node itself where nothing changes.  Terms 0*g vanish: node is taken to be defined there.  All
   arguments are kept, the result is a new reference. */
const wane_node_t *node_substitute(const wane_node_t *node, const wane_node_t *const *from,
                                   const wane_node_t *const *to, slong count);
/* The same inside the integrands of expectations too, for replacements that are meant everywhere. */
const wane_node_t *node_replace(const wane_node_t *node, const wane_node_t *const *from,
                                const wane_node_t *const *to, slong count);
/* node with v in place of x; a new reference. */
const wane_node_t *node_compose(const wane_node_t *node, const wane_node_t *v);
/* node with x + c in place of x; a new reference. */
const wane_node_t *node_shift(const wane_node_t *node, const fmpq_t c);
/* 1 if node is 0 at x = c by structure. */
int node_vanishes_at(const wane_node_t *node, const fmpq_t c);

#endif
