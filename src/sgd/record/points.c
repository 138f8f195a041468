#include "sgd/record/points.h"

#include <stdlib.h>

#include "sgd/chain/observation.h"

int points_init(points_t *points, const wane_simulation_t *simulation)
{
    points->step =
        logging_steps(&points->length, simulation_steps(simulation), simulation->points_per_decade);
    points->end = simulation_ends_whole(simulation) ? 0 : simulation->time;
    return points->step != NULL;
}

void points_clear(points_t *points)
{
    free(points->step);
    *points = (points_t){0};
}

double points_end(const points_t *points, size_t l)
{
    return l + 1 < points->length ? 0 : points->end;
}
