/* Recognising polynomials, in the Hermite bases. */
#ifndef FUNCTION_FACTS_HERMITE_POLYNOMIAL_H
#define FUNCTION_FACTS_HERMITE_POLYNOMIAL_H

#include "function/exact/surd.h"
#include "function/node/node.h"
#include "function/exact/surd_private.h"

/* node = sum_k p[k] h_k; 0 if it is not a polynomial by structure. */
int node_hermite_polynomial(surd_poly_t p, const wane_node_t *node, slong prec);
/* node = sum_k p[k] He_k, the monic basis. */
int node_monic_hermite_polynomial(surd_poly_t p, const wane_node_t *node, slong prec);

#endif
