/* Certified trajectories of tanh | h1+0.3*h3 from R = 0, a = 0.5, kernels included, against GSL's rk8pd at
   1e-12 in the same run, which certifies nothing.  One JSON line each: seconds of both, their ratio, steps,
   the greatest width of R and a throughout. */
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include "manifold/orbit/orbit.h"

#include "measure.h"

typedef struct {
    const char *name, *eps;
    double time;
    slong digits;
    int runs;
    slong steps;
    double width;
} job_t;

static int kernels_of_example(kernels_t kernels, slong digits)
{
    wane_function_t student, teacher;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    effort.digits = digits;
    wane_function_init(student);
    wane_function_init(teacher);
    int bad = wane_function_parse(student, "tanh", NULL, 0, message) != WANE_OK ||
              wane_function_parse(teacher, "h1+0.3*h3", NULL, 0, message) != WANE_OK ||
              kernels_compute(kernels, student, teacher, &effort, message) != WANE_OK;
    if (bad) fprintf(stderr, "%s\n", message->text);
    wane_function_clear(student);
    wane_function_clear(teacher);
    return bad;
}

static int watch(void *context, const orbit_t orbit)
{
    job_t *job = context;
    arb_ptr state = _arb_vec_init(2);
    orbit_state(state, orbit);
    arb_tanh(state, state, orbit->prec);
    for (int i = 0; i < 2; i++) job->width = fmax(job->width, 2 * mag_get_d(arb_radref(state + i)));
    job->steps = orbit->step_count;
    _arb_vec_clear(state, 2);
    return 0;
}

static void certified(void *data)
{
    job_t *job = data;
    kernels_t kernels;
    orbit_t orbit;
    wane_message_t message;
    arb_t eps, R, a, time;
    arb_init(eps);
    arb_init(R);
    arb_init(a);
    arb_init(time);
    kernels_init(kernels);
    job->width = 0;
    if (kernels_of_example(kernels, job->digits + 8)) return;
    arb_set_str(eps, job->eps, 4 * job->digits + 64);
    arb_set_d(a, 0.5);
    arb_set_d(time, job->time);
    orbit_init(orbit, kernels, eps, job->digits);
    if (orbit_start(orbit, R, a, message) != WANE_OK ||
        orbit_run(orbit, time, 0, watch, job, message) != WANE_OK)
        fprintf(stderr, "%s\n", message->text);
    orbit_clear(orbit);
    kernels_clear(kernels);
    arb_clear(eps);
    arb_clear(R);
    arb_clear(a);
    arb_clear(time);
}

typedef struct {
    double P[8], K[1024], eps, time;
    slong P_length, K_length;
} peer_t;

/* f and f' by Horner's rule */
static void horner(double *f, double *slope, const double *c, slong length, double x)
{
    *f = *slope = 0;
    for (slong k = length - 1; k >= 0; k--) {
        *slope = *slope * x + *f;
        *f = *f * x + c[k];
    }
}

static int flow(double t, const double y[], double dydt[], void *parameters)
{
    (void)t;
    const peer_t *peer = parameters;
    double P, P1, K, K1, R = tanh(y[0]), a = y[1];
    horner(&P, &P1, peer->P, peer->P_length, R);
    horner(&K, &K1, peer->K, peer->K_length, R * R);
    dydt[0] = a * (P1 - a * R * K1);
    dydt[1] = peer->eps * (P - a * K);
    return 0;
}

static void rk8pd(void *data)
{
    peer_t *peer = data;
    gsl_odeiv2_system system = {flow, NULL, 2, peer};
    gsl_odeiv2_driver *driver =
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-3, 1e-12, 1e-12);
    double t = 0, y[2] = {0, 0.5};
    gsl_odeiv2_driver_apply(driver, &t, peer->time, y);
    gsl_odeiv2_driver_free(driver);
}

static void set_peer(peer_t *peer, const kernels_t kernels)
{
    peer->P_length = 4;
    peer->K_length = FLINT_MIN(kernels->length, 1024);
    for (slong k = 0; k < peer->P_length; k++)
        peer->P[k] = arf_get_d(arb_midref(kernels->p + k), ARF_RND_NEAR);
    for (slong k = 0; k < peer->K_length; k++)
        peer->K[k] = arf_get_d(arb_midref(kernels->s + k), ARF_RND_NEAR);
    /* The terms that doubles can see. */
    while (peer->K_length > 1 && peer->K[peer->K_length - 1] < 1e-18) peer->K_length--;
}

int main(void)
{
    job_t jobs[] = {{"orbit-0.1", "0.1", 400, 12, 5, 0, 0},
                    {"orbit-0.01", "0.01", 2000, 12, 3, 0, 0},
                    {"orbit-0.001", "0.001", 20000, 12, 2, 0, 0},
                    {"orbit-0.1-30-digits", "0.1", 400, 30, 2, 0, 0}};
    kernels_t kernels;
    peer_t peer;
    kernels_init(kernels);
    if (kernels_of_example(kernels, 20)) return 1;
    set_peer(&peer, kernels);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        job_t *job = &jobs[i];
        peer.eps = strtod(job->eps, NULL);
        peer.time = job->time;
        const double seconds = measure(certified, job, job->runs), other = measure(rk8pd, &peer, 3);
        printf("{\"bench\": \"%s\", \"seconds\": %.4f, \"peer\": \"GSL rk8pd at 1e-12, not certified\", "
               "\"peer_seconds\": %.4f, \"ratio\": %.3f, \"steps\": %ld, \"width\": %.2e}\n",
               job->name, seconds, other, other / seconds, (long)job->steps, job->width);
        fflush(stdout);
    }
    kernels_clear(kernels);
    return 0;
}
