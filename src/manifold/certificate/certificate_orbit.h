/* The way by integration in certificates of verdicts at given eps. */
#ifndef MANIFOLD_CERTIFICATE_CERTIFICATE_ORBIT_H
#define MANIFOLD_CERTIFICATE_CERTIFICATE_ORBIT_H

#include "manifold/certificate/certificate.h"
#include "manifold/flow/flow_problem.h"

/* The boxes and what is claimed of the last one; null without integration. */
json_t *certificate_orbit_json(const flow_problem_t problem);

/* Bounds of sup |R| on the way, with room for another's rounding. */
void certificate_peak_on_way(bounds_claim_t peak, const integration_t *way);

#endif
