#ifndef SGD_FLOW_SYMMETRIC_FLOOR_H
#define SGD_FLOW_SYMMETRIC_FLOOR_H

#include "sgd/flow/flows.h"
#include "sgd/network/network.h"

/* symmetric_floor on the side of that sign of R, with that sign of a, through the symmetries
   (a, p) -> (-a, -p), (R, p_k) -> (-R, (-1)^k p_k); R_near >= 0 is a value of |R|. */
wane_status_t flow_floor(double *R, double *a, const flow_kernels_t kernels, slong width, int side,
                         int a_sign, double R_near);

#endif
