/* Integrals E[f(Z) h_k(Z)] of a piecewise analytic function. */
#ifndef HERMITE_RULE_PIECEWISE_H
#define HERMITE_RULE_PIECEWISE_H

#include "function/pieces/pieces.h"
#include "wane/hermite.h"

/* Everything else: Gauss-Legendre panels on each piece, the recurrence in fixed point. */
wane_status_t hermite_piecewise_quadrature(arb_ptr c, slong length, const wane_function_t f,
                                           const wane_pieces_t pieces, wane_parity_t parity, slong prec,
                                           int threads, wane_message_t message);

#endif
