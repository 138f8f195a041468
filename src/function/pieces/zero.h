/* Real zeros of analytic expressions: enclosed, told apart, refined. */
#ifndef FUNCTION_PIECES_ZERO_H
#define FUNCTION_PIECES_ZERO_H

#include <flint/fmpz_poly.h>

#include "function/tree/node.h"

typedef enum {
    WANE_ZERO_RATIONAL,   /* value */
    WANE_ZERO_ALGEBRAIC,  /* the index-th real root of minimal, irreducible of degree at least 2 */
    WANE_ZERO_TRANSVERSAL /* the only zero of argument in isolated, where argument' does not vanish */
} wane_zero_kind_t;

typedef struct {
    wane_zero_kind_t kind;
    arb_t ball; /* contains the zero; with interval parameters, the zero for each of their values */
    fmpq_t value;
    fmpz_poly_t minimal;
    slong index;
    const wane_node_t *argument, *slope;
    arb_t isolated; /* holds no other zero of argument or minimal */
    slong prec;     /* of ball */
} wane_zero_struct;

/* Borrowed zeros, or, as the pool, their owner. */
typedef struct {
    slong count, alloc;
    wane_zero_struct **zero;
} wane_zeros_struct;
typedef wane_zeros_struct wane_zeros_t[1];

void wane_zeros_init(wane_zeros_t zeros);
void wane_zeros_clear(wane_zeros_t zeros); /* of borrowed zeros */
void wane_zeros_append(wane_zeros_t zeros, wane_zero_struct *zero);
void wane_zero_pool_clear(wane_zeros_t pool);

wane_zero_struct *wane_zero_new_rational(wane_zeros_t pool, const fmpq_t value);
wane_zero_struct *wane_zero_new_algebraic(wane_zeros_t pool, const fmpz_poly_t minimal, slong index,
                                          const arb_t isolated);
/* argument changes sign in isolated and slope does not vanish there; both are kept. */
wane_zero_struct *wane_zero_new_transversal(wane_zeros_t pool, const wane_node_t *argument,
                                            const wane_node_t *slope, const arb_t isolated);

/* Encloses the zero to about prec bits, as far as interval parameters allow. */
void wane_zero_refine(wane_zero_struct *zero, slong prec);
/* -1, 0, 1 as a < b, a = b, a > b, their balls disjoint unless equal; WANE_ZERO_UNKNOWN otherwise. */
#define WANE_ZERO_UNKNOWN 2
int wane_zero_compare(wane_zero_struct *a, wane_zero_struct *b, slong prec);

/* The simplest rational in a ball. */
void wane_ball_simplest(fmpq_t c, const arb_t x);

#endif
