#include "manifold/orbit/orbit_one_step.h"
#include "base/decimal.h"
#include "base/scoped.h"
#include "manifold/orbit/orbit_work.h"

#include <math.h>

#define GUARD_BITS 40
#define LONGEST_STEP 1e6
#define GUARD_DIGITS 4 /* what the widths of all steps may add up to, and grow by */

static void step_init(orbit_step_t step)
{
    arf_init(step->t);
    arf_init(step->h);
    for (int i = 0; i < 2; i++) {
        arb_init(step->during + i);
        arb_init(step->end + i);
    }
}

static void step_clear(orbit_step_t step)
{
    arf_clear(step->t);
    arf_clear(step->h);
    for (int i = 0; i < 2; i++) {
        arb_clear(step->during + i);
        arb_clear(step->end + i);
    }
}

/* No experience of step lengths. */
static void forget_steps(struct orbit_work *work)
{
    work->step_ratio = 0.5;
    work->form = ORBIT_FEW_TERMS;
    work->same_form = 0;
    work->slow->active = work->stiff = work->known = 0;
    work->wait = 0;
    work->patience = 4;
    work->short_step = work->slow_step = 0;
}

void orbit_init(orbit_t orbit, const kernels_t kernels, const arb_t eps, slong digits)
{
    const double decimals = (double)digits + GUARD_DIGITS;
    orbit->kernels = kernels;
    arb_init(orbit->eps);
    arb_set(orbit->eps, eps);
    orbit->digits = digits;
    orbit->prec = (slong)(BASE_BITS_PER_DIGIT * (double)digits) + GUARD_BITS;
    orbit->order = 4 + (slong)(1.0 * decimals);
    orbit->tolerance = pow(10, -decimals);
    orbit->step_count = 0;
    orbit->effort = 0;
    step_init(orbit->last);

    struct orbit_work *work = flint_malloc(sizeof *work);
    orbit->work = work;
    orbit_field_init(work->field, kernels, orbit->order + 4, orbit->prec);
    orbit_series_init(work->centre, work->field, orbit->order);
    orbit_series_init(work->around, work->field, orbit->order);
    orbit_series_init(work->beyond, work->field, orbit->order + 1);
    orbit_set_init(work->before);
    orbit_set_init(work->now);
    for (int i = 0; i < 2; i++) mag_init(work->drift + i);
    orbit_slow_init(work->slow, work->field, orbit->order, orbit->prec);
    work->longest = LONGEST_STEP;
    forget_steps(work);
}

void orbit_clear(orbit_t orbit)
{
    struct orbit_work *work = orbit->work;
    orbit_series_clear(work->centre, work->field);
    orbit_series_clear(work->around, work->field);
    orbit_series_clear(work->beyond, work->field);
    orbit_slow_clear(work->slow, work->field);
    orbit_set_clear(work->before);
    orbit_set_clear(work->now);
    orbit_field_clear(work->field);
    for (int i = 0; i < 2; i++) mag_clear(work->drift + i);
    flint_free(work);
    arb_clear(orbit->eps);
    step_clear(orbit->last);
}

void orbit_restrict_state(arb_ptr state, const orbit_t orbit)
{
    if (orbit->work->on_invariant_line) arb_zero(state);
}

void orbit_restrict(orbit_t orbit)
{
    orbit_step_struct *last = orbit->last;
    if (!orbit->work->on_invariant_line) return;
    orbit_restrict_state(last->during, orbit);
    orbit_restrict_state(last->end, orbit);
    orbit_set_box(orbit->work->now, last->end);
}

wane_status_t orbit_start(orbit_t orbit, const arb_t R, const arb_t a, wane_message_t message)
{
    struct orbit_work *work = orbit->work;
    wane_status_t status = WANE_OK;
    SCOPED_VEC(arb, box, 2);
    arb_atanh(box, R, orbit->prec + 30);
    arb_set(box + 1, a);
    if (!arb_is_finite(box) || !arb_is_finite(a))
        status = wane_message_set(message, WANE_BAD_INPUT, 0, "expected |R(0)| < 1 and a finite a(0)");
    else if (!arb_is_positive(orbit->eps) || !arb_is_finite(orbit->eps))
        status = wane_message_set(message, WANE_BAD_INPUT, 0, "expected eps > 0");
    else orbit_set_box(work->now, box);
    work->on_invariant_line =
        arb_is_zero(R) && orbit->kernels->length > 1 && arb_is_zero(orbit->kernels->p + 1);
    orbit_set_set(work->before, work->now);
    arf_zero(orbit->last->t);
    arf_zero(orbit->last->h);
    for (int i = 0; i < 2; i++) {
        arb_set(orbit->last->during + i, box + i);
        arb_set(orbit->last->end + i, box + i);
    }
    orbit->step_count = 0;
    forget_steps(work);
    return status;
}

void orbit_place(orbit_t orbit, arb_srcptr box, const arf_t t)
{
    orbit_step_struct *last = orbit->last;
    arf_set(last->t, t);
    arf_zero(last->h);
    for (int i = 0; i < 2; i++) {
        arb_set(last->during + i, box + i);
        arb_set(last->end + i, box + i);
    }
    orbit_set_box(orbit->work->now, box);
    orbit_set_set(orbit->work->before, orbit->work->now);
    orbit->work->known = 0;
}

static int reached(const orbit_t orbit, const arb_t time)
{
    SCOPED(arb, now);
    arf_add(arb_midref(now), orbit->last->t, orbit->last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
    return arb_ge(now, time);
}

wane_status_t orbit_run(orbit_t orbit, const arb_t time, slong most_steps, orbit_observer_t observer,
                        void *context, wane_message_t message)
{
    for (slong i = 0; !reached(orbit, time); i++) {
        if (most_steps > 0 && i >= most_steps)
            return wane_message_set(message, WANE_UNDECIDED, 0,
                                    "%ld steps reached only t = %.6g: shorten `time`", (long)i,
                                    arf_get_d(orbit->last->t, ARF_RND_DOWN));
        wane_status_t status = orbit_step(orbit, message);
        orbit->effort = orbit->work->field->effort;
        if (status != WANE_OK) return status;
        if (observer != NULL && observer(context, orbit)) break;
    }
    return WANE_OK;
}

void orbit_state(arb_ptr state, const orbit_t orbit)
{
    orbit_set_hull(state, orbit->work->now, orbit->prec);
}

void orbit_state_at(arb_ptr state, const orbit_t orbit, const arb_t time)
{
    SCOPED_VEC(arb, image, 2);
    SCOPED_VEC(arb, J, 4);
    SCOPED(arb, since, h);
    arf_set(arb_midref(since), orbit->last->t);
    arb_sub(since, time, since, orbit->prec);
    arb_set_arf(h, orbit->last->h);
    arb_union(h, h, image, orbit->prec); /* [0, h] */
    if (!arb_intersection(since, since, h, orbit->prec)) arb_indeterminate(since);
    if (arf_is_zero(orbit->last->h)) {
        orbit_state(state, orbit);
    } else if (!orbit->work->known) {
        for (int i = 0; i < 2; i++) {
            arb_set(state + i, orbit->last->during + i);
            if (!arb_is_finite(since)) arb_indeterminate(state + i);
        }
    } else if (orbit->work->slow->active) {
        orbit_slow_state(state, orbit->work->slow, since);
    } else {
        orbit_image(image, J, orbit, since);
        orbit_set_offset(state, orbit->work->before, J, orbit->prec);
        for (int i = 0; i < 2; i++) arb_add(state + i, state + i, image + i, orbit->prec);
    }
    orbit_restrict_state(state, orbit);
}
