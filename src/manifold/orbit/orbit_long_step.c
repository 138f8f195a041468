/* When to try a long step along a slow manifold, and how long a one.  Choices only: orbit_slow.c proves. */
#include "manifold/orbit/orbit_work.h"
#include "base/scoped.h"

#include <math.h>

#define STIFF 0.25      /* rate of contraction times step that holds steps back */
#define SLOW_GAIN 4     /* a long step must be that much longer */
#define SLOW_GROWTH 1.5 /* of the next attempt after a success */
#define SLOW_ATTEMPTS 2
#define RESOLVED 0.6    /* rate of contraction times step, per degree, that polynomials resolve */
#define SLOW_PATIENCE 4 /* short steps between attempts, doubled after each failure */
#define SLOW_MOST_PATIENCE 64

static double midpoint(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* The component in which the field contracts faster, at the set's midpoint, and the velocities along the slow
   manifold that this makes; returns the rate of contraction, negative if there is none. */
static double slow_direction(int *fast, arb_ptr velocity, const orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    orbit_series_struct *node = work->slow->guess->at_node;
    SCOPED_VEC(arb, slope, 4);
    orbit_series_run(node, work->field, work->now->x, work->now->x + 1, orbit->eps, 0, ORBIT_LOW_PREC);
    orbit_series_slope(slope, node, orbit->eps, ORBIT_LOW_PREC);
    *fast = midpoint(slope + 3) < midpoint(slope);
    const double rate = -midpoint(slope + 3 * *fast);
    const int slow = 1 - *fast;
    arb_set(velocity + slow, (slow == 0 ? node->rho : node->a) + 1);
    arb_div(velocity + *fast, slope + 2 * *fast + slow, slope + 3 * *fast, ORBIT_LOW_PREC);
    arb_mul(velocity + *fast, velocity + *fast, velocity + slow, ORBIT_LOW_PREC);
    arb_neg(velocity + *fast, velocity + *fast);
    for (int i = 0; i < 2; i++) arb_get_mid_arb(velocity + i, velocity + i);
    return rate;
}

/* A long step along the slow manifold, where short steps were held back by a contraction that is over. */
int orbit_step_slowly(orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    orbit_step_struct *last = orbit->last;
    arb_ptr velocity = _arb_vec_init(6), end = velocity + 2, during = velocity + 4;
    double tolerance[2];
    int fast, done = 0;
    orbit_tolerances(tolerance, orbit);
    orbit_field_choose(work->field, ORBIT_FEW_TERMS, midpoint(work->now->x));
    const double rate = slow_direction(&fast, velocity, orbit);
    double h = orbit_short_number(fmin(work->slow_step, work->longest));
    for (int i = 0; !done && i < SLOW_ATTEMPTS && h > SLOW_GAIN * work->short_step;
         i++, h = orbit_short_number(0.5 * h)) {
        done = arb_is_finite(velocity) && arb_is_finite(velocity + 1) &&
               orbit_slow_follow(end, during, work->slow, work->field, work->now, orbit->eps, fast,
                                 rate * h < RESOLVED * (double)orbit->order, velocity, h, tolerance);
        work->slow_step = done ? SLOW_GROWTH * h : 0.5 * h;
    }
    if (done) {
        arf_add(last->t, last->t, last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_set_d(last->h, work->slow->h);
        orbit_set_box(work->now, end);
        for (int i = 0; i < 2; i++) {
            arb_set(last->during + i, during + i);
            arb_set(last->end + i, end + i);
        }
        orbit_restrict(orbit);
        work->slow->active = work->known = 1;
        orbit->step_count++;
        work->patience = SLOW_PATIENCE;
    } else {
        work->wait = work->patience;
        work->patience = FLINT_MIN(2 * work->patience, SLOW_MOST_PATIENCE);
    }
    _arb_vec_clear(velocity, 6);
    return done;
}

/* Whether the last step was short against a contraction. */
void orbit_notice_stiffness(orbit_t orbit, double h)
{
    struct orbit_work *work = orbit->work;
    const orbit_series_struct *around = work->around;
    const double rate = -fmin(midpoint(around->slope[0]), midpoint(around->slope[3]));
    work->short_step = h;
    work->stiff = rate * h > STIFF;
    if (!(work->slow_step > 2 * SLOW_GAIN * h)) work->slow_step = 2 * SLOW_GAIN * h;
    if (work->wait > 0) work->wait--;
}
