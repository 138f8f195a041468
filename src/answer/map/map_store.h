/* The file that holds a map while it is made: one row a cell, docs/maps.md. */
#ifndef ANSWER_MAP_MAP_STORE_H
#define ANSWER_MAP_MAP_STORE_H

#include "answer/map/map.h"

typedef struct answer_map_store answer_map_store_t;

/* Opens the file of `store`, if one is named, and adds the cells that it holds; *store NULL: none is named.  A file
   that is there is gone on with only if `resume` says so, and if it holds this map.  WANE_BAD_INPUT: another map's;
   WANE_FAILURE: foreign, damaged, in use. */
wane_status_t answer_map_store_open(answer_map_store_t **store, map_cells_t cells,
                                    const answer_problem_t problem, const answer_map_request_t *request,
                                    wane_message_t message);
/* Adds cells; a leaf group is there as a whole or not at all. */
wane_status_t answer_map_store_keep(answer_map_store_t *store, const map_cell_t *cells, slong count,
                                    wane_message_t message);
/* What was added last becomes durable. */
wane_status_t answer_map_store_close(answer_map_store_t *store, wane_message_t message);

#endif
