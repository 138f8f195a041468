/* The partition of the scales over a column of parameters, with the slopes of its boundaries in the parameter, so that
   narrower columns inside it need no proof of their own: derivations/25 (3) to (6). */
#ifndef MANIFOLD_FAMILY_MAP_MAP_MODEL_H
#define MANIFOLD_FAMILY_MAP_MAP_MODEL_H

#include <stdatomic.h>

#include "manifold/family/map/map_prover.h"
#include "manifold/family/thresholds.h"

#define MAP_MODEL_PARTS 16

struct map_model {
    atomic_long holders;
    thresholds_t thresholds;
    int is_decided;    /* no scale is undecided, but for boundaries and ties */
    fmpq_t lo, hi;     /* the column, cut in MAP_MODEL_PARTS equal parts */
    int *has_slope;    /* of the boundaries, one for each interval but the last */
    arb_ptr at, slope; /* enclosures of each at the ends of the parts, and of its slope all over each part */
};
void map_model_release(map_model_t *model); /* NULL: nothing */
map_model_t *map_model_hold(map_model_t *model);

/* That of a column of cells, given that of the column twice as wide (NULL: none); the same one if it does. */
wane_status_t map_model_next(map_model_t **model, map_prover_t prover, map_model_t *wider, slong depth,
                             ulong column, wane_message_t message);
/* The same from nothing: of all columns that contain it, from the widest on. */
wane_status_t map_model_of_column(map_model_t **model, map_prover_t prover, slong depth, ulong column,
                                  wane_message_t message);
/* Enclosures of the boundaries over the column. */
void map_model_boundaries(arb_ptr boundary, const map_model_t *model, const map_axis_t *axis, slong depth,
                          ulong column, slong prec);

#endif
