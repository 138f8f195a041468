/* Integrals E[f(Z) h_k(Z)] of a function that is analytic near the line, all k from one set of nodes. */
#ifndef HERMITE_RULE_TRAPEZOID_H
#define HERMITE_RULE_TRAPEZOID_H

#include "wane/hermite.h"

#define TRAPEZOID_MOST_NODES 2000000

/* c[k], k < length, with absolute radius near 2^-prec for a function known
   to working precision.  Entries of the parity that f does not have are
   set to exactly 0.  The expectations inside f must have been resolved.
   Undecided if no strip is found, or if there are to be more than most_nodes on a side. */
wane_status_t hermite_trapezoid(arb_ptr c, slong length, const wane_function_t f, wane_parity_t parity,
                                slong prec, slong most_nodes, int threads, wane_message_t message);

#endif
