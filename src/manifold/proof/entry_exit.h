/* The growth accumulated beside an invariant line: the function W of derivations/05 (4), (13), (14). */
#ifndef MANIFOLD_PROOF_ENTRY_EXIT_H
#define MANIFOLD_PROOF_ENTRY_EXIT_H

#include <flint/arb.h>

#include "base/scoped.h"

/* The transverse growth accumulated on the line is W(a) - W(a_in) up to a constant factor, with
   W' = a (a - zero)/(target - a), or W' = a/(target - a)
   if has_zero = 0, while a drifts from a_in to target. */
typedef struct {
    arb_t target, zero;
    int has_zero;
} entry_exit_struct;
typedef entry_exit_struct entry_exit_t[1];
void entry_exit_init(entry_exit_t growth);
void entry_exit_clear(entry_exit_t growth);
SCOPED_TYPE(entry_exit)
void entry_exit_set(entry_exit_t growth, const entry_exit_t other);

/* W at a. */
void entry_exit_value(arb_t W, const entry_exit_t growth, const arb_t a, slong prec);
/* W at a = target + side exp(u), side = 1 or -1. */
void growth_at(arb_t W, const entry_exit_t growth, int side, const arb_t u, slong prec);
/* W(x) - W(y) for x and y on one side of the target, without cancellation: derivations/05 (6). */
void entry_exit_difference(arb_t W, const entry_exit_t growth, const arb_t x, const arb_t y, slong prec);

#endif
