/* The symmetric flow from any of its states. */
#ifndef SGD_FLOW_SYMMETRIC_FLOW_H
#define SGD_FLOW_SYMMETRIC_FLOW_H

#include "sgd/network/network.h"

/* (artanh R, q, a), Q = R^2 + (1-R^2) q. */
#define SYMMETRIC_STATE 3

/* Moves the state by `time` >= 0. */
wane_status_t symmetric_flow_move(double state[SYMMETRIC_STATE], double time,
                                  const flow_kernels_struct *kernels, slong width, double eps,
                                  wane_message_t message);

typedef struct {
    double R, a, Q;
    double loss; /* E (y-f)^2 / 2 */
} symmetric_view_t;
void symmetric_flow_view(symmetric_view_t *view, const double state[SYMMETRIC_STATE],
                         const flow_kernels_struct *kernels, slong width, double label_noise);

#endif
