/* Covering the initial scales by windows. */
#ifndef MANIFOLD_FAMILY_THRESHOLDS_COVER_H
#define MANIFOLD_FAMILY_THRESHOLDS_COVER_H

#include "manifold/limit/scale_window.h"
#include "manifold/family/thresholds.h"
#include "manifold/limit/itinerary.h"

/* One verdict on the open interval between two cuts. */
typedef struct {
    wane_outcome_t outcome;
    char *reason; /* why it is undecided, or NULL */
} scale_piece_t;

/* Piece i lies between cut i and cut i + 1: the pieces follow one another without a gap. */
typedef struct {
    slong count;
    scale_piece_t *piece;
    scale_end_t *cut; /* count + 1 of them, the first 0 and the last infinity; not told apart from its
                         neighbour only beside an undecided piece */
    slong splits;
    const kernels_struct *kernels;
    const wane_start_struct *start;
    interior_branch_struct *branches[2][2]; /* analysed once, shared by all runs */
    wane_status_t branch_status[2][2];
    wane_message_t
        branch_message; /* of the first run that was undecided: an analysis says what failed once */
    slong runs;
} scale_cover_struct;
typedef scale_cover_struct scale_cover_t[1];

void scale_cover_init(scale_cover_t cover, const kernels_t kernels, const wane_start_t start);
void scale_cover_clear(scale_cover_t cover);

/* The itinerary from one exact a0 > 0, and the window on which it stays the same (NULL: not asked for). */
wane_status_t scale_cover_run_at(verdict_t verdict, scale_window_struct *window, scale_cover_t cover,
                                 const fmpq_t a0, wane_message_t message);

/* The same from every a0 of an interval; a window needs a single one. */
wane_status_t scale_cover_run_over(verdict_t verdict, scale_window_struct *window, scale_cover_t cover,
                                   const wane_interval_t scale, wane_message_t message);

/* Whether a0 at this critical height has the outcome of both its sides if they have the same: derivations/16
   (9) and (10). */
int scale_cover_is_harmless(const scale_cover_t cover, const critical_t *critical);

/* Covers (0, infinity) up to the cuts; what is not decided becomes undecided pieces.  WANE_OK, or
   WANE_BAD_INPUT for the start. */
wane_status_t scale_cover_run(scale_cover_t cover, wane_message_t message);

/* Covers (0, infinity).  The outcome is proved for every a0 of each interval except its ties, and every
   finite boundary ball contains the one boundary meant.  WANE_UNDECIDED: some interval is undecided; the
   message names it, the others are proved.  WANE_BAD_INPUT: |R0| = 1 or beyond. */
wane_status_t thresholds_from_kernels(thresholds_t thresholds, const kernels_t kernels,
                                      const wane_start_t start, const wane_effort_t *effort,
                                      wane_message_t message);

/* The same of a cover that has been run. */
wane_status_t thresholds_from_cover(thresholds_t thresholds, const scale_cover_t cover,
                                    wane_message_t message);

#endif
