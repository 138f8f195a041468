/* The floor at which unlearning stops at finite width, certified: every ball contains the true value. */
#ifndef MANIFOLD_FLOOR_FLOOR_H
#define MANIFOLD_FLOOR_FLOOR_H

#include "manifold/shape/manifold.h"

/* An equilibrium, with a != 0, 0 < |R| < 1 and overlaps as spread out as they can be, of the flow of N
   neurons that start permutation-symmetric (derivations/20 (6)): Q = (N R^2 - 1)/(N - 1),   F := P R K'(Q) -
   P' [((N-1)/N) K(Q) + K(1)/N] = 0,   a = P'/(R K'(Q)). */
typedef struct {
    slong width;
    arb_t R, a, Q;
    arb_t bracket_lo, bracket_hi; /* exact: there is exactly one zero of F with |R| between them */
    slong equilibria; /* zeros of F with 0 < |R| < 1 on that side; -1 if not all could be isolated */
    int sink;         /* 1: attracts in the three-variable flow for every eps > 0, proved; 0: it does
                         not, proved; -1: not decided */
} floor_struct;
typedef floor_struct floor_t[1];
void floor_init(floor_t floor);
void floor_clear(floor_t floor);

/* The sink closest to R_near among those of sign(R) = side and sign(a) = a_sign (+1 or -1 each), existence,
   uniqueness in the bracket and attraction proved, to about prec bits if the kernels allow.  WANE_BAD_INPUT
   unless width >= 2 and 0 <= |R_near| < 1; WANE_UNDECIDED if there is none or nothing could be proved: with
   floor->equilibria >= 0 it is proved that there is none. */
wane_status_t floor_compute(floor_t floor, const kernels_t kernels, slong width, int side, int a_sign,
                            double R_near, slong prec, wane_message_t message);

#endif
