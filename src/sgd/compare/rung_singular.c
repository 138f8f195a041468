/* The first rung: how far the planar flow at given eps strays from the itinerary of the limit eps -> 0. */
#include <math.h>
#include <stdlib.h>

#include "sgd/compare/rung.h"
#include "sgd/compare/singular_curve.h"

#define TIMES 300 /* of an orbit, half of them equally spaced in t, half in ln t */
#define SLOWER 4.0
#define FARTHEST 14 /* eps/4^14: the corners of a short run outweigh its distance for long */
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

/* To the slow time of the run divided by slower^(1 - part) at eps/slower: its whole slow time for part = 1,
   its fast time for part = 0. */
static wane_status_t orbit(orbit_t *o, const wane_simulation_t *run, const flow_kernels_t kernels,
                           double slower, double part, wane_message_t message)
{
    set_times(o->time, pow(slower, part) * run->time);
    return planar_flow(o->R, o->a, o->time, TIMES, kernels, run->R0, run->a0, run->eps / slower, message);
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

/* What a distance that vanishes in first order is at eps, from those at eps/4 and eps/16.  Their difference
   is used, so that a distance that does not vanish with eps is not expected. */
static double first_order(double quarter, double sixteenth)
{
    return SLOWER * SLOWER / (SLOWER - 1) * fmax(0, quarter - sixteenth);
}

/* The part of the curve along which R tends to 0 is followed as far as half of the least R that is seen. */
static double smallest(const orbit_t *o)
{
    double R = 1;
    for (int i = 0; i < TIMES; i++)
        if (o->R[i] != 0) R = fmin(R, fabs(o->R[i]));
    return R / 2;
}

typedef struct {
    const verdict_struct *verdict;
    const wane_simulation_t *run;
    const flow_kernels_struct *kernels;
    orbit_t *orbit;
} ladder_t;

/* The distance of the orbit at eps/slower. */
static wane_status_t stray_at(straying_t *stray, const ladder_t *l, double slower, double part,
                              wane_message_t message)
{
    singular_curve_t curve = {0};
    wane_status_t status = orbit(l->orbit, l->run, l->kernels, slower, part, message);
    if (status == WANE_OK && !singular_curve_init(&curve, l->verdict, l->kernels, smallest(l->orbit)))
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the singular itinerary");
    if (status == WANE_OK) *stray = straying(l->orbit, &curve);
    singular_curve_clear(&curve);
    return status;
}

/* What is expected at eps from windows at eps/4 and eps/16 that end at the same part between the fast and the
   slow time of the run. */
static wane_status_t expect(straying_t *expected, const ladder_t *l, double part, wane_message_t message)
{
    straying_t quarter, sixteenth;
    wane_status_t status = stray_at(&quarter, l, SLOWER, part, message);
    if (status == WANE_OK) status = stray_at(&sixteenth, l, SLOWER * SLOWER, part, message);
    if (status != WANE_OK) return status;
    expected->R = fmax(expected->R, first_order(quarter.R, sixteenth.R));
    expected->a = fmax(expected->a, first_order(quarter.a, sixteenth.a));
    return WANE_OK;
}

/* Whether the distance over the whole slow time of the run vanishes with eps. */
static wane_status_t vanishes(int *yes, const ladder_t *l, const straying_t *stray, wane_message_t message)
{
    double slower = SLOWER * SLOWER;
    *yes = 0;
    for (int k = 2; k <= FARTHEST && !*yes; k++, slower *= SLOWER) {
        straying_t there;
        wane_status_t status = stray_at(&there, l, slower, 1, message);
        if (status != WANE_OK) return status;
        *yes = fmax(there.R, there.a) <= LIMIT_SHARE * fmax(stray->R, stray->a) + LEAST_ALLOWANCE;
    }
    return WANE_OK;
}

static void judge(wane_level_t *level, const straying_t *stray, const straying_t *expected)
{
    const wane_level_t fresh = {.name = level->name, .order = level->order, .passed = 1};
    *level = fresh;
    level_add(level, judgement_of_order(stray->R, expected->R), judgement_of_order(stray->a, expected->a),
              stray->time_R);
    level->worst_time_a = stray->time_a;
}

/* In first order points of slow phases correspond to each other at equal eps t, which is the window that
   shows whether the itinerary is the flow's limit.  Points of fast phases correspond at equal t: where the
   distance does vanish, a run that ends in one, or between, is judged by those. */
static wane_status_t climb(wane_level_t *level, const ladder_t *l, wane_message_t message)
{
    static const double part[] = {0.5, 0};
    straying_t stray, expected = {0, 0, 0, 0};
    int near = 0;
    wane_status_t status = stray_at(&stray, l, 1, 1, message);
    if (status == WANE_OK) status = expect(&expected, l, 1, message);
    if (status != WANE_OK) return status;
    judge(level, &stray, &expected);
    if (level->passed == 0) status = vanishes(&near, l, &stray, message);
    for (int i = 0; i < 2 && status == WANE_OK && near && level->passed == 0; i++) {
        status = expect(&expected, l, part[i], message);
        judge(level, &stray, &expected);
    }
    if (near)
        level_too_far(level, "eps is too large for its limit 0 to be near: the flow leaves the itinerary by "
                             "more than first order");
    return status;
}

wane_status_t rung_singular(wane_level_t *level, const verdict_t verdict, const wane_simulation_t *run,
                            const flow_kernels_t kernels, wane_message_t message)
{
    const ladder_t ladder = {verdict, run, kernels, malloc(sizeof(orbit_t))};
    if (ladder.orbit == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the singular itinerary");
    wane_status_t status = climb(level, &ladder, message);
    free(ladder.orbit);
    return status;
}
