/* Everything predicted of a simulation at its logged times, each effect by itself. */
#ifndef SGD_COMPARE_PREDICTION_H
#define SGD_COMPARE_PREDICTION_H

#include <stddef.h>

#include "sgd/network/network.h"

/* One of R and a at one logged time (docs/comparison.md names the terms). */
typedef struct {
    double planar;    /* infinitely wide network */
    double symmetric; /* finite width */
    double wider;     /* four times that width */
    double chain;     /* finite width, step and batch noise */
    double overlap;   /* shift by the random overlaps of an iid start */
    double sd;        /* of one run's neuron mean */
    double start_sd;  /* the part of it that the overlaps of a random start make */
    double jump;      /* how far a single sample moves that of all runs, at the most */
    double second;    /* what these first-order effects neglect, at the most */
    double louder;    /* infinitely wide network with a teacher LOUDER times as loud, minus planar */
} predicted_t;

/* The error that a simulation ought to be told from: a check that would miss it says nothing. */
#define LOUDER 1.05

typedef struct {
    size_t length;
    predicted_t *R, *a;
    double *moment_spread; /* of r^2 sigma'^2 relative to its mean, at the most so far */
} prediction_t;

/* At the times of table.  Free with prediction_clear whatever the outcome. */
wane_status_t prediction_compute(prediction_t *prediction, const observations_t table,
                                 const wane_simulation_t *simulation, const flow_kernels_t kernels,
                                 const network_t *network, wane_message_t message);
void prediction_clear(prediction_t *prediction);

/* Mean over neurons and runs that is expected of the simulation. */
double predicted_mean(const predicted_t *p);
/* |width effect| + |noise and step effect| + |overlap effect|. */
double predicted_shift(const predicted_t *p);

#endif
