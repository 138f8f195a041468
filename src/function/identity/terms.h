/* What the identities of sums share. */
#ifndef FUNCTION_IDENTITY_TERMS_H
#define FUNCTION_IDENTITY_TERMS_H

#include "function/tree/sum.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)

static inline const wane_node_t *wane_node_negated(const wane_node_t *u)
{
    return wane_node_scale_ratio(wane_node_keep(u), -1, 1);
}

/* The function that the i-th term applies, WANE_UNARY_COUNT if it applies none. */
wane_unary_t wane_sum_function(const wane_sum_t sum, slong i);
/* Takes the i-th term away; its function's argument, a new reference, and its coefficient. */
const wane_node_t *wane_sum_take(fmpq_t c, wane_sum_t sum, slong i);
/* sum += c p/q node, node consumed. */
void wane_sum_put(wane_sum_t sum, const fmpq_t c, slong p, ulong q, const wane_node_t *node);
/* 1 if the terms of u, its constant aside, occur in the sum with m times their coefficients, m not 0. */
int wane_sum_proportion(fmpq_t m, const wane_sum_t sum, const wane_node_t *u);

/* f(u) and f(-u). */
int wane_sum_merge_mirrored(wane_sum_t sum);
/* f(u) + f(-u) constant: sigmoid, Phi, erfc, step; tanh, erf, sign. */
int wane_sum_complement(wane_sum_t sum);
/* f(u) - f(-u) = u: relu, softplus; |u|, log(2 cosh u). */
int wane_sum_bend(wane_sum_t sum);
/* Differences of kinks of lines. */
int wane_sum_straighten(wane_sum_t sum);

#endif
