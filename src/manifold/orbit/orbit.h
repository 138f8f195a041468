/* Certified trajectories of the planar flow at a finite ratio eps of the learning rates: the module
   `manifold`.

     rho' = a P'(R) - a^2 S'(R)/2,   a' = eps (P(R) - a S(R)),   R = tanh rho,
   is followed as a set, by a Taylor method of high order whose every error is enclosed: what is said of the
   set holds for the exact solution through every point of the set given at the start, every value of the
   kernels' coefficients in their balls and every eps in its ball.  Source: derivations/17. */
#ifndef MANIFOLD_ORBIT_ORBIT_H
#define MANIFOLD_ORBIT_ORBIT_H

#include "hermite/kernel/kernels.h"

/* One step: the solution stays in `during` (rho, a) for all times in [t, t + h], and is in `end` at t + h. */
typedef struct {
    arf_t t, h; /* exact */
    arb_struct during[2], end[2];
} orbit_step_struct;
typedef orbit_step_struct orbit_step_t[1];

struct orbit_work;
typedef struct wane_orbit_data {
    const kernels_struct *kernels; /* borrowed; must outlive the orbit */
    arb_t eps;
    slong digits, order, prec;
    double tolerance; /* what one step may add to the width */
    slong step_count;
    double effort; /* of all steps since orbit_init: multiplications, about */
    orbit_step_t last;
    struct orbit_work *work;
} orbit_struct;
typedef orbit_struct orbit_t[1];

/* An orbit whose steps aim at a width of 10^-digits (1 <= digits
   <= 250) over moderate times; the start is not yet set. */
void orbit_init(orbit_t orbit, const kernels_t kernels, const arb_t eps, slong digits);
void orbit_clear(orbit_t orbit);

/* Time 0: every point with R in the ball R, a in the ball a.  WANE_BAD_INPUT unless |R| < 1 on all of the
   ball, both are finite and eps > 0. */
wane_status_t orbit_start(orbit_t orbit, const arb_t R, const arb_t a, wane_message_t message);

/* Called after every step; a non-zero return stops the run. */
typedef int (*orbit_observer_t)(void *context, const orbit_t orbit);

/* Steps until the time reached is at least `time` or the observer (may be NULL) stops it.  WANE_UNDECIDED as
   orbit_step, or when most_steps (0: no limit) are used up. */
wane_status_t orbit_run(orbit_t orbit, const arb_t time, slong most_steps, orbit_observer_t observer,
                        void *context, wane_message_t message);

/* state = (rho, a) at the time reached. */
void orbit_state(arb_ptr state, const orbit_t orbit);
/* state = (rho, a) at every time of the ball that lies in the last step, ends included; indeterminate if none
   is seen to.  After a step that failed this is no better than orbit->last->during. */
void orbit_state_at(arb_ptr state, const orbit_t orbit, const arb_t time);

#endif
