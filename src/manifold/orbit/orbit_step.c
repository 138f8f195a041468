/* One verified step: derivations/17 (9) to (12). */
#include "base/scoped.h"
#include "manifold/orbit/orbit_one_step.h"
#include "manifold/orbit/orbit_work.h"

#include <math.h>

#define STEP_BITS 10     /* short steps keep the time an exact short number */
#define MOST_ATTEMPTS 14 /* each halves the step */
#define MARGIN 2         /* the enclosure allows for this many times the tolerance */
#define LONGEST_STEP 1e6
#define SHORTEST_STEP 0x1p-14 /* of the usual one: less is no progress */
#define LIGHTEST_NORM 40      /* weights of a down to 2^-40 */
#define NOISE 64              /* tolerances by which wide parameters may widen a step of unit rate */
#define RATE_FOR_NOISE 0.75
#define STEPS_OF_ONE_FORM 16       /* before others are tried */
#define RELATIVE_TOLERANCE 0x1p-30 /* of the radius of a wide set */

typedef struct {
    arb_struct box[2]; /* candidate for the whole step */
    mag_struct margin[2];
    mag_struct rest[2];         /* |coefficient n + 1| on it */
    mag_struct displacement[2]; /* effect of the terms not summed, per unit of time, without its growth */
    mag_struct diagonal[2];     /* of the field's derivative, where positive */
    mag_struct across[2];       /* the size of its other entries, by rows */
} attempt_t;

static void attempt_init(attempt_t *attempt)
{
    for (int i = 0; i < 2; i++) {
        arb_init(attempt->box + i);
        mag_init(attempt->margin + i);
        mag_init(attempt->rest + i);
        mag_init(attempt->displacement + i);
        mag_init(attempt->diagonal + i);
        mag_init(attempt->across + i);
    }
}

static void attempt_clear(attempt_t *attempt)
{
    for (int i = 0; i < 2; i++) {
        arb_clear(attempt->box + i);
        mag_clear(attempt->margin + i);
        mag_clear(attempt->rest + i);
        mag_clear(attempt->displacement + i);
        mag_clear(attempt->diagonal + i);
        mag_clear(attempt->across + i);
    }
}

static double midpoint(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

static double log_size(const arb_t x)
{
    SCOPED(mag, m);
    arb_get_mag(m, x);
    return mag_is_zero(m) ? -INFINITY : mag_get_d_log2_approx(m);
}

/* What a step may add to each component: what was asked for, or little beside the width that there is. */
void orbit_tolerances(double tolerance[2], const orbit_t orbit)
{
    SCOPED_VEC(arb, hull, 2);
    orbit_set_hull(hull, orbit->work->now, orbit->prec);
    for (int i = 0; i < 2; i++)
        tolerance[i] = fmax(orbit->tolerance * fmax(1, fabs(midpoint(hull + i))),
                            RELATIVE_TOLERANCE * mag_get_d(arb_radref(hull + i)));
}

/* The step at which the last two terms at the midpoint reach the tolerance.  Only a guess. */
static double guess_step(const orbit_t orbit, const double tolerance[2])
{
    const orbit_series_struct *centre = orbit->work->centre;
    double log_h = log2(LONGEST_STEP);
    for (int i = 0; i < 2; i++) {
        arb_srcptr c = i == 0 ? centre->rho : centre->a;
        for (slong k = centre->order - 1; k <= centre->order; k++)
            log_h = fmin(log_h, (log2(tolerance[i]) - log_size(c + k)) / (double)k);
    }
    return exp2(log_h);
}

/* [0, h] */
static void duration(arb_t time, double h)
{
    arb_set_d(time, 0.5 * h);
    arb_add_error(time, time);
}

/* The range of the Taylor polynomials of all points of the set, widened by the margin. */
static void guess_box(attempt_t *attempt, const orbit_t orbit, const double tolerance[2], double h)
{
    const orbit_series_struct *around = orbit->work->around;
    SCOPED(arb, time);
    duration(time, h);
    for (int i = 0; i < 2; i++) {
        orbit_series_evaluate(attempt->box + i, around, i == 0 ? around->rho : around->a, time,
                              ORBIT_LOW_PREC);
        mag_set_d(attempt->margin + i, MARGIN * tolerance[i]);
        arb_add_error_mag(attempt->box + i, attempt->margin + i);
    }
}

/* The field's derivative on the box, for derivations/17 (11). */
static void bound_growth(attempt_t *attempt, const orbit_t orbit)
{
    SCOPED_VEC(arb, slope, 4);
    orbit_series_slope(slope, orbit->work->beyond, orbit->eps, ORBIT_LOW_PREC);
    arb_get_mag(attempt->across, slope + 1);
    arb_get_mag(attempt->across + 1, slope + 2);
    for (int i = 0; i < 2; i++) {
        arb_nonnegative_part(slope + 3 * i, slope + 3 * i);
        arb_get_mag(attempt->diagonal + i, slope + 3 * i);
    }
}

/* drift >= displacement h exp(growth h) in the norm max(|rho|, |a|/2^-e): derivations/17 (11). */
static void bound_drift_weighted(mag_t drift, const attempt_t *attempt, const mag_t time, slong e)
{
    SCOPED(mag, growth, t);
    mag_mul_2exp_si(growth, attempt->across, -e);
    mag_add(growth, growth, attempt->diagonal);
    mag_mul_2exp_si(t, attempt->across + 1, e);
    mag_add(t, t, attempt->diagonal + 1);
    mag_max(growth, growth, t);
    mag_mul(growth, growth, time);
    mag_exp(growth, growth);
    mag_mul_2exp_si(t, attempt->displacement + 1, e);
    mag_max(t, t, attempt->displacement);
    mag_mul(t, t, time);
    mag_mul(drift, t, growth);
}

/* What the terms not summed do to rho and a within a time h, with the best of some norms. */
static void bound_drift(mag_ptr drift, const attempt_t *attempt, double h)
{
    SCOPED(mag, time, bound);
    mag_set_d(time, h);
    for (slong e = 0; e <= LIGHTEST_NORM; e += 4) {
        bound_drift_weighted(bound, attempt, time, e);
        if (e > 0 && mag_cmp(bound, drift) >= 0) continue;
        mag_set(drift, bound);
        mag_mul_2exp_si(drift + 1, bound, -e);
    }
}

/* The coefficients of order n + 1 on the box; 0 if they are not finite. */
static int evaluate_box(attempt_t *attempt, orbit_t orbit)
{
    orbit_series_struct *beyond = orbit->work->beyond;
    if (!arb_is_finite(attempt->box) || !arb_is_finite(attempt->box + 1)) return 0;
    orbit_series_run(beyond, orbit->work->field, attempt->box, attempt->box + 1, orbit->eps, 0,
                     ORBIT_LOW_PREC);
    arb_get_mag(attempt->rest, beyond->rho + beyond->order);
    arb_get_mag(attempt->rest + 1, beyond->a + beyond->order);
    orbit_field_displacement(attempt->displacement, orbit->work->field, beyond->R, attempt->box + 1,
                             orbit->eps);
    bound_growth(attempt, orbit);
    return mag_is_finite(attempt->rest) && mag_is_finite(attempt->rest + 1);
}

/* The step at which the remainder over the box reaches the tolerance. */
static double best_step(const attempt_t *attempt, const orbit_t orbit, const double tolerance[2])
{
    double log_h = log2(LONGEST_STEP);
    for (int i = 0; i < 2; i++)
        if (!mag_is_zero(attempt->rest + i))
            log_h = fmin(log_h, (log2(tolerance[i]) - mag_get_d_log2_approx(attempt->rest + i)) /
                                    (double)(orbit->order + 1));
    return exp2(log_h);
}

/* The largest row sum of the field's derivative at the set.  Only a guide. */
static double fastest_rate(const orbit_t orbit)
{
    const arb_ptr *slope = orbit->work->around->slope;
    double rate = 0;
    for (int row = 0; row < 2; row++)
        rate = fmax(rate, fabs(midpoint(slope[2 * row])) + fabs(midpoint(slope[2 * row + 1])));
    return rate;
}

/* With parameters in wide balls the coefficients at the midpoint are wide, and wide terms add up where exact
   ones would cancel: then steps are kept short against the fastest rate. */
static double longest_useful_step(const orbit_t orbit, const double tolerance[2])
{
    const orbit_series_struct *centre = orbit->work->centre;
    const double growth = fastest_rate(orbit);
    const double width = fmax(mag_get_d(arb_radref(centre->rho + 1)) / tolerance[0],
                              mag_get_d(arb_radref(centre->a + 1)) / tolerance[1]);
    return width > NOISE * growth ? RATE_FOR_NOISE / growth : LONGEST_STEP;
}

/* h rounded down to a short number */
double orbit_short_number(double h)
{
    int exponent;
    double mantissa = frexp(h, &exponent);
    return ldexp(floor(ldexp(mantissa, STEP_BITS)), exponent - STEP_BITS);
}

/* Whether the remainder and the terms not summed stay inside
   the margin throughout [0, h]: derivations/17 (9). */
static int encloses(const attempt_t *attempt, const orbit_t orbit, double h)
{
    SCOPED_VEC(mag, drift, 2);
    int inside = 1;
    SCOPED(mag, reach, time);
    bound_drift(drift, attempt, h);
    mag_set_d(time, h);
    mag_pow_ui(time, time, (ulong)orbit->order + 1);
    for (int i = 0; i < 2; i++) {
        mag_mul(reach, attempt->rest + i, time);
        mag_add(reach, reach, drift + i);
        inside = inside && mag_cmp(reach, attempt->margin + i) < 0;
    }
    return inside;
}

void orbit_image(arb_ptr image, arb_ptr J, const orbit_t orbit, const arb_t time)
{
    const struct orbit_work *work = orbit->work;
    const orbit_series_struct *centre = work->centre, *around = work->around, *beyond = work->beyond;
    SCOPED(arb, rest);
    arb_pow_ui(rest, time, (ulong)orbit->order + 1, ORBIT_LOW_PREC);
    for (int i = 0; i < 2; i++) {
        orbit_series_evaluate(image + i, centre, i == 0 ? centre->rho : centre->a, time, orbit->prec);
        arb_addmul(image + i, rest, (i == 0 ? beyond->rho : beyond->a) + beyond->order, orbit->prec);
        arb_add_error_mag(image + i, work->drift + i);
    }
    for (int i = 0; i < 4; i++) orbit_series_evaluate(J + i, around, around->V[i], time, ORBIT_LOW_PREC);
}

static void move_set(orbit_t orbit, const attempt_t *attempt, double h)
{
    struct orbit_work *work = orbit->work;
    orbit_step_struct *last = orbit->last;
    SCOPED_VEC(arb, image, 2);
    SCOPED_VEC(arb, J, 4);
    SCOPED(arb, time);
    work->slow->active = 0;
    work->known = 1;
    bound_drift(work->drift, attempt, h);
    arf_add(last->t, last->t, last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_set_d(last->h, h);
    arb_set_d(time, h);
    orbit_image(image, J, orbit, time);
    orbit_set_set(work->before, work->now);
    orbit_set_map(work->now, image, J, orbit->prec);
    orbit_set_hull(last->end, work->now, orbit->prec);
    for (int i = 0; i < 2; i++) arb_set(last->during + i, attempt->box + i);
    orbit_restrict(orbit);
    orbit->step_count++;
}

/* Taylor coefficients at the midpoint and on the hull of the set. */
static void expand_set(orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    SCOPED_VEC(arb, hull, 2);
    orbit_series_run(work->centre, work->field, work->now->x, work->now->x + 1, orbit->eps, 0, orbit->prec);
    orbit_set_hull(hull, work->now, orbit->prec);
    orbit_series_run(work->around, work->field, hull, hull + 1, orbit->eps, 1, ORBIT_LOW_PREC);
}

/* Whether the terms not summed alone fill the margin even within the shortest step. */
static int is_hopeless(const attempt_t *attempt, double h)
{
    int full = 0;
    SCOPED(mag, t);
    for (int i = 0; i < 2; i++) {
        mag_set_d(t, h);
        mag_mul(t, t, attempt->displacement + i);
        full = full || mag_cmp(t, attempt->margin + i) > 0;
    }
    return full;
}

/* A step that encloses: 0 if there is none. */
static double find_step(attempt_t *attempt, orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    double tolerance[2];
    orbit_tolerances(tolerance, orbit);
    const double guess = guess_step(orbit, tolerance);
    const double usual = fmin(guess, 1 / fmax(fastest_rate(orbit), 1 / LONGEST_STEP));
    double h = fmin(guess * work->step_ratio, work->longest);
    for (int i = 0; i < MOST_ATTEMPTS && h > 0 && isfinite(h); i++, h *= 0.5) {
        guess_box(attempt, orbit, tolerance, h);
        if (!evaluate_box(attempt, orbit)) continue;
        const double best = fmin(best_step(attempt, orbit, tolerance), longest_useful_step(orbit, tolerance));
        const double accepted = orbit_short_number(fmin(h, best));
        if (is_hopeless(attempt, SHORTEST_STEP * usual)) break;
        if (!(accepted > SHORTEST_STEP * usual) || !encloses(attempt, orbit, accepted)) continue;
        work->step_ratio = fmin(sqrt(h * best) / guess, 2 * work->step_ratio);
        return accepted;
    }
    return 0;
}

/* Radii beyond this come from intervals that were given. */
#define COARSE_WIDTH 1e-3

static wane_status_t no_step(const orbit_t orbit, wane_message_t message)
{
    SCOPED(arf, now);
    arf_add(now, orbit->last->t, orbit->last->h, 53, ARF_RND_DOWN);
    const double t = arf_get_d(now, ARF_RND_DOWN);
    const arb_struct *end = orbit->last->end;
    const double width = fmax(mag_get_d(arb_radref(end)), mag_get_d(arb_radref(end + 1)));
    const double a = fabs(arf_get_d(arb_midref(end + 1), ARF_RND_NEAR));
    const int is_coarse = width > COARSE_WIDTH * fmax(a, 1);
    const int kinked = orbit->kernels->student_kink != NULL || orbit->kernels->pair_kink != NULL;
    return wane_message_set(message, WANE_UNDECIDED, 0,
                            "the enclosure, of radius %.2g there, cannot be continued beyond t = %.6g: %s",
                            width, t,
                            is_coarse              ? "narrow the intervals given"
                            : width > COARSE_WIDTH ? "a is too large for its steps: begin with a smaller one"
                            : kinked ? "functions that are not polynomials between their kinks are "
                                       "followed only while |R| stays away from 1"
                                     : "raise `digits`");
}

/* A step with the first form of the kernels that gives one, starting with the one that did so last. */
static double find_form(attempt_t *attempt, orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    const orbit_form_t usual = work->same_form++ % STEPS_OF_ONE_FORM == 0 ? ORBIT_FEW_TERMS : work->form;
    double h = 0;
    for (int i = 0; i <= ORBIT_FORMS && h == 0; i++) {
        const orbit_form_t wanted = i == 0 ? usual : (orbit_form_t)(i - 1);
        const orbit_form_t form = orbit_field_choose(work->field, wanted, midpoint(work->now->x));
        if (i > 0 && (wanted == usual || form != wanted)) continue;
        if (form == ORBIT_FORMS) continue;
        expand_set(orbit);
        h = find_step(attempt, orbit);
        if (h > 0) work->form = form;
    }
    return h;
}

wane_status_t orbit_step(orbit_t orbit, wane_message_t message)
{
    struct orbit_work *work = orbit->work;
    attempt_t attempt;
    work->known = 0;
    if (work->stiff && work->wait == 0 && orbit_step_slowly(orbit)) return WANE_OK;
    attempt_init(&attempt);
    const double h = find_form(&attempt, orbit);
    if (h > 0) {
        move_set(orbit, &attempt, h);
        orbit_notice_stiffness(orbit, h);
    }
    attempt_clear(&attempt);
    return h > 0 ? WANE_OK : no_step(orbit, message);
}
