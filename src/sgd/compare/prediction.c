#include <math.h>
#include <stdlib.h>

#include "sgd/chain/simulation.h"
#include "sgd/noise/expected_chain.h"
#include "sgd/noise/overlap_shift.h"
#include "sgd/compare/prediction.h"
#include "sgd/compare/propagation.h"
#include "sgd/flow/symmetric_flow.h"

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

static int scratch_init(scratch_t *s, const observations_t table, const wane_simulation_t *simulation)
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
        s->step[l] = simulation_step_at(simulation, table->row[l].t);
    }
    return 1;
}

static wane_status_t flows(prediction_t *p, scratch_t *s, const wane_simulation_t *run,
                           const flow_kernels_t kernels, wane_message_t message)
{
    wane_status_t status =
        planar_flow(s->R, s->a, s->time, p->length, kernels, run->R0, run->a0, run->eps, message);
    for (size_t l = 0; l < p->length; l++) {
        p->R[l].planar = s->R[l];
        p->a[l].planar = s->a[l];
    }
    for (int wider = 0; wider < 2 && status == WANE_OK; wider++) {
        status = symmetric_flow(s->R, s->a, NULL, s->time, p->length, kernels, (wider ? 4 : 1) * run->width,
                                run->R0, run->a0, run->eps, message);
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
                            const flow_kernels_t kernels, wane_message_t message)
{
    const double c = LOUDER;
    for (size_t l = 0; l < p->length; l++) s->time[l] *= c * c;
    wane_status_t status = planar_flow(s->R, s->a, s->time, p->length, kernels, run->R0, run->a0 / c,
                                       run->eps / (c * c), message);
    for (size_t l = 0; l < p->length; l++) {
        p->R[l].louder = s->R[l] - p->R[l].planar;
        p->a[l].louder = c * s->a[l] - p->a[l].planar;
    }
    return status;
}

/* The overlaps of a random start differ from run to run in two ways.  The mean overlap q of the parts
   orthogonal to w* has the variance 2/((d-1) N (N-1)), seen through the symmetric flow: the largest effect
   per standard deviation of FAR of them either way and of one.  The mean squares of R_i and q_ij, which make
   the overlap term, are means of N and more squares of normal numbers, of relative variance 2/N. */
#define FAR 4.5
#define MOVES 3
static wane_status_t random_overlaps(prediction_t *p, const scratch_t *s, const wane_simulation_t *run,
                                     const flow_kernels_t kernels, wane_message_t message)
{
    const double n = (double)run->width, d = (double)run->dim;
    const double q_sd = n > 1 ? sqrt(2 / ((d - 1) * n * (n - 1))) : 0;
    const double q[MOVES] = {fmin(0.9, q_sd), fmin(0.9, FAR * q_sd),
                             fmax(-0.9 / fmax(1, n - 1), -FAR * q_sd)};
    double state[MOVES + 1][SYMMETRIC_STATE], now = 0;
    wane_status_t status = WANE_OK;
    if (run->init != WANE_INIT_IID) return WANE_OK;
    for (int k = 0; k <= MOVES; k++) {
        state[k][0] = atanh(run->R0);
        state[k][1] = k < MOVES ? q[k] : 0;
        state[k][2] = run->a0;
    }
    for (size_t l = 0; l < p->length && status == WANE_OK; l++) {
        predicted_t *R = p->R + l, *a = p->a + l;
        for (int k = 0; k <= MOVES && status == WANE_OK; k++)
            status = symmetric_flow_move(state[k], s->time[l] - now, kernels, run->width, run->eps, message);
        now = s->time[l];
        for (int k = 0; k < MOVES && q_sd > 0; k++) {
            const double share = q_sd / fabs(q[k]);
            R->start_sd = fmax(R->start_sd, share * fabs(tanh(state[k][0]) - tanh(state[MOVES][0])));
            a->start_sd = fmax(a->start_sd, share * fabs(state[k][2] - state[MOVES][2]));
        }
        R->start_sd = hypot(R->start_sd, R->overlap * sqrt(2 / n));
        a->start_sd = hypot(a->start_sd, a->overlap * sqrt(2 / n));
        R->sd = hypot(R->sd, R->start_sd);
        a->sd = hypot(a->sd, a->start_sd);
    }
    return status;
}

static wane_status_t finite_size(prediction_t *p, scratch_t *s, const observations_t table,
                                 const wane_simulation_t *run, const flow_kernels_t kernels,
                                 const network_t *network, wane_message_t message)
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
    status = random_overlaps(p, s, run, kernels, message);
    propagate(p, s->expected, s->shift, table, run, kernels);
    return status;
}

wane_status_t prediction_compute(prediction_t *prediction, const observations_t table,
                                 const wane_simulation_t *simulation, const flow_kernels_t kernels,
                                 const network_t *network, wane_message_t message)
{
    size_t n = table->length;
    scratch_t scratch = {0};
    *prediction = (prediction_t){n, calloc(n, sizeof(predicted_t)), calloc(n, sizeof(predicted_t)),
                                 calloc(n, sizeof(double))};
    wane_status_t status;
    if (prediction->R == NULL || prediction->a == NULL || prediction->moment_spread == NULL ||
        !scratch_init(&scratch, table, simulation))
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory to compare %zu logged times", n);
    else if ((status = flows(prediction, &scratch, simulation, kernels, message)) == WANE_OK)
        status = finite_size(prediction, &scratch, table, simulation, kernels, network, message);
    if (status == WANE_OK) status = louder(prediction, &scratch, simulation, kernels, message);
    scratch_clear(&scratch);
    return status;
}
