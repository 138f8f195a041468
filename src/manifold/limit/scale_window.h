/* For which initial scales a0 an itinerary stays the same: derivations/16.

   Until the state has moved along the interior branch, its a is a monotone function of a0: the scale itself,
   or what delayed exits made of it.  Every decision that depends on a0 compares this a with a critical
   height.  The window is the largest open interval around one a0 on which none of those comparisons turns. */
#ifndef MANIFOLD_LIMIT_SCALE_WINDOW_H
#define MANIFOLD_LIMIT_SCALE_WINDOW_H

#include "manifold/limit/delayed_exit.h"
#include "manifold/shape/interior_branch.h"

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

/* a -> a_out on an invariant line: a monotone map of the interval from turn to far (far NULL: infinity). */
typedef struct {
    entry_exit_t growth;
    arb_t turn, far;
    int far_is_infinite;
    int reflects; /* a_out < 0: the state goes on in the orientation with -a */
} exit_map_t;

typedef struct {
    arb_t sample;             /* the a0 of this run, exact, positive */
    scale_end_t lower, upper; /* 0 and +inf while nothing limits the window */
    int is_free;              /* a depends on a0 */
    int is_lost;              /* some decision is not covered: the window proves nothing */
    ulong path;
    slong map_count;
    exit_map_t *map;
    /* The landing point that the peak of |R| is, when that depends on a0. */
    int peak_is_free;
    slong peak_piece;
    int peak_a_sign, peak_R_sign;
    slong prec;
} scale_window_struct;
typedef scale_window_struct scale_window_t[1];

void scale_window_init(scale_window_t window, const arb_t sample, slong prec);
void scale_window_clear(scale_window_t window);

/* Each of the following may be called with window = NULL, and then does nothing. */

/* A decision depended on the sign of H_a at a mark, or at the start R. */
void scale_window_at_mark(scale_window_struct *window, const interior_branch_t branch, slong mark);
void scale_window_at_start(scale_window_struct *window, const interior_branch_t branch, const arb_t R);
/* A decision depended on the order of a and another critical height of this orientation. */
void scale_window_at_height(scale_window_struct *window, critical_kind_t kind, const interior_branch_t branch,
                            slong mark, const arb_t height);
/* The state leaves the line |R| = 1 (line = 1) or R = 0 (line = 0) late: a becomes a_out(a). */
void scale_window_exit(scale_window_struct *window, const interior_branch_t branch, int line,
                       const entry_exit_t growth, const arb_t turn, const arb_struct *far, int reflects);
/* From here on a does not depend on a0 (the slow flow on the branch forgets where it began). */
void scale_window_forget(scale_window_struct *window);
/* The fast phase landed on the piece and made the landing point the peak. */
void scale_window_peak(scale_window_struct *window, const interior_branch_t branch, slong piece);
/* The peak became a point that does not depend on a0. */
void scale_window_peak_fixed(scale_window_struct *window);
/* The peak was compared with a landing point on the given piece, at a height that does not depend on a0. */
void scale_window_compare_peak(scale_window_struct *window, const interior_branch_t branch, slong piece);
/* A decision was made, or failed, that depends on a0 and that nothing above describes. */
void scale_window_lose(scale_window_struct *window);

#endif
