/* Integrals E[f(Z) h_k(Z)] of a piecewise analytic function. */
#ifndef HERMITE_RULE_PIECEWISE_H
#define HERMITE_RULE_PIECEWISE_H

#include "function/pieces/pieces.h"
#include "wane/hermite.h"

/* Everything else: Gauss-Legendre panels on each piece, the recurrence in fixed point.  The pieces are those of the
   line, range = INFINITY, or those within a range, which holds the Gaussian mass. */
wane_status_t hermite_piecewise_quadrature(arb_ptr c, slong length, const wane_function_t f,
                                           const pieces_t pieces, double range, wane_parity_t parity,
                                           slong prec, int threads, wane_message_t message);
/* A dyadic range that holds it; INFINITY if there is none. */
double hermite_piecewise_range(const wane_function_t f, slong length, slong prec);

#endif
