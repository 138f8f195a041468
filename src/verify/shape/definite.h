/* Signs on all of (0, 1) that follow from those of the two functions, of their slopes and curvatures:
   derivations/22 (14); from the convexity of the student's odd part beside a step: (43). */
#ifndef VERIFY_SHAPE_DEFINITE_H
#define VERIFY_SHAPE_DEFINITE_H

#include "verify/shape/shape.h"

/* The sign of a P^(order), order <= 2, on -1 < R < 1, from that of both functions' derivatives; 0: not shown. */
int verify_kernel_definite_sign(const pair_t pair, int order);
/* The sign of the shape function on (0, 1) by the same means. */
int verify_shape_definite_sign(const pair_t pair, shape_t f);

#endif
