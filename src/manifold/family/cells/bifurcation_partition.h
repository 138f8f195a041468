/* Cutting a range of the parameter into cells on which something is proved for every value. */
#ifndef MANIFOLD_FAMILY_CELLS_BIFURCATION_PARTITION_H
#define MANIFOLD_FAMILY_CELLS_BIFURCATION_PARTITION_H

#include "base/scoped.h"
#include "manifold/family/from_functions.h"

#define CELL_OPEN (-1)

/* A closed interval, and what was proved on it: a label, or CELL_OPEN. */
typedef struct {
    wane_interval_t b;
    slong label;
} cell_t;

typedef struct {
    slong count;
    cell_t *cell; /* neighbours share an end; after partition_cut neighbours differ in their labels */
} partition_struct;
typedef partition_struct partition_t[1];

typedef struct {
    /* Proves a label for all of b (equal labels: equal facts), or sets CELL_OPEN; other statuses than WANE_OK
       end the search. */
    wane_status_t (*decide)(slong *label, void *context, const wane_interval_t b, wane_message_t message);
    void *context;
    slong halvings; /* how often a cell may be halved */
    slong budget;   /* how many cells may be decided */
} decider_t;

void partition_init(partition_t partition);
void partition_clear(partition_t partition);
SCOPED_TYPE(partition)
wane_status_t partition_cut(partition_t partition, const decider_t *decider, const wane_interval_t range,
                            wane_message_t message);

#endif
