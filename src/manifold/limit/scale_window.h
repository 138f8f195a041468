/* For which initial scales a0 an itinerary stays the same: derivations/16.

   Until the state has moved along the interior branch, its a is a monotone function of a0: the scale itself,
   or what delayed exits made of it.  Every decision that depends on a0 compares this a with a critical
   height, and is a premise of the step that rests on it.  The window is the largest open interval around one
   a0 on which none of those comparisons turns. */
#ifndef MANIFOLD_LIMIT_SCALE_WINDOW_H
#define MANIFOLD_LIMIT_SCALE_WINDOW_H

#include "manifold/limit/itinerary.h"

typedef enum {
    CRITICAL_NONE,        /* no comparison turns: the window reaches 0, or infinity */
    CRITICAL_MIXED,       /* one of several that the precision does not tell apart */
    CRITICAL_START,       /* A(R0) */
    CRITICAL_MARK,        /* the height of the branch at a mark */
    CRITICAL_NO_EXIT,     /* beyond it the line R = 0 is not left */
    CRITICAL_TWICE_ALPHA, /* the same when b_0 = 0 */
    CRITICAL_SPLIT,       /* no comparison: an undecided stretch was cut here */
} critical_kind_t;

/* The name of one real number: equal names, with a kind that is not CRITICAL_MIXED, are equal numbers. */
typedef struct {
    critical_kind_t kind;
    int a_sign, R_sign; /* the orientation in which the height is meant */
    slong mark;
    ulong path; /* the delayed exits passed before, coded */
} critical_t;
int critical_equal(const critical_t *x, const critical_t *y);

typedef struct {
    arb_t a0;
    critical_t critical;
} scale_end_t;

typedef struct {
    arb_t sample;             /* an a0, exact, positive */
    scale_end_t lower, upper; /* 0 and +inf while nothing limits the window */
    int is_lost;              /* some decision is not covered: the window proves nothing */
} scale_window_struct;
typedef scale_window_struct scale_window_t[1];

/* As large as can be. */
void scale_window_init(scale_window_t window, const arb_t sample);
void scale_window_clear(scale_window_t window);

/* The a0 for which the steps of the proof from a0 = sample hold, of a fresh window; also of a proof that
   stopped: derivations/16 (7), (16). */
void scale_window_of_proof(scale_window_t window, const itinerary_t proof);

#endif
