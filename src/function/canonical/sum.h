/* Collects a linear combination and makes its canonical node. */
#ifndef FUNCTION_CANONICAL_SUM_H
#define FUNCTION_CANONICAL_SUM_H

#include "function/node/node.h"

typedef struct {
    fmpq_t constant;
    slong count, alloc;
    const wane_node_t **term;
    fmpq *coefficient;
} sum_struct;
typedef sum_struct sum_t[1];

void sum_init(sum_t sum);
/* sum += c node; node (kept, not consumed) may itself be a sum. */
void sum_add(sum_t sum, const fmpq_t c, const wane_node_t *node);
void sum_add_si(sum_t sum, slong c, const wane_node_t *node);
/* The node of the sum, which is cleared. */
const wane_node_t *sum_finish(sum_t sum);

#endif
