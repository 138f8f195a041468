/* The planar flow's right-hand side. */
#ifndef SGD_FLOW_PLANAR_FLOW_H
#define SGD_FLOW_PLANAR_FLOW_H

#include "sgd/network/network.h"

/* dR/dt and da/dt at (R, a); what comparison and tests need beside the solution. */
void planar_velocity(double *dR, double *da, const flow_kernels_t kernels, double R, double a, double eps);

#endif
