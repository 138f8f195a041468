/* Facts that no digits decide. */
#ifndef VERIFY_KERNEL_EXACT_H
#define VERIFY_KERNEL_EXACT_H

#include "verify/kernel/leading.h"

/* f(1) = 0 exactly: two exact polynomials; N of a realizable teacher; N of functions positively homogeneous
   of degree one on what P sees: derivations/15 (16). */
int verify_shape_vanishes_at_one(const pair_t pair, shape_t f);

#endif
