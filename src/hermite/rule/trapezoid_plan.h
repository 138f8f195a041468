/* The trapezoidal rule that encloses E[f(Z) h_k(Z)] for all k below a length, and its error bounds. */
#ifndef HERMITE_RULE_TRAPEZOID_PLAN_H
#define HERMITE_RULE_TRAPEZOID_PLAN_H

#include "hermite/rule/mehler.h"
#include "hermite/rule/strip.h"

/* Nodes x_j = j * step_numerator / 2^step_shift, |j| <=
   last_node; the rule ends at X = (last_node + 1/2) step. */
typedef struct {
    slong length;  /* coefficients k = 0, …, length-1 */
    int symmetric; /* f even or odd */
    ulong step_numerator;
    ulong step_shift;
    slong last_node;
    hermite_strip_t strip;
    mehler_bound_t bound; /* of the error of the rule, derivations/06 (8) */
} trapezoid_plan_struct;
typedef trapezoid_plan_struct trapezoid_plan_t[1];

void trapezoid_plan_init(trapezoid_plan_t plan);
void trapezoid_plan_clear(trapezoid_plan_t plan);

/* Chooses range, height and step for an absolute error near 2^-prec in every coefficient; undecided if there are to be
   more than most_nodes on a side. */
wane_status_t trapezoid_plan_choose(trapezoid_plan_t plan, const wane_function_t f, wane_parity_t parity,
                                    slong length, slong prec, slong most_nodes, wane_message_t message);

#endif
