/* Coefficients of a polynomial times exp, cosh, sinh, cos or sin of a line that vanish exactly. */
#ifndef HERMITE_CLOSED_PRODUCT_ZEROS_H
#define HERMITE_CLOSED_PRODUCT_ZEROS_H

#include "function/exact/surd.h"
#include "function/node/node.h"

/* Those of the enclosures c[0], …, c[length-1] of coefficients of p(x) f(u(x)) that contain 0 and are 0 by
   derivations/10 (8) become exactly 0; p in the monic basis, u a node. */
void hermite_product_zeros(arb_ptr c, slong length, const surd_poly_t p, unary_t f, const wane_node_t *u);

#endif
