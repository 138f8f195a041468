/* Facts that no digits decide. */
#ifndef VERIFY_SHAPE_EXACT_H
#define VERIFY_SHAPE_EXACT_H

#include "verify/shape/leading.h"

/* f(1) = 0 exactly: two exact polynomials; N of a realizable teacher; N of functions positively homogeneous
   of one degree on what P sees; N of a student homogeneous of degree one, whose teacher's limits at 0 are 0:
   derivations/15 (16), 22 (4). */
int verify_shape_vanishes_at_one(const pair_t pair, shape_t f);

/* H_a(R) = 2 P' - a S' = 0 at the exact point; two exact polynomials. */
int verify_fibre_meets_point(const pair_t pair, const fmpq_t a, const fmpq_t R);
/* H_a = 0 at the only zero of N in (lo, hi), which is simple; two polynomials with rational coefficients. */
int verify_fibre_meets_flow_zero(const pair_t pair, const fmpq_t a, const arf_t lo, const arf_t hi);

#endif
