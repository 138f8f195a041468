/* The solutions from a box followed from box to box by the integrator of derivations/17, so that each step
   can be proved again by itself. */
#ifndef MANIFOLD_FLOW_FLOW_TRACE_H
#define MANIFOLD_FLOW_FLOW_TRACE_H

#include "manifold/flow/flow_problem.h"
#include "manifold/orbit/orbit.h"

typedef struct {
    orbit_t orbit;
    double margin; /* by which boxes are widened, relative to 1 + |x| */
    double sup[2]; /* about how far R came on either side since it was last on the other one */
    integration_t *record;
} flow_trace_struct;
typedef flow_trace_struct flow_trace_t[1];

/* From every state with R and a in the balls.  The record must be fresh; it is the caller's to clear. */
wane_status_t flow_trace_init(flow_trace_t trace, integration_t *record, const kernels_t kernels,
                              const arb_t eps, const arb_t R, const arb_t a, double margin,
                              wane_message_t message);
void flow_trace_close(flow_trace_t trace);

/* One step, or a few short ones where R turns, recorded. */
wane_status_t flow_trace_step(flow_trace_t trace, wane_message_t message);

/* The last box. */
void flow_trace_state(arb_ptr state, const flow_trace_t trace);

/* lo <= sup |R| <= hi up to the last node, after R last changed sign, where its sign is R_sign now. */
void flow_trace_peak(arb_t lo, arb_t hi, const integration_t *record, int R_sign, slong prec);

void flow_trace_clear(integration_t *record);

#endif
