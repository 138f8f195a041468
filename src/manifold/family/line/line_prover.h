/* Who decides parts of a line: one for each thread. */
#ifndef MANIFOLD_FAMILY_LINE_LINE_PROVER_H
#define MANIFOLD_FAMILY_LINE_LINE_PROVER_H

#include "manifold/family/boxes/family_kernels.h"
#include "manifold/family/line/line.h"

typedef struct {
    const line_problem_t *problem;
    family_space_t space;
    slong unknown; /* the one that is cut here */
    family_kernels_t kernels;
    slong digits;       /* of the kernels; 0: none yet */
    int may_integrate;  /* at given eps; set by who asks */
    int has_integrated; /* something was decided so */
    int knows_limit; /* of what was asked last and not decided: then the peak is too close, and integration is no help */
    int is_hopeless;             /* what was asked last: even the verdict of its middle is too close */
    int is_rough;                /* the part is so wide that it is rather cut */
    slong cost;                  /* of what is not kernels */
    wane_outcome_t last, common; /* of the box decided last, of those taken in */
} line_prover_struct;
typedef line_prover_struct line_prover_t[1];
wane_status_t line_prover_init_set(line_prover_t prover, const line_problem_t *problem,
                                   wane_message_t message);
void line_prover_clear(line_prover_t prover);
/* The range of the quantity. */
void line_prover_range(fmpq_t lo, fmpq_t hi, const line_prover_t prover);
/* The verdict of every value from lo to hi, by kernels of so many digits, for all values of the other unknowns, whose box
   is cut if it has to be; roughly at given eps if the part is.  WANE_UNDECIDED, with what is in the way, if it is not proved. */
wane_status_t line_prover_decide(wane_outcome_t *outcome, line_prover_t prover, const fmpq_t lo,
                                 const fmpq_t hi, slong digits, int is_rough, wane_message_t message);

#endif
