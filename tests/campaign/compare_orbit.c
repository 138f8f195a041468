#include "compare_rest.h"

#include <math.h>
#include <stdio.h>

#include "journey.h"
#include "manifold/orbit/orbit.h"

#define DIGITS 12
#define MOST_STEPS 300
#define TOLERANCE 1e-10L
#define SLACK 1e-6L

typedef struct {
    comparison_t *comparison;
    path_flow_t flow;
    path_state_t state;
    long double h;
} watched_t;

static int advance_to(watched_t *w, long double time)
{
    for (int i = 0; i < 20000 && w->state.t < time; i++) {
        long double rest = time - w->state.t;
        int cut = w->h > rest;
        if (cut) w->h = rest;
        if (!path_step(&w->state, &w->flow, &w->h, TOLERANCE)) return 0;
        if (time - w->state.t < 1e-15L * time) w->state.t = time;
    }
    return w->state.t >= time;
}

static int observe(void *context, const orbit_t orbit)
{
    watched_t *w = context;
    arf_t time;
    arf_init(time);
    arf_add(time, orbit->last->t, orbit->last->h, 64, ARF_RND_NEAR);
    long double t = arf_get_d(time, ARF_RND_NEAR);
    arf_clear(time);
    if (!advance_to(w, t)) {
        comparison_say(w->comparison, COMPARED_NOT, "integration: no step is possible");
        return 1;
    }
    long double R = path_R(&w->flow, w->state.x);
    range_t rho = range_of(&orbit->last->end[0]), a = range_of(&orbit->last->end[1]);
    range_t enclosed = {tanh(rho.lo), tanh(rho.hi)};
    if (range_distance(R, enclosed) > SLACK ||
        range_distance(w->state.a, a) > SLACK * (1 + fabsl(w->state.a)))
        comparison_say(
            w->comparison, COMPARED_CONTRADICTS,
            "t = %.10Lg: R in [%.10g, %.10g], a in [%.10g, %.10g], but integration gives %.10Lg, %.10Lg", t,
            enclosed.lo, enclosed.hi, a.lo, a.hi, R, w->state.a);
    return w->comparison->result == COMPARED_CONTRADICTS;
}

static void run(comparison_t *comparison, answer_t *answer, asked_t *asked, const question_t *q,
                wane_message_t message)
{
    kernels_t kernels;
    orbit_t orbit;
    arb_t eps, R, a, time;
    pair_kernel_t kernel;
    pair_kernel_set(&kernel, &q->student, &q->teacher);
    int on_line = journey_line_is_invariant(&kernel), side = fraction_is_zero(q->R0.lo) ? 0
                                                             : q->R0.lo.numerator > 0   ? 1
                                                                                        : -1;
    watched_t watched = {
        comparison, {&kernel, fraction_value(q->eps.lo), on_line ? side : 0}, {0, 0, 0}, 1e-3L};
    watched.state.a = fraction_value(q->a0.lo);
    if (side != 0) watched.state.x = path_coordinate(&watched.flow, fraction_value(q->R0.lo));
    kernels_init(kernels);
    arb_init(eps);
    arb_init(R);
    arb_init(a);
    arb_init(time);
    arb_set_fmpq(eps, asked->eps->value->lo, 128);
    arb_set_fmpq(R, asked->start->value->lo, 128);
    arb_set_fmpq(a, asked->a0->value->lo, 128);
    arb_set_si(time, q->time.numerator);
    answer->status = kernels_compute(kernels, asked->student, asked->teacher, &asked->effort, message);
    if (answer->status == WANE_OK) {
        orbit_init(orbit, kernels, eps, DIGITS);
        answer->status = orbit_start(orbit, R, a, message);
        if (answer->status == WANE_OK)
            answer->status = orbit_run(orbit, time, MOST_STEPS, observe, &watched, message);
        orbit_clear(orbit);
    }
    kernels_clear(kernels);
    arb_clear(eps);
    arb_clear(R);
    arb_clear(a);
    arb_clear(time);
}

void compare_orbit(comparison_t *comparison, answer_t *answer, const question_t *q, long prec)
{
    asked_t asked;
    wane_message_t message = {{.text = ""}};
    answer->status = WANE_BAD_INPUT;
    if (asked_init(&asked, q, prec, message)) run(comparison, answer, &asked, q, message);
    asked_clear(&asked);
    snprintf(answer->message, sizeof answer->message, "%s", message->text);
}
