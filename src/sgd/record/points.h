/* When a run is logged. */
#ifndef SGD_RECORD_POINTS_H
#define SGD_RECORD_POINTS_H

#include <stddef.h>
#include <stdint.h>

#include "sgd/chain/simulation.h"

typedef struct {
    size_t length;
    uint64_t *step; /* increasing: 0, log-spaced from one step on, the last of the run */
    double end;     /* 0, or where the last step is shorter than the others, the time at which it ends */
} points_t;

/* 0 when memory runs out (to be cleared all the same). */
int points_init(points_t *points, const wane_simulation_t *simulation);
void points_clear(points_t *points);

/* 0, or the time at which the step that leads to point l is cut short: with its number, what names the point in
   runs of every length. */
double points_end(const points_t *points, size_t l);

#endif
