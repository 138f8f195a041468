/* The function of R whose zeros are the equilibria of the symmetric flow, in ball arithmetic. */
#ifndef MANIFOLD_FLOOR_FLOOR_FUNCTION_H
#define MANIFOLD_FLOOR_FLOOR_FUNCTION_H

#include "base/scoped.h"
#include "hermite/kernel/kernels.h"

typedef struct {
    const kernels_struct *kernels;
    slong width;
    int side, a_sign; /* R and a below are |R| and |a|: P(R) is a_sign P(side R) of the kernels */
} floor_problem_t;

/* F = P R K' - P' [((N-1)/N) K + K(1)/N] at Q = (N R^2 - 1)/(N-1),
   with its derivative, and what stands at an equilibrium. */
typedef struct {
    arb_t F, slope;
    arb_t Q, a, K1; /* a = P'/(R K'(Q)), K'(Q) */
} floor_value_struct;
typedef floor_value_struct floor_value_t[1];
void floor_value_init(floor_value_t value);
void floor_value_clear(floor_value_t value);
SCOPED_TYPE(floor_value)

/* Contains the values at every point of the ball R within [0, 1]. */
void floor_value_set(floor_value_t value, const floor_problem_t *problem, const arb_t R, slong prec);

#endif
