/* Canonical forms of compositions: one function that can be spelled in many ways becomes one expression.  Each
   rewriting is an identity that holds for all real x at which the operands are defined (derivations/11 (16) to
   (24)), and keeps the domain.  The constructors apply them; function/identity knows them. */
#ifndef FUNCTION_CANONICAL_IDENTITY_H
#define FUNCTION_CANONICAL_IDENTITY_H

#include "function/canonical/product.h"
#include "function/canonical/sum.h"

/* Rewrites some terms or factors; 0 if none of the identities applies. */
int sum_identity(sum_t sum);
int product_identity(product_t product);
/* What function(u) is rewritten to, u then consumed, or NULL. */
const wane_node_t *unary_identity(unary_t function, const wane_node_t *u);

#endif
