#include <math.h>
#include <stdlib.h>

#include "sgd/expected_chain.h"
#include "sgd/overlap_shift.h"
#include "sgd/prediction.h"
#include "sgd/propagation.h"

double predicted_mean(const predicted_t *p)
{
    return p->chain + p->overlap;
}

double predicted_shift(const predicted_t *p)
{
    return fabs(p->symmetric - p->planar) + fabs(p->chain - p->symmetric) + fabs(p->overlap);
}

void prediction_clear(prediction_t *prediction)
{
    free(prediction->R);
    free(prediction->a);
    free(prediction->moment_spread);
    *prediction = (prediction_t){0};
}

/* Room for one curve of R and of a at a time, and for the logged times. */
typedef struct {
    double *time, *R, *a;
    size_t *step;
    expectation_t *expected;
    overlap_shift_t *shift;
} scratch_t;

static void scratch_clear(scratch_t *s)
{
    free(s->time);
    free(s->R);
    free(s->a);
    free(s->step);
    free(s->expected);
    free(s->shift);
}

static int scratch_init(scratch_t *s, const wane_observations_t table, double lr)
{
    size_t n = table->length;
    s->time = calloc(n, sizeof *s->time);
    s->R = calloc(n, sizeof *s->R);
    s->a = calloc(n, sizeof *s->a);
    s->step = calloc(n, sizeof *s->step);
    s->expected = calloc(n, sizeof *s->expected);
    s->shift = calloc(n, sizeof *s->shift);
    if (!(s->shift && s->time && s->R && s->a && s->step && s->expected)) return 0;
    for (size_t l = 0; l < n; l++) {
        s->time[l] = table->row[l].t;
        s->step[l] = (size_t)rint(table->row[l].t / lr);
    }
    return 1;
}

static wane_status_t flows(prediction_t *p, scratch_t *s, const wane_simulation_t *run,
                           const wane_flow_kernels_t kernels, wane_message_t message)
{
    wane_status_t status =
        wane_planar_flow(s->R, s->a, s->time, p->length, kernels, run->R0, run->a0, run->eps, message);
    for (size_t l = 0; l < p->length; l++) {
        p->R[l].planar = s->R[l];
        p->a[l].planar = s->a[l];
    }
    for (int wider = 0; wider < 2 && status == WANE_OK; wider++) {
        status = wane_symmetric_flow(s->R, s->a, NULL, s->time, p->length, kernels,
                                     (wider ? 4 : 1) * run->width, run->R0, run->a0, run->eps, message);
        for (size_t l = 0; l < p->length; l++) {
            *(wider ? &p->R[l].wider : &p->R[l].symmetric) = s->R[l];
            *(wider ? &p->a[l].wider : &p->a[l].symmetric) = s->a[l];
        }
    }
    return status;
}

/* A teacher c times as loud is the same flow at c^2 times the time, with a/c in place of a and eps/c^2 in
   place of eps. */
static wane_status_t louder(prediction_t *p, scratch_t *s, const wane_simulation_t *run,
                            const wane_flow_kernels_t kernels, wane_message_t message)
{
    const double c = LOUDER;
    for (size_t l = 0; l < p->length; l++) s->time[l] *= c * c;
    wane_status_t status = wane_planar_flow(s->R, s->a, s->time, p->length, kernels, run->R0, run->a0 / c,
                                            run->eps / (c * c), message);
    for (size_t l = 0; l < p->length; l++) {
        p->R[l].louder = s->R[l] - p->R[l].planar;
        p->a[l].louder = c * s->a[l] - p->a[l].planar;
    }
    return status;
}

static wane_status_t finite_size(prediction_t *p, scratch_t *s, const wane_observations_t table,
                                 const wane_simulation_t *run, const wane_flow_kernels_t kernels,
                                 const wane_network_t *network, wane_message_t message)
{
    wane_status_t status = expected_chain(s->expected, s->step, p->length, run, kernels, network, message);
    if (status != WANE_OK) return status;
    overlap_shift(s->shift, s->step, p->length, run, kernels);
    for (size_t l = 0; l < p->length; l++) {
        p->R[l].chain = s->expected[l].R;
        p->a[l].chain = s->expected[l].a;
        p->R[l].sd = s->expected[l].R_sd;
        p->a[l].sd = s->expected[l].a_sd;
        p->R[l].overlap = s->shift[l].R;
        p->a[l].overlap = s->shift[l].a;
        p->moment_spread[l] = s->expected[l].moment_spread;
    }
    propagate(p, s->expected, s->shift, table, run, kernels);
    return WANE_OK;
}

wane_status_t prediction_compute(prediction_t *prediction, const wane_observations_t table,
                                 const wane_simulation_t *simulation, const wane_flow_kernels_t kernels,
                                 const wane_network_t *network, wane_message_t message)
{
    size_t n = table->length;
    scratch_t scratch = {0};
    *prediction = (prediction_t){n, calloc(n, sizeof(predicted_t)), calloc(n, sizeof(predicted_t)),
                                 calloc(n, sizeof(double))};
    wane_status_t status;
    if (prediction->R == NULL || prediction->a == NULL || prediction->moment_spread == NULL ||
        !scratch_init(&scratch, table, simulation->lr))
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory to compare %zu logged times", n);
    else if ((status = flows(prediction, &scratch, simulation, kernels, message)) == WANE_OK)
        status = finite_size(prediction, &scratch, table, simulation, kernels, network, message);
    if (status == WANE_OK) status = louder(prediction, &scratch, simulation, kernels, message);
    scratch_clear(&scratch);
    return status;
}
