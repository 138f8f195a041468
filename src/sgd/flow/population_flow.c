#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cblas.h>

#include "sgd/noise/batch_moments.h"
#include "sgd/flow/flows.h"
#include "sgd/flow/neuron_flow.h"
#include "sgd/flow/neurons.h"
#include "sgd/chain/observation.h"

#define TOLERANCE 1e-9

/* e is renewed so often that its linear extrapolation misses it by about this share. */
#define MOMENT_TOLERANCE 0.005
#define FIRST_RENEWAL 0.05
#define LEAST_RENEWAL 0.02 /* where e does not become smooth, as the directions of singular C come and go */

/* The noise at hand: e and its slope from the two last renewals. */
typedef struct {
    batch_moments_t *moments;
    double *e, *slope, *fresh;
    double interval, next; /* between renewals; time of the next */
    neuron_noise_t linear;
} renewal_t;

typedef struct {
    neuron_flow_t *flow;
    workers_t *workers;
    double *state, step, time;
    neurons_struct *neurons;
    const batch_noise_t *noise; /* NULL: none */
    renewal_t renewal;
} run_t;

static void run_clear(run_t *run)
{
    neuron_flow_free(run->flow);
    workers_free(run->workers);
    free(run->state);
    batch_moments_free(run->renewal.moments);
    free(run->renewal.e);
    free(run->renewal.slope);
    free(run->renewal.fresh);
}

static int renewal_init(run_t *run)
{
    renewal_t *r = &run->renewal;
    const size_t width = (size_t)run->neurons->width, square = width * width;
    r->moments = batch_moments_new(run->noise, width);
    r->e = calloc(square, sizeof(double));
    r->slope = calloc(square, sizeof(double));
    r->fresh = calloc(square, sizeof(double));
    if (r->moments == NULL || r->e == NULL || r->slope == NULL || r->fresh == NULL) return 0;
    batch_moments_compute(r->e, r->moments, run->neurons);
    r->interval = r->next = FIRST_RENEWAL;
    r->linear = (neuron_noise_t){run->noise->chi, 0, INFINITY, r->e, r->slope};
    neuron_flow_set_noise(run->flow, &r->linear);
    return 1;
}

static int run_init(run_t *run, const flow_kernels_struct *kernels, double eps, const flow_options_t *options)
{
    const size_t width = (size_t)run->neurons->width;
    const double tolerance = options != NULL && options->tolerance > 0 ? options->tolerance : TOLERANCE;
    run->workers = workers_new(options != NULL && options->threads > 0 ? options->threads : 1);
    run->state = malloc(neuron_state_length(width) * sizeof(double));
    if (run->workers == NULL || run->state == NULL) return 0;
    run->flow = neuron_flow_new(kernels, width, eps, tolerance, run->workers);
    neuron_state_pack(run->state, run->neurons);
    return run->flow != NULL && (run->noise == NULL || renewal_init(run));
}

/* The time at which the first e_ii is down to half: where noise dies out, a line leads below zero. */
static double half_life_end(const renewal_t *r, double now, slong width)
{
    double passed = INFINITY;
    for (slong i = 0; i < width; i++) {
        const double e = r->e[i * (width + 1)], slope = r->slope[i * (width + 1)];
        if (slope < 0) passed = fmin(passed, -0.5 * e / slope);
    }
    return now + passed;
}

static void renew(run_t *run)
{
    renewal_t *r = &run->renewal;
    const int square = (int)(run->neurons->width * run->neurons->width);
    const double passed = run->time - r->linear.time;
    neuron_state_unpack(run->neurons, run->state);
    batch_moments_compute(r->fresh, r->moments, run->neurons);
    /* e + passed * slope - fresh, then slope = (fresh - e)/passed */
    cblas_dscal(square, passed, r->slope, 1);
    cblas_daxpy(square, 1, r->e, 1, r->slope, 1);
    cblas_daxpy(square, -1, r->fresh, 1, r->slope, 1);
    const double missed = cblas_dnrm2(square, r->slope, 1) / cblas_dnrm2(square, r->fresh, 1);
    for (int k = 0; k < square; k++) r->slope[k] = (r->fresh[k] - r->e[k]) / passed;
    memcpy(r->e, r->fresh, (size_t)square * sizeof(double));
    r->linear.time = run->time;
    r->linear.until = half_life_end(r, run->time, run->neurons->width);
    r->interval *= fmin(2, fmax(0.3, sqrt(MOMENT_TOLERANCE / fmax(missed, 1e-6))));
    r->interval = fmax(r->interval, LEAST_RENEWAL);
    r->next = run->time + r->interval;
}

static wane_status_t move_to(run_t *run, double target, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    while (status == WANE_OK && run->time < target) {
        double until = run->noise != NULL && run->renewal.next < target ? run->renewal.next : target;
        status = neuron_flow_move(run->state, &run->step, run->flow, run->time, until, message);
        run->time = until;
        if (status == WANE_OK && run->noise != NULL && run->time >= run->renewal.next) renew(run);
    }
    return status;
}

static void observe(wane_observation_t *row, run_t *run)
{
    const size_t n = (size_t)run->neurons->width;
    view_t view = {.R = run->state, .a = run->state + n};
    neuron_flow_view(&view.Q_mean, &view.loss, run->flow, run->state,
                     run->noise != NULL ? run->noise->label_noise : 0);
    const snapshot_t seen = snapshot_of(&view, n);
    *row = (wane_observation_t){run->time, seen.R_mean, NAN,         seen.R_sd, seen.a_mean,
                                NAN,       seen.a_sd,   seen.Q_mean, seen.loss, NAN};
}

static wane_status_t check_flow(const neurons_struct *neurons, const double *times, size_t n, double eps,
                                const batch_noise_t *noise, wane_message_t message)
{
    if (neurons->width < 1)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "width is %ld: expected at least 1",
                                (long)neurons->width);
    if (!(eps >= 0 && isfinite(eps)))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "eps is %g: expected a number >= 0", eps);
    if (noise != NULL &&
        !(noise->chi >= 0 && noise->label_noise >= 0 && isfinite(noise->chi + noise->label_noise)))
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "chi is %g, the label noise %g: expected finite numbers >= 0", noise->chi,
                                noise->label_noise);
    for (size_t i = 0; i < n; i++)
        if (!(isfinite(times[i]) && times[i] >= (i > 0 ? times[i - 1] : 0)))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "time number %zu is %g: expected times >= 0 that do not decrease", i,
                                    times[i]);
    return WANE_OK;
}

static wane_status_t run_through(observations_t table, run_t *run, const double *times, size_t n,
                                 wane_simulation_observer_t progress, void *context, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (size_t i = 0; i < n && status == WANE_OK; i++) {
        if (progress != NULL && progress(context, times[n - 1] > 0 ? run->time / times[n - 1] : 1) != 0)
            return wane_message_set(message, WANE_FAILURE, 0, "interrupted at time %g", run->time);
        status = move_to(run, times[i], message);
        if (status == WANE_OK) observe(&table->row[i], run);
    }
    return status;
}

wane_status_t population_flow(observations_t table, neurons_t neurons, const double *times, size_t n,
                              const flow_kernels_t kernels, double eps, const batch_noise_t *noise,
                              const flow_options_t *options, wane_simulation_observer_t progress,
                              void *context, wane_message_t message)
{
    observations_clear(table);
    wane_status_t status = check_flow(neurons, times, n, eps, noise, message);
    if (status != WANE_OK) return status;
    openblas_set_num_threads(1);
    run_t run = {.neurons = neurons, .noise = noise};
    table->row = calloc(n + 1, sizeof *table->row);
    table->length = n;
    if (table->row == NULL || !run_init(&run, kernels, eps, options))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the flow of %ld neurons",
                                  (long)neurons->width);
    else status = run_through(table, &run, times, n, progress, context, message);
    if (status == WANE_OK) neuron_state_unpack(neurons, run.state);
    else observations_clear(table);
    run_clear(&run);
    return status;
}
