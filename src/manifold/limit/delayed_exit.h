/* The way-in/way-out relation on an invariant line: derivations/05. */
#ifndef MANIFOLD_LIMIT_DELAYED_EXIT_H
#define MANIFOLD_LIMIT_DELAYED_EXIT_H

#include <flint/arb.h>

/* The transverse growth accumulated on the line is W(a) - W(a_in) up to a constant factor, with
   W' = a (a - zero)/(target - a), or W' = a/(target - a) if has_zero = 0, while a drifts from a_in to target.
 */
typedef struct {
    arb_t target, zero;
    int has_zero;
} growth_struct;
typedef growth_struct growth_t[1];
void growth_init(growth_t growth);
void growth_clear(growth_t growth);

/* W at a = target + side exp(u), side = 1 or -1. */
void growth_at(arb_t W, const growth_t growth, int side, const arb_t u, slong prec);

/* a_out strictly between turn and target with W(a_out) = W(a_in), given that W is strictly monotone between
   them. Returns 1 if its existence is proved there, 0 if it is not decided, -1 if the relation is proved to
   have no solution between turn and limit; limit (strictly between turn and target) may be NULL. */
int delayed_exit_solve(arb_t a_out, const growth_t growth, const arb_t a_in, const arb_t turn,
                       const arb_t limit, slong prec);

/* The inverse: a_in strictly between turn and far (NULL: +infinity) with W(a_in) = W(a_out), given that W is
   strictly monotone between them, and between turn and target, where a_out is meant to lie.  Returns 1 if it
   is enclosed, -1 if no such a_in exists (a_out is no way out, or that of none of these), 0 if not decided.
 */
int delayed_entry_solve(arb_t a_in, const growth_t growth, const arb_t a_out, const arb_t turn,
                        const arb_struct *far, slong prec);

#endif
