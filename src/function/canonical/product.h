/* Collects a product of powers and makes its canonical node. */
#ifndef FUNCTION_CANONICAL_PRODUCT_H
#define FUNCTION_CANONICAL_PRODUCT_H

#include "function/node/node.h"

typedef struct {
    fmpq_t coefficient;
    slong count, alloc;
    const wane_node_t **base;
    slong *exponent;
    const wane_node_t *exp_argument; /* the factors exp(u)^n together are exp of this; NULL: none yet */
    slong exp_column;
} product_struct;
typedef product_struct product_t[1];

void product_init(product_t product);
/* product *= node^exponent; node is kept, not consumed. */
void product_multiply(product_t product, const wane_node_t *node, slong exponent);
/* 1/(1/b) is b only where b does not vanish: 1 if node^exponent
   stays as it is unless node is proved to be defined. */
int product_hides_a_pole(const wane_node_t *node, slong exponent);
const wane_node_t *product_finish(product_t product);

#endif
