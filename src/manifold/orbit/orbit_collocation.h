/* A polynomial curve that nearly solves the flow of the cut field and stays
   on its slow manifold, by collocation. Nothing here is certified: the curve
   is a guess, exact as it stands, whose defect orbit_slow.c bounds. */
#ifndef MANIFOLD_ORBIT_ORBIT_COLLOCATION_H
#define MANIFOLD_ORBIT_ORBIT_COLLOCATION_H

#include <flint/arb_mat.h>

#include "manifold/orbit/orbit_series.h"

typedef struct {
    slong degree, prec;
    arb_mat_t to_coefficients; /* from values at the nodes in [-1, 1] */
    arb_mat_t differentiate;   /* values to derivatives at the nodes */
    arb_ptr value[2];          /* of (rho, a) at the nodes */
    arb_ptr curve[2];          /* coefficients in s, -1 <= s <= 1, exact */
    arb_ptr slope;             /* of the field, 4 for each node */
    arb_ptr residual;          /* of both equations at each node */
    orbit_series_t at_node;
} orbit_collocation_struct;
typedef orbit_collocation_struct orbit_collocation_t[1];

void orbit_collocation_init(orbit_collocation_t c, const orbit_field_t field, slong degree, slong prec);
void orbit_collocation_clear(orbit_collocation_t c, const orbit_field_t field);

/* Looks for a curve over a time h whose slow component starts at start[1 - fast], and the fast one at
   start[fast] if anchored; otherwise it is left to follow, which makes a problem with one solution only where
   the contraction is too fast for polynomials of this degree to follow. Starts from the line through `start`
   with the given velocities.  0 if corrections do not fall below 2^-bits, or the last coefficients of the
   curve stay above. */
int orbit_collocation_solve(orbit_collocation_t c, orbit_field_t field, const arb_t eps, int fast,
                            int anchored, arb_srcptr start, arb_srcptr velocity, double h, slong bits);

#endif
