/* An axis of a map, cut at exact rationals. */
#ifndef MANIFOLD_FAMILY_MAP_MAP_AXIS_H
#define MANIFOLD_FAMILY_MAP_MAP_AXIS_H

#include "base/interval.h"
#include "manifold/family/boxes/family_box.h"

typedef struct {
    slong unknown; /* of the space */
    unknown_kind_t kind;
    int is_decay; /* the parameter that stands for decay in the shifted pair */
    wane_interval_t range;
    int is_log; /* equal steps of the logarithm, up to rounding; the range is positive then */
    slong bits; /* of its nodes then */
} map_axis_t;
void map_axis_init(map_axis_t *axis);
void map_axis_clear(map_axis_t *axis);
void map_axis_set_log(map_axis_t *axis);

/* Node number index of 0 … 2^depth; nodes that are the same fraction of the way are the same number, and they
   increase strictly. */
void map_axis_node(fmpq_t node, const map_axis_t *axis, ulong index, slong depth);

#endif
