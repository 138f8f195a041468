/* What an orbit keeps between and within its steps. */
#ifndef MANIFOLD_ORBIT_ORBIT_WORK_H
#define MANIFOLD_ORBIT_ORBIT_WORK_H

#include "manifold/orbit/orbit_series.h"
#include "manifold/orbit/orbit_set.h"
#include "manifold/orbit/orbit_slow.h"
#include "manifold/orbit/orbit.h"

/* Bits for what multiplies or bounds small quantities. */
#define ORBIT_LOW_PREC 53

struct orbit_work {
    orbit_field_t field;
    orbit_series_t centre;   /* at the set's midpoint, at full precision */
    orbit_series_t around;   /* on the set's hull, with the derivative */
    orbit_series_t beyond;   /* on a box for the whole step, one order higher */
    orbit_set_t before, now; /* at the ends of the last step */
    mag_struct drift[2];     /* bounds the effect of the terms not summed: derivations/17 (11) */
    double step_ratio;       /* step accepted / step guessed, of late */
    double longest;          /* no step is longer; a choice of who follows the orbit */
    int known;               /* centre, around, beyond or slow still describe the last step */
    orbit_form_t form;       /* the first to try */
    int same_form;           /* steps since others were tried */
    int on_invariant_line;   /* the set lies on R = 0, which is invariant: derivations/17 (23) */
    orbit_slow_t slow;
    int stiff;                    /* the last short step was held back by a contraction */
    int wait, patience;           /* short steps before the next long one is tried */
    double short_step, slow_step; /* the last short step, the next long one */
};

/* state (2) contains, and J (4) belongs to, the flow of duration `time` from the set before, 0 <= time <= the
   last step: derivations/17 (12). */
void orbit_image(arb_ptr image, arb_ptr J, const orbit_t orbit, const arb_t time);

/* Where the set lies on the invariant line R = 0, the state (rho, a) does so, too. */
void orbit_restrict_state(arb_ptr state, const orbit_t orbit);

/* After the set has moved to `now` and `last` is filled in: the same for both. */
void orbit_restrict(orbit_t orbit);

/* The set becomes the box (rho, a) at the time t, as far as steps go that are still to come. */
void orbit_place(orbit_t orbit, arb_srcptr box, const arf_t t);

/* What a step may add to the width of each component. */
void orbit_tolerances(double tolerance[2], const orbit_t orbit);

/* h rounded down to a number of few bits. */
double orbit_short_number(double h);

/* A long step along the slow manifold; 0, and nothing moved, if none could be verified. */
int orbit_step_slowly(orbit_t orbit);

/* To be told of every short step: whether a contraction held it back, so that a long one is worth trying. */
void orbit_notice_stiffness(orbit_t orbit, double h);

#endif
