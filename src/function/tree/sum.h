/* Collects a linear combination and makes its canonical node. */
#ifndef FUNCTION_TREE_SUM_H
#define FUNCTION_TREE_SUM_H

#include "function/tree/node.h"

typedef struct {
    fmpq_t constant;
    slong count, alloc;
    const wane_node_t **term;
    fmpq *coefficient;
} wane_sum_struct;
typedef wane_sum_struct wane_sum_t[1];

void wane_sum_init(wane_sum_t sum);
/* sum += c node; node (kept, not consumed) may itself be a sum. */
void wane_sum_add(wane_sum_t sum, const fmpq_t c, const wane_node_t *node);
void wane_sum_add_si(wane_sum_t sum, slong c, const wane_node_t *node);
/* The node of the sum, which is cleared. */
const wane_node_t *wane_sum_finish(wane_sum_t sum);

#endif
