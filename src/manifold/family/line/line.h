/* The verdict along a line: one quantity of a problem moves over a range, which is cut where the verdict changes. */
#ifndef MANIFOLD_FAMILY_LINE_LINE_H
#define MANIFOLD_FAMILY_LINE_LINE_H

#include "manifold/flow/finite_eps.h"

/* Values of the quantity with one verdict: all of the open interval (lo, hi), or lo = hi alone. */
typedef struct {
    fmpq_t lo, hi;
    int is_unbounded; /* hi is infinity instead */
    wane_outcome_t outcome;
    int is_boundary; /* undecided: the verdicts of both neighbours hold up to one and the same number inside */
    char *reason;    /* undecided: what is in the way; or NULL */
} line_piece_t;

/* Increasing pieces, without gaps. */
typedef struct {
    slong count, alloc;
    line_piece_t *piece;
} line_struct;
typedef line_struct line_t[1];
void line_init(line_t line);
void line_clear(line_t line);
/* One more piece, which begins where the last one ends; hi NULL: infinity.  Of two neighbours with one verdict, closed
   where they meet, the first becomes longer. */
void line_add(line_t line, const fmpq *lo, const fmpq *hi, wane_outcome_t outcome, const char *reason);
/* The last piece, which is undecided and to be followed by another one, is a boundary. */
void line_mark_boundary(line_t line);
/* Whether no undecided piece is wider. */
int line_is_decided(const line_t line, const fmpq_t width);

typedef struct {
    flow_subject_t subject; /* eps NULL: the limit; the quantity has its range for an interval */
    const char *name;       /* of the quantity: of an interval parameter, or "a0", "R0", "eps" */
    const fmpq *width;      /* undecided pieces are cut down to this */
    wane_effort_t effort;
    int (*progress)(void *context, double fraction_done); /* not 0: stop; NULL: none */
    void *context;
} line_problem_t;

/* Adds the pieces of the closed range: each end of a decided piece has its verdict, too.  The range is halved where no
   verdict is proved for all of a part, down to the width, so that two different verdicts are parted by an undecided piece
   of about that width at most; where more than boundaries are open, only what lies beside something decided is cut
   further.  A value that stands alone between others is looked for where it is a simple fraction.  WANE_FAILURE:
   stopped. */
wane_status_t line_cut(line_t line, const line_problem_t *problem, wane_message_t message);

#endif
