/* A run as a unit of work, and the rows that come of it: what passes between a writer and its threads. */
#ifndef SGD_SWEEP_UNIT_H
#define SGD_SWEEP_UNIT_H

#include "sgd/record/run.h"

typedef struct {
    size_t problem; /* which of the sweep */
    uint64_t number;
    stored_run_t stored;  /* what is recorded of it */
    unsigned char *state; /* to go on from, NULL: from time 0 */
    size_t state_size;
} unit_t;

typedef enum { ROW_ENTRY, ROW_STATE, ROW_END } row_kind_t;

/* An entry and its point, or a state in entry.histogram, or how the unit ended. */
typedef struct row {
    struct row *next;
    row_kind_t kind;
    size_t problem, point;
    uint64_t number;
    entry_t entry;
    wane_status_t status;
    int diverged;
    wane_message_t message;
} row_t;

#endif
