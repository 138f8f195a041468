/* A piecewise analytic function cut where it fails to be analytic. */
#ifndef FUNCTION_PIECES_PIECES_H
#define FUNCTION_PIECES_PIECES_H

#include <flint/fmpz_poly.h>

#include "base/scoped.h"
#include "wane/function.h"
#include "function/facts/smoothness.h"

/* f equals piece[i] between breakpoint[i-1] and breakpoint[i] (the first and last reach to infinity); each
   piece is free of kinks, and analytic in a neighbourhood of its closed stretch. */
typedef struct {
    slong count;                 /* of breakpoints */
    arb_ptr breakpoint;          /* increasing and disjoint; exact where the root is a dyadic number */
    wane_function_struct *piece; /* count + 1 functions */
    fmpz_poly_struct *minimal;   /* of each breakpoint that is known as an algebraic number the irreducible
                                    polynomial, 0 of the others; NULL: none is known */
} pieces_struct;
typedef pieces_struct pieces_t[1];

void pieces_init(pieces_t pieces); /* no breakpoint, the function 0 */
void pieces_clear(pieces_t pieces);
SCOPED_TYPE(pieces)

/* Finds every real zero of every argument of abs, sign, step, elu, … at which f changes its formula, each
   enclosed to about prec bits.  WANE_UNDECIDED if the zeros cannot be separated or counted (a multiple zero
   of a transcendental argument, say), with the name and column of the argument. */
wane_status_t function_pieces(pieces_t pieces, const wane_function_t f, slong prec, wane_message_t message);
/* The same on the line, of pieces that need not be analytic at their ends. */
wane_status_t function_rough_pieces(pieces_t pieces, const wane_function_t f, slong prec,
                                    wane_message_t message);
/* The same between -range and range, a dyadic number, where zeros may be infinitely many on the line; the first and
   last piece reach to these ends.  A piece need not be analytic at its ends. */
wane_status_t function_pieces_within(pieces_t pieces, const wane_function_t f, double range, slong prec,
                                     wane_message_t message);

#endif
