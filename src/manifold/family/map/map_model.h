/* The partition of the scales, or of the decays, over a column of parameters, with the slopes of its boundaries in the
   parameter, so that narrower columns inside it need no proof of their own: derivations/25 (3) to (9). */
#ifndef MANIFOLD_FAMILY_MAP_MAP_MODEL_H
#define MANIFOLD_FAMILY_MAP_MAP_MODEL_H

#include <stdatomic.h>

#include "manifold/family/map/map_prover.h"
#include "manifold/family/map/map_slope.h"
#include "manifold/family/thresholds.h"

/* What rows that begin at 0 may be told. */
typedef enum {
    MAP_ZERO_NOTHING,
    MAP_ZERO_LEARNING, /* the partition holds there only where it says learning */
    MAP_ZERO_ALL,      /* it holds there, too */
} map_zero_t;

struct map_model {
    atomic_long holders;
    thresholds_t thresholds; /* of scales, or of decays */
    map_zero_t at_zero;
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

/* For who fills one in: room for what is known of the boundaries, whose number is. */
void map_model_make_room(map_model_t *model);
/* Whether the teacher is affine in the unknown of the columns, and the student free of it. */
int map_model_has_slopes(const map_prover_t prover, const kernels_t kernels);
/* The kernels at the centre of the column, and its width; NULL: not to be had. */
const kernels_struct *map_model_centre(fmpq_t width, const map_model_t *model, map_prover_t prover);
/* The partition of decays from kernels of the column, of the greatest decay: derivations/25 (7). */
void map_model_of_decays(map_model_t *model, map_prover_t prover, const kernels_t kernels);

/* Enclosures of the boundaries over the column. */
void map_model_boundaries(arb_ptr boundary, const map_model_t *model, const map_axis_t *axis, slong depth,
                          ulong column, slong prec);

#endif
