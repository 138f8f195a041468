/* One rung of the ladder from the singular limit to a simulation: a deviation, what is expected of it, and
   what is allowed. */
#ifndef SGD_COMPARE_RUNG_H
#define SGD_COMPARE_RUNG_H

#include "sgd/compare/prediction.h"
#include "manifold/limit/verdict.h"

typedef struct {
    double deviation, expected, allowed;
} judgement_t;

/* A deviation whose size is known to leading order only: twice that, and rounding, is allowed. */
#define LEAST_ALLOWANCE 1e-6 /* the accuracy of the flows */
judgement_t judgement_of_order(double deviation, double expected);
/* The level cannot tell, for that reason, unless it failed. */
void level_doubt(wane_level_t *level, const char *reason);
/* A level that failed against what first order expects: its deviation does vanish in the limit, from which
   the problem is too far. */
void level_too_far(wane_level_t *level, const char *reason);
/* Of a simulation's own arithmetic. */
double rounding_allowance(const wane_simulation_t *run);
/* How far the limit is followed, in factors of 4, and by which share the deviation must have shrunk there. */
#define LIMIT_FACTORS 8
#define LIMIT_SHARE 0.125
/* Keeps the worst of what was added: the largest quotient of deviation and allowance. */
void level_add(wane_level_t *level, judgement_t R, judgement_t a, double t);

/* The planar flow against the itinerary of the limit eps -> 0: distances in the (R, a) plane, which shrink
   with eps; what is expected is extrapolated in first order from eps/4 and eps/16 (docs/comparison.md). */
wane_status_t rung_singular(wane_level_t *level, const verdict_t verdict, const wane_simulation_t *run,
                            const flow_kernels_t kernels, wane_message_t message);

#endif
