/* The box of a family's unknowns and its sub-boxes. */
#ifndef MANIFOLD_FAMILY_BOXES_FAMILY_BOX_H
#define MANIFOLD_FAMILY_BOXES_FAMILY_BOX_H

#include "manifold/flow/finite_eps.h"

typedef enum { UNKNOWN_PARAMETER, UNKNOWN_RATIO, UNKNOWN_SCALE, UNKNOWN_START } unknown_kind_t;

typedef struct {
    unknown_kind_t kind;
    char *name;
    int in_function[2]; /* occurs in the student, in the teacher */
    int is_held;        /* whoever cuts boxes leaves its range as it is */
} unknown_t;

/* What varies; everything else is fixed, and "all" is never cut. */
typedef struct {
    wane_function_t function[2]; /* student, teacher, every interval named */
    int is_limit;                /* eps -> 0 */
    quantifier_t eps, a0;
    wane_start_t start;
    slong count;
    unknown_t *unknown;
    fmpq *whole; /* lower and upper ends, 2 count */
} family_space_struct;
typedef family_space_struct family_space_t[1];

/* eps NULL: the limit. */
wane_status_t family_space_init_set(family_space_t space, const wane_function_t student,
                                    const wane_function_t teacher, const quantifier_struct *eps,
                                    const quantifier_t a0, const wane_start_t start, wane_message_t message);
void family_space_clear(family_space_t space);
/* Whether an interval stands in one of the functions. */
int family_space_has_parameters(const family_space_t space);

typedef struct {
    fmpq *end;       /* lower and upper ends, 2 count */
    slong *halvings; /* how often each unknown was halved */
    int is_decided;  /* as part of a box that was */
} family_box_t;
void family_box_init(family_box_t *box, const family_space_t space); /* the whole box */
void family_box_init_set(family_box_t *box, const family_box_t *other, const family_space_t space);
void family_box_clear(family_box_t *box, const family_space_t space);
int family_box_is_interval(const family_box_t *box, slong unknown);
/* The lower (upper = 0) or upper part in one unknown: eps is cut near the geometric mean of its ends. */
void family_box_halve(family_box_t *box, slong unknown, int upper, const family_space_t space);
/* The unknown at the number where it would be cut. */
void family_box_centre(family_box_t *box, slong unknown, const family_space_t space);

/* The members: functions (index 0, 1), ratio, scale and start of the box. */
void family_box_function(wane_function_t f, const family_box_t *box, const family_space_t space, int index);
void family_box_ratio(quantifier_t eps, const family_box_t *box, const family_space_t space);
void family_box_scale(quantifier_t a0, const family_box_t *box, const family_space_t space);
void family_box_start(wane_start_t start, const family_box_t *box, const family_space_t space);
/* "b in [0.05, 0.1], a0 in [0.1, 1]", cut to size. */
void family_box_text(char *text, size_t size, const family_box_t *box, const family_space_t space);

#endif
