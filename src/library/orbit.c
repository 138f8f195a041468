#include "manifold/orbit/orbit.h"

#include "wane/orbit.h"

void wane_orbit_init(wane_orbit_t orbit, const wane_kernels_t kernels, const arb_t eps, slong digits)
{
    orbit->data = flint_malloc(sizeof *orbit->data);
    orbit_init(orbit->data, kernels->data, eps, digits);
}

void wane_orbit_clear(wane_orbit_t orbit)
{
    orbit_clear(orbit->data);
    flint_free(orbit->data);
}

wane_status_t wane_orbit_start(wane_orbit_t orbit, const arb_t R, const arb_t a, wane_message_t message)
{
    return orbit_start(orbit->data, R, a, message);
}

typedef struct {
    const wane_orbit_struct *orbit;
    wane_orbit_observer_t observer;
    void *context;
} watch_t;

static int show(void *context, const orbit_t orbit)
{
    const watch_t *watch = context;
    return watch->observer(watch->context, watch->orbit);
}

wane_status_t wane_orbit_run(wane_orbit_t orbit, const arb_t time, slong most_steps,
                             wane_orbit_observer_t observer, void *context, wane_message_t message)
{
    watch_t watch = {orbit, observer, context};
    return orbit_run(orbit->data, time, most_steps, observer == NULL ? NULL : show, &watch, message);
}

void wane_orbit_last_step(arb_t from, arb_t to, const wane_orbit_t orbit)
{
    const orbit_step_struct *last = orbit->data->last;
    arb_set_arf(from, last->t);
    mag_zero(arb_radref(to));
    arf_add(arb_midref(to), last->t, last->h, ARF_PREC_EXACT, ARF_RND_DOWN);
}

void wane_orbit_state(arb_ptr state, const wane_orbit_t orbit)
{
    orbit_state(state, orbit->data);
}

void wane_orbit_state_at(arb_ptr state, const wane_orbit_t orbit, const arb_t time)
{
    orbit_state_at(state, orbit->data, time);
}
