/* Collects a product of powers and makes its canonical node. */
#ifndef FUNCTION_TREE_PRODUCT_H
#define FUNCTION_TREE_PRODUCT_H

#include "function/tree/node.h"

typedef struct {
    fmpq_t coefficient;
    slong count, alloc;
    const wane_node_t **base;
    slong *exponent;
    const wane_node_t *exp_argument; /* the factors exp(u)^n together are exp of this; NULL: none yet */
    slong exp_column;
} wane_product_struct;
typedef wane_product_struct wane_product_t[1];

void wane_product_init(wane_product_t product);
/* product *= node^exponent; node is kept, not consumed. */
void wane_product_multiply(wane_product_t product, const wane_node_t *node, slong exponent);
/* 1/(1/b) is b only where b does not vanish: 1 if node^exponent
   stays as it is unless node is proved to be defined. */
int wane_product_hides_a_pole(const wane_node_t *node, slong exponent);
const wane_node_t *wane_product_finish(wane_product_t product);

#endif
