/* A run as a unit of work, and the rows that come of it, as bytes: what passes between the writer and any hand. */
#ifndef SGD_SWEEP_UNIT_H
#define SGD_SWEEP_UNIT_H

#include "crew/crew.h"
#include "sgd/record/run.h"
#include "sgd/sweep/sweep.h"

typedef struct {
    size_t problem; /* which of the sweep */
    uint64_t number;
    stored_run_t stored; /* what is recorded of it */
    size_t state_size;   /* of the state to go on from; 0: from time 0 */
} unit_t;

/* An entry and its point, with its histogram; a state; or how the unit ended, with its message. */
typedef enum { ROW_ENTRY, ROW_STATE, ROW_END } row_kind_t;

typedef struct {
    row_kind_t kind;
    size_t problem, point;
    uint64_t number;
    snapshot_t snapshot;
    wane_status_t status;
    int diverged;
    size_t size; /* of what follows it */
} row_t;

/* What a hand must know. */
typedef struct {
    const sweep_problem_t *problem;
    const points_t *points; /* of each */
} units_t;

crew_item_t unit_item(const unit_t *unit, const unsigned char *state);
/* Rows; none at the end of a unit that was stopped, but its state.  Each new word of the writer asks for a state. */
wane_status_t unit_work(void *units, crew_hand_t *hand, const crew_item_t *item, wane_message_t message);
/* What follows a row. */
const unsigned char *row_read(row_t *row, const unsigned char *bytes);

#endif
