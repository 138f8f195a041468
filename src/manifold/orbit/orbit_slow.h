/* Long steps along a slow manifold: an exact polynomial curve, a bound of its defect, and a bound of the
   distance of the solutions from it by comparison with a linear system: derivations/17 (17) to (22). */
#ifndef MANIFOLD_ORBIT_ORBIT_SLOW_H
#define MANIFOLD_ORBIT_ORBIT_SLOW_H

#include "manifold/orbit/orbit_collocation.h"
#include "manifold/orbit/orbit_set.h"
#include "manifold/orbit/orbit.h"

#define ORBIT_PIECES 8

typedef struct {
    orbit_collocation_t guess;
    orbit_series_t along, over; /* the curve's Taylor series about a point, and over a piece */
    arb_ptr distance[2];        /* bounds |x - curve| over each piece */
    double h;
    int active; /* the last step was of this kind */
} orbit_slow_struct;
typedef orbit_slow_struct orbit_slow_t[1];

void orbit_slow_init(orbit_slow_t slow, const orbit_field_t field, slong order, slong prec);
void orbit_slow_clear(orbit_slow_t slow, const orbit_field_t field);

/* Follows the set for a time h, by a curve anchored at its midpoint or not.  end and during (2 each) contain
   the solutions at the end and throughout.  0, with nothing proved, if the field does not contract in the
   component `fast`, no good curve is found, or it misses the tolerance. */
int orbit_slow_follow(arb_ptr end, arb_ptr during, orbit_slow_t slow, orbit_field_t field,
                      const orbit_set_t set, const arb_t eps, int fast, int anchored, arb_srcptr velocity,
                      double h, const double tolerance[2]);

/* state (2) contains the solutions at the times in the ball,
   0 <= time <= h, since the start of the last step. */
void orbit_slow_state(arb_ptr state, const orbit_slow_t slow, const arb_t time);

#endif
