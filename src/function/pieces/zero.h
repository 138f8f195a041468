/* Real zeros of analytic expressions: enclosed, told apart, refined. */
#ifndef FUNCTION_PIECES_ZERO_H
#define FUNCTION_PIECES_ZERO_H

#include <flint/fmpz_poly.h>

#include "function/node/node.h"

typedef enum {
    ZERO_RATIONAL,   /* value */
    ZERO_ALGEBRAIC,  /* the index-th real root of minimal, irreducible of degree at least 2 */
    ZERO_TRANSVERSAL /* the only zero of argument in isolated, where argument' does not vanish */
} zero_kind_t;

typedef struct {
    zero_kind_t kind;
    arb_t ball; /* contains the zero; with interval parameters, the zero for each of their values */
    fmpq_t value;
    fmpz_poly_t minimal;
    slong index;
    const wane_node_t *argument, *slope;
    arb_t isolated; /* holds no other zero of argument or minimal */
    slong prec;     /* of ball */
} zero_struct;

/* Borrowed zeros, or, as the pool, their owner. */
typedef struct {
    slong count, alloc;
    zero_struct **zero;
} zeros_struct;
typedef zeros_struct zeros_t[1];

void zeros_init(zeros_t zeros);
void zeros_clear(zeros_t zeros); /* of borrowed zeros */
void zeros_append(zeros_t zeros, zero_struct *zero);
void zero_pool_clear(zeros_t pool);

zero_struct *zero_new_rational(zeros_t pool, const fmpq_t value);
zero_struct *zero_new_algebraic(zeros_t pool, const fmpz_poly_t minimal, slong index, const arb_t isolated);
/* argument changes sign in isolated and slope does not vanish there; both are kept. */
zero_struct *zero_new_transversal(zeros_t pool, const wane_node_t *argument, const wane_node_t *slope,
                                  const arb_t isolated);

/* Encloses the zero to about prec bits, as far as interval parameters allow. */
void zero_refine(zero_struct *zero, slong prec);
/* -1, 0, 1 as a < b, a = b, a > b, their balls disjoint unless equal; ZERO_UNKNOWN otherwise. */
#define ZERO_UNKNOWN 2
int zero_compare(zero_struct *a, zero_struct *b, slong prec);

/* The simplest rational in a ball. */
void ball_simplest(fmpq_t c, const arb_t x);

#endif
