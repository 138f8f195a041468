/* The box of a family's unknowns and its sub-boxes. */
#ifndef MANIFOLD_FAMILY_FAMILY_BOX_H
#define MANIFOLD_FAMILY_FAMILY_BOX_H

#include "manifold/limit/verdict.h"

typedef enum { UNKNOWN_PARAMETER, UNKNOWN_SCALE, UNKNOWN_START } unknown_kind_t;

typedef struct {
    unknown_kind_t kind;
    char *name;
    int in_function[2]; /* occurs in the student, in the teacher */
} unknown_t;

/* What varies; everything else is fixed. */
typedef struct {
    wane_function_t function[2]; /* student, teacher, every interval named */
    wane_interval_t a0;
    wane_start_t start;
    slong count;
    unknown_t *unknown;
    fmpq *whole; /* lower and upper ends, 2 count */
} family_space_struct;
typedef family_space_struct family_space_t[1];

wane_status_t family_space_init_set(family_space_t space, const wane_function_t student,
                                    const wane_function_t teacher, const wane_interval_t a0,
                                    const wane_start_t start, wane_message_t message);
void family_space_clear(family_space_t space);

typedef struct {
    fmpq *end;       /* lower and upper ends, 2 count */
    slong *halvings; /* how often each unknown was halved */
} family_box_t;
void family_box_init(family_box_t *box, const family_space_t space); /* the whole box */
void family_box_init_set(family_box_t *box, const family_box_t *other, const family_space_t space);
void family_box_clear(family_box_t *box, const family_space_t space);
/* The lower (upper = 0) or upper half in one unknown. */
void family_box_halve(family_box_t *box, slong unknown, int upper);
/* The unknown of one of the kinds that was halved least, among those still intervals; -1: none. */
slong family_box_widest(const family_box_t *box, const family_space_t space, int parameters);
/* The box with a0 and R0 at their middle; returns 0 if they are no intervals. */
int family_box_centre_start(family_box_t *box, const family_space_t space);

/* The members: functions (index 0, 1), scale and start of the box. */
void family_box_function(wane_function_t f, const family_box_t *box, const family_space_t space, int index);
void family_box_scale(wane_interval_t a0, const family_box_t *box, const family_space_t space);
void family_box_start(wane_start_t start, const family_box_t *box, const family_space_t space);
/* "b in [0.05, 0.1], a0 in [0.1, 1]", cut to size. */
void family_box_text(char *text, size_t size, const family_box_t *box, const family_space_t space);

#endif
