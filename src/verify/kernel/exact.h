/* Facts that no digits decide. */
#ifndef VERIFY_KERNEL_EXACT_H
#define VERIFY_KERNEL_EXACT_H

#include "verify/kernel/leading.h"

/* f(1) = 0 exactly: two exact polynomials; N of a realizable teacher; N of functions positively homogeneous
   of one degree on what P sees; N of a student homogeneous of degree one, whose teacher's limits at 0 are 0:
   derivations/15 (16), 22 (4). */
int verify_shape_vanishes_at_one(const pair_t pair, shape_t f);

#endif
