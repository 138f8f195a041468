/* Where the picture changes: what lies behind wane_bifurcations_t (wane/bifurcations.h). */
#ifndef MANIFOLD_FAMILY_BIFURCATIONS_H
#define MANIFOLD_FAMILY_BIFURCATIONS_H

#include "manifold/shape/portrait.h"
#include "wane/bifurcations.h"

const char *event_description(wane_event_t event); /* one sentence */

/* A range of the parameter over which the picture is proved constant. */
typedef struct {
    arb_t lo, hi; /* enclosures of the ends; -inf, inf possible */
    portrait_t picture;
    fmpq_t sample;          /* a rational inside */
    int has_verdict;        /* a start was given */
    wane_outcome_t verdict; /* at the sample, proved unless WANE_OUTCOME_UNDECIDED */
} parameter_range_t;

/* Values of the parameter, ends included, about which nothing was proved. */
typedef struct {
    arb_t lo, hi; /* enclosures of the ends; -inf, inf possible */
} parameter_gap_t;

typedef struct wane_bifurcations_data {
    int exact; /* 1: a pair of polynomials, thresholds are algebraic numbers and none is missing */
    slong threshold_count;
    wane_bifurcation_t *thresholds; /* increasing; several events at one value stand side by side */
    slong range_count;
    parameter_range_t *ranges; /* increasing, disjoint */
    slong verdict_count;
    wane_verdict_range_t *verdicts; /* increasing, disjoint; gaps between them claim nothing */
    slong unresolved_count;
    parameter_gap_t *unresolved;
} bifurcations_struct;
typedef bifurcations_struct bifurcations_t[1];
void bifurcations_init(bifurcations_t bifurcations);
void bifurcations_clear(bifurcations_t bifurcations);

/* The family and the question. */
typedef struct {
    const char *student, *teacher;      /* expressions in x and the parameters */
    const wane_parameter_t *parameters; /* the others; not the one that moves */
    slong parameter_count;
    const char *name; /* of the one that moves */
    int whole_line;   /* 1: all real values (pairs of polynomials only); 0: range */
    wane_interval_t range;
    int side;         /* 1 or -1 */
    int with_verdict; /* from a0 and start: */
    wane_interval_t a0;
    wane_start_t start;
} bifurcation_problem_struct;
typedef bifurcation_problem_struct bifurcation_problem_t[1];
void bifurcation_problem_init(bifurcation_problem_t family); /* side 1, no verdict */
void bifurcation_problem_clear(bifurcation_problem_t family);

/* All thresholds in the open range.  Pairs that are polynomials in x and the parameter: exact, by resultants
   and discriminants.  Others: the range is cut into pieces; on each piece the picture is proved constant, or
   the piece is narrow and the picture proved to differ between its sides (a threshold), or it is unresolved.
   WANE_UNDECIDED if something is unresolved (bifurcations then holds what is proved). WANE_BAD_INPUT if the
   whole line was asked for and the pair is not a pair of polynomials. */
wane_status_t bifurcations_compute(bifurcations_t bifurcations, const bifurcation_problem_t family,
                                   const wane_effort_t *effort, wane_message_t message);

#endif
