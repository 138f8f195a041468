/* What decides a leaf group: one for each thread. */
#ifndef MANIFOLD_FAMILY_MAP_MAP_PROVER_H
#define MANIFOLD_FAMILY_MAP_MAP_PROVER_H

#include "manifold/family/boxes/family_kernels.h"
#include "manifold/family/map/map.h"

typedef struct map_model map_model_t;

typedef struct {
    const map_problem_struct *problem;
    int line, rows; /* the axes: one column on the first, cells side by side on the second */
    family_kernels_t kernels;
    family_box_t box;
    /* What was learnt last of a column of each depth where nothing was handed down, held, or NULL. */
    struct {
        map_model_t *model;
        ulong column;
    } known[MAP_GREATEST_DEPTH + 1];
} map_prover_struct;
typedef map_prover_struct map_prover_t[1];
void map_prover_init(map_prover_t prover, const map_problem_t problem);
void map_prover_clear(map_prover_t prover);

/* The box of the column with the rows of the cells from … to - 1, and what lies between them. */
void map_prover_set_box(map_prover_t prover, const map_cell_t *cells, slong from, slong to);

/* Decides the cells, as far as that can be proved: outcome, is_open and the value.  The result depends on nothing but
   the problem and these cells.  *model: what was learnt of the column, to be released, or NULL; wider: what was learnt
   of the one twice as wide, or NULL, which costs time and changes nothing.  Another status than WANE_OK: none is
   decided. */
wane_status_t map_prover_decide(map_model_t **model, map_prover_t prover, map_cell_t *cells, slong count,
                                map_model_t *wider, wane_message_t message);
/* The same in the limit, and at given eps. */
wane_status_t map_decide_in_limit(map_model_t **model, map_prover_t prover, map_cell_t *cells, slong count,
                                  map_model_t *wider, wane_message_t message);
wane_status_t map_decide_flow(map_prover_t prover, map_cell_t *cells, slong count, wane_message_t message);

/* Puts the bounds of the ball, rounded outward, if they are known; open unless they are close together. */
void map_cell_set_value(map_cell_t *cell, const arb_t value, map_quantity_t quantity);
/* The same of what the law of R -> 0 says. */
void map_cell_set_law(map_cell_t *cell, const wane_small_R_t law, const kernels_t kernels,
                      map_quantity_t quantity);

#endif
