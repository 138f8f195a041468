/* What the identities of sums share. */
#ifndef FUNCTION_CANONICAL_TERMS_H
#define FUNCTION_CANONICAL_TERMS_H

#include "function/canonical/sum.h"

/* The function that the i-th term applies, UNARY_COUNT if it applies none. */
unary_t sum_function(const sum_t sum, slong i);
/* Takes the i-th term away; its function's argument, a new reference, and its coefficient. */
const wane_node_t *sum_take(fmpq_t c, sum_t sum, slong i);
/* sum += c p/q node, node consumed. */
void sum_put(sum_t sum, const fmpq_t c, slong p, ulong q, const wane_node_t *node);
/* 1 if the terms of u, its constant aside, occur in the sum with m times their coefficients, m not 0. */
int sum_proportion(fmpq_t m, const sum_t sum, const wane_node_t *u);

/* f(u) and f(-u). */
int sum_merge_mirrored(sum_t sum);
/* f(u) + f(-u) constant: sigmoid, Phi, erfc, step; tanh, erf, sign. */
int sum_complement(sum_t sum);
/* f(u) - f(-u) = u: relu, softplus; |u|, log(2 cosh u). */
int sum_bend(sum_t sum);
/* Differences of kinks of lines. */
int sum_straighten(sum_t sum);

#endif
