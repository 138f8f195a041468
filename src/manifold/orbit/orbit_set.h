/* Sets in the plane that follow a flow without being wrapped: { x + C r0 + B r }, x a point, C and B exact
   matrices, r0 and r boxes about 0: derivations/17 (12) to (14). */
#ifndef MANIFOLD_ORBIT_ORBIT_SET_H
#define MANIFOLD_ORBIT_ORBIT_SET_H

#include <flint/arb.h>

typedef struct {
    arb_ptr x;     /* 2, exact */
    arb_ptr C, B;  /* 2 x 2 by rows, exact */
    arb_ptr r0, r; /* 2 */
} orbit_set_struct;
typedef orbit_set_struct orbit_set_t[1];

void orbit_set_init(orbit_set_t set);
void orbit_set_clear(orbit_set_t set);
void orbit_set_set(orbit_set_t set, const orbit_set_t other);

/* The box of the two balls in box. */
void orbit_set_box(orbit_set_t set, arb_srcptr box);

/* box (2) contains the set. */
void orbit_set_hull(arb_ptr box, const orbit_set_t set, slong prec);

/* offset (2) contains J (y - x) for every y of the set and every matrix in the ball J. */
void orbit_set_offset(arb_ptr offset, const orbit_set_t set, arb_srcptr J, slong prec);

/* The set becomes one that contains f + J (y - x) for every
   y of it, f in image (2), every matrix in the ball J. */
void orbit_set_map(orbit_set_t set, arb_srcptr image, arb_srcptr J, slong prec);

#endif
