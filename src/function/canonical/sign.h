/* Signs that show in the structure. */
#ifndef FUNCTION_CANONICAL_SIGN_H
#define FUNCTION_CANONICAL_SIGN_H

#include "function/node/node.h"

/* 1 if node >= 0, or <= 0, wherever it is defined, by the bounds of the functions in it. */
int node_is_nonnegative(const wane_node_t *node);
int node_is_nonpositive(const wane_node_t *node);

/* 1 if w has a term c log v, v not constant: e^w is a power of v, which may be defined where log v is not. */
int node_is_logarithmic(const wane_node_t *w);

#endif
