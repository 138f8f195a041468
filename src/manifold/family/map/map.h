/* The verdict over a rectangle of two quantities, cut into cells on which it is proved: derivations/25. */
#ifndef MANIFOLD_FAMILY_MAP_MAP_H
#define MANIFOLD_FAMILY_MAP_MAP_H

#include <stdint.h>

#include "crew/post.h"
#include "manifold/family/boxes/family_box.h"
#include "manifold/family/map/map_axis.h"

#define MAP_GREATEST_DEPTH 20

/* What a cell is to tell besides its verdict. */
typedef enum { MAP_VERDICT, MAP_R_FINAL, MAP_R_PEAK, MAP_Q, MAP_SLOW_TIME, MAP_FLOOR } map_quantity_t;

typedef struct {
    int has_space;        /* it has been set */
    family_space_t space; /* both axes are unknowns of it */
    map_axis_t axis[2];   /* x, y */
    fmpq_t drop;          /* at given eps */
    map_quantity_t quantity;
    slong depth; /* halvings of each axis at most */
    wane_effort_t effort;
} map_problem_struct;
typedef map_problem_struct map_problem_t[1];
void map_problem_init(map_problem_t problem);
/* Of a fresh one; whatever the status, it is to be cleared.  eps NULL: the limit.  The names are those of unknowns: of an interval
   parameter, "a0", "R0" or "eps", whose intervals are the ranges. */
wane_status_t map_problem_init_set(map_problem_t problem, const flow_subject_t *subject,
                                   const char *const name[2], const int is_log[2], wane_message_t message);
void map_problem_clear(map_problem_t problem);

/* Cell at[0], at[1] of the 2^depth by 2^depth cells of that depth, closed. */
typedef struct {
    uint32_t at[2];
    uint8_t depth;
    uint8_t outcome; /* wane_outcome_t: of every point of the cell */
    uint8_t is_open; /* to be cut, if the depth allows it: undecided, or its values are not close together */
    uint8_t has_value; /* of the quantity: the values of all points lie in [lo, hi] */
    double lo, hi;
} map_cell_t;

/* A leaf group: cells of one depth, all in one column (row) of the axis `line`, by increasing place on the other. */
typedef struct {
    slong count, alloc;
    map_cell_t *cell;
} map_cells_struct;
typedef map_cells_struct map_cells_t[1];
void map_cells_init(map_cells_t cells);
void map_cells_clear(map_cells_t cells);
map_cell_t *map_cells_add(map_cells_t cells); /* all 0 */

/* The axis along which the cells of a leaf group lie side by side: 0 or 1.  The other one has the group's kernels. */
int map_rows(const map_problem_t problem);

/* Whose turn it is while a map is made; every member but the context may be NULL.  Called by the thread of map_run, in
   process 0. */
typedef struct {
    /* The leaf groups that are done, one after another: what is kept of them is kept as a whole. */
    wane_status_t (*keep)(void *context, const map_cell_t *cells, slong count, wane_message_t message);
    int (*progress)(void *context, double fraction_done); /* not 0: stop */
    void *context;
    crew_post_t *post; /* the processes that share the work, which all call map_run; NULL: this one alone */
} map_host_t;

/* Adds to the cells those that are lacking, down to the depth of the problem: every cell that is open is cut in four.
   Whole leaf groups may be there already, as an earlier call with this problem and maybe another depth kept them.
   The cells end in the order of depth, x, y, and do not depend on the number of threads and processes, nor on what was
   there; they are those of process 0, the others start with none and end with none.
   WANE_FAILURE: stopped, or the host's status. */
wane_status_t map_run(map_cells_t cells, const map_problem_t problem, const map_host_t *host,
                      wane_message_t message);

/* Of a run that was stopped: quarters that are lacking are added, undecided and not to be cut, so that the leaves make up
   the rectangle. */
void map_cells_fill(map_cells_t cells, const map_problem_t problem);

/* Whether a cell of the sorted list is a leaf at that depth: not cut. */
int map_cell_is_leaf(const map_cell_t *cell, slong depth);
/* Whether the leaf counts as decided. */
int map_cell_is_decided(const map_cell_t *cell);
/* The shares of the rectangle by outcome, exact; they add up to 1. */
void map_area(fmpq *share, const map_cells_t cells, slong depth);

/* Whether the cells, in any order, are what a run of this problem leaves, to whatever depth and however far it came:
   leaf groups as a whole, each below open cells.  They are then sorted. */
int map_cells_are_whole(map_cells_t cells, const map_problem_t problem);

#endif
