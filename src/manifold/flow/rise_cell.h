/* The phase-plane orbit as a graph a(rho), rho = artanh R, while R rises:
     da/drho = eps D/G,   D = P - a S,   G = a P' - a^2 S'/2,
   and what is needed to enclose its right side over one cell of R.  derivations/18. */
#ifndef MANIFOLD_FLOW_RISE_CELL_H
#define MANIFOLD_FLOW_RISE_CELL_H

#include "base/scoped.h"
#include "hermite/oriented/kernel_jet.h"
#include "manifold/shape/shape_function.h"

/* kernel_jet_sum_series, blurred as the kernels say. */
void orbit_jet_evaluate(kernel_jet_t jet, const oriented_kernels_t kernels, const arf_t R, slong prec);

/* P[j] and S[j], j < 3, over all of the cell, and the weight 1 - R^2. */
typedef struct {
    const kernel_jet_struct *left, *right; /* at the ends, not owned */
    arb_t width;                           /* in rho */
    arb_t weight;
    arb_struct P[3], S[3];
} rise_cell_struct;
typedef rise_cell_struct rise_cell_t[1];

void rise_cell_init(rise_cell_t cell);
void rise_cell_clear(rise_cell_t cell);
SCOPED_TYPE(rise_cell)
/* 0 <= left->R < right->R < 1. */
void rise_cell_set(rise_cell_t cell, const kernel_jet_struct *left, const kernel_jet_struct *right,
                   slong prec);

/* eps D/G for every a in the ball. */
void orbit_slope(arb_t slope, arb_srcptr P, arb_srcptr S, const arb_t a, const arb_t eps, slong prec);
/* d/drho of eps D/G along a curve of that slope, over the cell: derivations/18 (12).  Not finite
   unless G > 0. */
void orbit_bend(arb_t bend, const rise_cell_t cell, const arb_t a, const arb_t slope, const arb_t eps,
                slong prec);

/* R moved by h > 0 in rho; rounded, so that the result is a choice. */
void orbit_advance(arf_t next, const arf_t R, double h);

#endif
