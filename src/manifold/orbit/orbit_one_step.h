/* Single steps of an orbit. */
#ifndef MANIFOLD_ORBIT_ORBIT_ONE_STEP_H
#define MANIFOLD_ORBIT_ORBIT_ONE_STEP_H

#include "manifold/orbit/orbit.h"

/* One step forward, recorded in orbit->last.  WANE_UNDECIDED, the set unchanged, if no step can be verified:
   the set is too wide, or the kernels leave out too much near |R| = 1 (functions with kinks). */
wane_status_t orbit_step(orbit_t orbit, wane_message_t message);
/* V = 2 a P - a^2 S, twice the loss reduction, on the set at the time reached: it never decreases along a
   solution (derivations/17 (16)). */
void orbit_gain(arb_t V, const orbit_t orbit);

#endif
