/* The first rung: how far the planar flow at given eps strays from the itinerary of the limit eps -> 0. */
#include <math.h>
#include <stdlib.h>

#include "sgd/rung.h"
#include "sgd/singular_curve.h"

#define TIMES 300 /* of an orbit, half of them equally spaced in t, half in ln t */
#define ORBITS 3  /* at eps, eps/4 and eps/16 */
#define SLOWER 4.0
#define DECADES 5.0 /* covered by the times equally spaced in ln t */

/* Largest deviations of an orbit from the curve, separately in R and in a. */
typedef struct {
    double R, a;
    double time_R, time_a;
} straying_t;

static int increasing(const void *left, const void *right)
{
    const double x = *(const double *)left, y = *(const double *)right;
    return (x > y) - (x < y);
}

static void set_times(double time[TIMES], double last)
{
    for (int i = 0; i < TIMES / 2; i++) {
        const double part = (i + 0.5) / (TIMES / 2);
        time[2 * i] = last * part;
        time[2 * i + 1] = last * pow(10, DECADES * (part - 1));
    }
    qsort(time, TIMES, sizeof time[0], increasing);
}

typedef struct {
    double time[TIMES], R[TIMES], a[TIMES];
} orbit_t;

static wane_status_t orbit(orbit_t *o, const wane_simulation_t *run, const wane_flow_kernels_t kernels,
                           double slower, wane_message_t message)
{
    set_times(o->time, slower * run->time);
    return wane_planar_flow(o->R, o->a, o->time, TIMES, kernels, run->R0, run->a0, run->eps / slower,
                            message);
}

static straying_t straying(const orbit_t *o, const singular_curve_t *curve)
{
    straying_t most = {0, 0, 0, 0};
    for (int i = 0; i < TIMES; i++) {
        double R, a;
        singular_curve_nearest(&R, &a, curve, o->R[i], o->a[i]);
        const double dR = fabs(o->R[i] - R), da = fabs(o->a[i] - a);
        if (!(dR <= most.R)) most = (straying_t){dR, most.a, o->time[i], most.time_a};
        if (!(da <= most.a)) most = (straying_t){most.R, da, most.time_R, o->time[i]};
    }
    return most;
}

static double smallest(const orbit_t *orbits)
{
    double R = 1;
    for (int k = 0; k < ORBITS; k++)
        for (int i = 0; i < TIMES; i++)
            if (orbits[k].R[i] != 0) R = fmin(R, fabs(orbits[k].R[i]));
    return R / 2;
}

/* What a distance that vanishes in first order is at eps, from those at eps/4 and eps/16.  Their difference
   is used, so that a distance that does not vanish with eps is not expected. */
static double first_order(double quarter, double sixteenth)
{
    return SLOWER * SLOWER / (SLOWER - 1) * fmax(0, quarter - sixteenth);
}

static wane_status_t orbits_run(orbit_t *orbits, const wane_simulation_t *run,
                                const wane_flow_kernels_t kernels, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    for (int k = 0; k < ORBITS && status == WANE_OK; k++)
        status = orbit(orbits + k, run, kernels, pow(SLOWER, k), message);
    return status;
}

wane_status_t rung_singular(wane_level_t *level, const wane_verdict_t verdict, const wane_simulation_t *run,
                            const wane_flow_kernels_t kernels, wane_message_t message)
{
    orbit_t *orbits = malloc(ORBITS * sizeof *orbits);
    singular_curve_t curve = {0};
    straying_t stray[ORBITS];
    wane_status_t status = orbits == NULL ? WANE_OK : orbits_run(orbits, run, kernels, message);
    if (status == WANE_OK &&
        (orbits == NULL || !singular_curve_init(&curve, verdict, kernels, smallest(orbits))))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the singular itinerary");
    if (status == WANE_OK) {
        for (int k = 0; k < ORBITS; k++) stray[k] = straying(orbits + k, &curve);
        level_add(level, judgement_of_order(stray[0].R, first_order(stray[1].R, stray[2].R)),
                  judgement_of_order(stray[0].a, first_order(stray[1].a, stray[2].a)), stray[0].time_R);
        level->worst_time_a = stray[0].time_a;
    }
    singular_curve_clear(&curve);
    free(orbits);
    return status;
}
