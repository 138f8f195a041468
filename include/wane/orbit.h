/* Certified trajectories of the planar flow at a finite ratio eps of the learning rates: the module
   `manifold`.

     rho' = a P'(R) - a^2 S'(R)/2,   a' = eps (P(R) - a S(R)),   R = tanh rho,
   is followed as a set, by a Taylor method of high order whose every error is enclosed: what is said of the
   set holds for the exact solution through every point of the set given at the start, every value of the
   kernels' coefficients in their balls and every eps in its ball.  Source: derivations/17. */
#ifndef WANE_ORBIT_H
#define WANE_ORBIT_H

#include "wane/export.h"
#include "wane/hermite.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    struct wane_orbit_data *data;
} wane_orbit_struct;
typedef wane_orbit_struct wane_orbit_t[1];

/* An orbit whose steps aim at a width of 10^-digits (1 <= digits <= 250) over moderate times; the start is not
   yet set.  The kernels must outlive it. */
WANE_API void wane_orbit_init(wane_orbit_t orbit, const wane_kernels_t kernels, const arb_t eps,
                              slong digits);
WANE_API void wane_orbit_clear(wane_orbit_t orbit);

/* Time 0: every point with R in the ball R, a in the ball a.  WANE_BAD_INPUT unless |R| < 1 on all of the
   ball, both are finite and eps > 0. */
WANE_API wane_status_t wane_orbit_start(wane_orbit_t orbit, const arb_t R, const arb_t a,
                                        wane_message_t message);

/* Called after every step; a non-zero return stops the run. */
typedef int (*wane_orbit_observer_t)(void *context, const wane_orbit_t orbit);

/* Steps until the time reached is at least `time` or the observer (may be NULL) stops it.  WANE_UNDECIDED, the
   orbit as after the last step, when no step can be verified (the set is too wide, or the kernels leave out too
   much near |R| = 1: functions with kinks), or when most_steps (0: no limit) are used up. */
WANE_API wane_status_t wane_orbit_run(wane_orbit_t orbit, const arb_t time, slong most_steps,
                                      wane_orbit_observer_t observer, void *context, wane_message_t message);

/* The last step led from the time `from` to the time `to`, the time reached; both exact. */
WANE_API void wane_orbit_last_step(arb_t from, arb_t to, const wane_orbit_t orbit);
/* state = (rho, a) at the time reached. */
WANE_API void wane_orbit_state(arb_ptr state, const wane_orbit_t orbit);
/* state = (rho, a) at every time of the ball that lies in the last step, ends included; indeterminate if none
   is seen to. */
WANE_API void wane_orbit_state_at(arb_ptr state, const wane_orbit_t orbit, const arb_t time);

#ifdef __cplusplus
}
#endif
#endif
