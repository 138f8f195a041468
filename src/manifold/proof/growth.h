/* The growth accumulated beside an invariant line: the function W of derivations/05 (4), (13), (14). */
#ifndef MANIFOLD_PROOF_GROWTH_H
#define MANIFOLD_PROOF_GROWTH_H

#include <flint/arb.h>

#include "base/scoped.h"

/* The transverse growth accumulated on the line is W(a) - W(a_in) up to a constant factor, with
   W' = a (a - zero)/(target - a), or W' = a/(target - a)
   if has_zero = 0, while a drifts from a_in to target. */
typedef struct {
    arb_t target, zero;
    int has_zero;
} growth_struct;
typedef growth_struct growth_t[1];
void growth_init(growth_t growth);
void growth_clear(growth_t growth);
SCOPED_TYPE(growth)
void growth_set(growth_t growth, const growth_t other);

/* W at a. */
void growth_value(arb_t W, const growth_t growth, const arb_t a, slong prec);
/* W at a = target + side exp(u), side = 1 or -1. */
void growth_at(arb_t W, const growth_t growth, int side, const arb_t u, slong prec);
/* W(x) - W(y) for x and y on one side of the target, without cancellation: derivations/05 (6). */
void growth_difference(arb_t W, const growth_t growth, const arb_t x, const arb_t y, slong prec);

#endif
