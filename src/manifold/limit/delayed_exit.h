/* The way-in/way-out relation on an invariant line: derivations/05. */
#ifndef MANIFOLD_LIMIT_DELAYED_EXIT_H
#define MANIFOLD_LIMIT_DELAYED_EXIT_H

#include "manifold/proof/entry_exit.h"

/* a_out strictly between turn and target with W(a_out) = W(a_in), given that W is strictly monotone between
   them. Returns 1 if its existence is proved there, 0 if it is not decided, -1 if the relation is proved to
   have no solution between turn and limit; limit (strictly between turn and target) may be NULL. */
int delayed_exit_solve(arb_t a_out, const entry_exit_t growth, const arb_t a_in, const arb_t turn,
                       const arb_t limit, slong prec);

/* The inverse: a_in strictly between turn and far (NULL: +infinity) with W(a_in) =
   W(a_out), given that W is strictly monotone between them, and between turn and
   target, where a_out is meant to lie.  Returns 1 if it is enclosed, -1 if no such
   a_in exists (a_out is no way out, or that of none of these), 0 if not decided. */
int delayed_entry_solve(arb_t a_in, const entry_exit_t growth, const arb_t a_out, const arb_t turn,
                        const arb_struct *far, slong prec);

#endif
