#include <math.h>
#include <stdlib.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/compare/singular_curve.h"

#define POINTS 400 /* of a slow phase on the interior branch */

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* a = A(R) = 2 P'/S'. */
static double branch_height(const flow_kernels_struct *kernels, double R)
{
    double P[KERNEL_JETS], K[KERNEL_JETS];
    kernel_P(P, kernels, R);
    kernel_K(K, kernels, R * R);
    return P[1] / (R * K[1]);
}

static void add(singular_curve_t *curve, double R, double a)
{
    if (!isfinite(R) || !isfinite(a)) return;
    curve->R[curve->length] = R;
    curve->a[curve->length++] = a;
}

/* Equal steps in R, or in ln |R| where R tends to 0. */
static void follow_branch(singular_curve_t *curve, const wane_phase_t *phase,
                          const flow_kernels_struct *kernels, double smallest_R)
{
    const int vanishes = phase->end == WANE_END_SMALL_R;
    const double from = middle(phase->R_from), sign = from < 0 ? -1 : 1;
    const double to = vanishes ? sign * fmin(smallest_R, fabs(from)) : middle(phase->R_to);
    for (int i = 0; i <= POINTS; i++) {
        const double part = (double)i / POINTS;
        const double R = vanishes ? from * pow(to / from, part) : from + (to - from) * part;
        if (R != 0) add(curve, R, branch_height(kernels, R));
    }
}

int singular_curve_init(singular_curve_t *curve, const verdict_t verdict, const flow_kernels_t kernels,
                        double smallest_R)
{
    const size_t room = ((size_t)verdict->phase_count + 1) * (POINTS + 3);
    *curve = (singular_curve_t){0, calloc(room, sizeof(double)), calloc(room, sizeof(double))};
    if (curve->R == NULL || curve->a == NULL) return 0;
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i;
        if (phase->branch == WANE_BRANCH_INTERIOR) {
            follow_branch(curve, phase, kernels, smallest_R);
            continue;
        }
        add(curve, middle(phase->R_from), middle(phase->a_from));
        add(curve, middle(phase->R_to), middle(phase->a_to));
    }
    return 1;
}

void singular_curve_clear(singular_curve_t *curve)
{
    free(curve->R);
    free(curve->a);
    *curve = (singular_curve_t){0};
}

/* The point of a segment nearest to the origin. */
static void nearest_on_segment(double point[2], const double from[2], const double to[2])
{
    const double along[2] = {to[0] - from[0], to[1] - from[1]};
    const double length2 = along[0] * along[0] + along[1] * along[1];
    double part = length2 > 0 ? -(from[0] * along[0] + from[1] * along[1]) / length2 : 0;
    part = fmin(1, fmax(0, part));
    for (int k = 0; k < 2; k++) point[k] = from[k] + part * along[k];
}

void singular_curve_nearest(double *R_near, double *a_near, const singular_curve_t *curve, double R, double a)
{
    const double scale = fmax(1, fabs(a));
    double best = INFINITY;
    *R_near = *a_near = NAN;
    for (size_t i = 0; i < curve->length; i++) {
        const size_t next = i + 1 < curve->length ? i + 1 : i;
        const double from[2] = {curve->R[i] - R, (curve->a[i] - a) / scale};
        const double to[2] = {curve->R[next] - R, (curve->a[next] - a) / scale};
        double point[2];
        nearest_on_segment(point, from, to);
        const double distance = point[0] * point[0] + point[1] * point[1];
        if (!(distance < best)) continue;
        best = distance;
        *R_near = R + point[0];
        *a_near = a + point[1] * scale;
    }
}
