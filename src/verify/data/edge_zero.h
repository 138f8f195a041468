/* Coefficients of piecewise polynomials that vanish exactly. */
#ifndef VERIFY_DATA_EDGE_ZERO_H
#define VERIFY_DATA_EDGE_ZERO_H

#include "wane/function.h"

/* 1 if E f h_k = 0 because of the values of Hermite polynomials where f is cut: derivations/10 (6b). */
int verify_vanishes_at_edges(const wane_function_t f, slong k);

#endif
