/* Upper and lower bounds of the orbit a(rho) over one cell,
   by sub- and supersolutions: derivations/18 (11) to (14). */
#ifndef MANIFOLD_FLOW_RISE_BOUND_H
#define MANIFOLD_FLOW_RISE_BOUND_H

#include "manifold/flow/rise_cell.h"

typedef enum { BOUND_UPPER, BOUND_LOWER } bound_side_t;

/* On the cell the bound is value + slope x + bend x^2/2, x from 0 to the cell's width in rho. */
typedef struct {
    arf_t value, slope, bend;
    arf_t next;   /* at the right end, rounded outward */
    double error; /* about how much the bound loses on this cell */
} bound_piece_struct;
typedef bound_piece_struct bound_piece_t[1];
void bound_piece_init(bound_piece_struct *piece);
void bound_piece_clear(bound_piece_struct *piece);

/* From piece->value at the left end.  1 if proved that an orbit on this side of the value at the left end
   stays on this side of the piece while R rises over the cell.  An upper bound also proves G > 0 below it, so
   that R does rise over the whole cell; a lower bound may reach a = A(R) (G = 0), which the orbit cannot. */
int bound_over_cell(bound_piece_struct *piece, bound_side_t side, const rise_cell_struct *cell,
                    const arb_t eps, slong prec);
/* The same with a straight piece, cruder, for steep or stiff cells. */
int straight_bound_over_cell(bound_piece_struct *piece, bound_side_t side, const rise_cell_struct *cell,
                             const arb_t eps, slong prec);

/* The values that the piece takes over a cell of that width. */
void bound_piece_range(arb_t a, const bound_piece_struct *piece, const arb_t width, slong prec);

#endif
