/* Where the picture changes as a parameter of the pair moves: the module `manifold`, derivations/14.

   A student and a teacher contain a parameter.  Their picture at one value
   of the parameter is what derivations/02 to 04 read off the critical manifold over one
   side of R: which equilibria, folds and crossings of a = 0 there are and in which order,
   the direction of the slow flow and the stability between them, the corner |R| = 1, and
   the leading powers at R = 0.  A bifurcation is a value where the picture changes. */
#ifndef WANE_BIFURCATIONS_H
#define WANE_BIFURCATIONS_H

#include <flint/fmpz_poly.h>

#include "wane/verdict.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    WANE_EVENT_EQUILIBRIA_COLLIDE,      /* N = N' = 0 inside */
    WANE_EVENT_EQUILIBRIUM_AT_ONE,      /* N(1) = 0 */
    WANE_EVENT_EQUILIBRIUM_AT_ZERO,     /* the leading coefficient of N vanishes */
    WANE_EVENT_FOLDS_COLLIDE,           /* A' = A'' = 0 inside */
    WANE_EVENT_FOLD_AT_ONE,             /* A'(1) = 0, or infinite and changing its sign */
    WANE_EVENT_FOLD_AT_ZERO,            /* the leading coefficient of A' vanishes */
    WANE_EVENT_CROSSINGS_COLLIDE,       /* P' = P'' = 0 inside */
    WANE_EVENT_CROSSING_AT_ONE,         /* P'(1) = 0 */
    WANE_EVENT_CROSSING_AT_ZERO,        /* the leading coefficient of P' vanishes */
    WANE_EVENT_ZEROS_OF_P_COLLIDE,      /* P = P' = 0 inside */
    WANE_EVENT_ZERO_OF_P_AT_ONE,        /* P(1) = 0 */
    WANE_EVENT_ZERO_OF_P_AT_ZERO,       /* the leading coefficient of P vanishes */
    WANE_EVENT_FOLD_MEETS_EQUILIBRIUM,  /* N = A' = 0 inside */
    WANE_EVENT_FOLD_MEETS_ZERO_OF_P,    /* P = A' = 0 inside */
    WANE_EVENT_STUDENT_LEADS_ELSEWHERE, /* c_s vanishes for the least s >= 1 */
    WANE_EVENT_MEAN_VANISHES,           /* c_0 vanishes */
    WANE_EVENT_NEUTRAL,                 /* N vanishes identically */
    WANE_EVENT_FOLDS_DEGENERATE,        /* A' vanishes identically */
    WANE_EVENT_UNCORRELATED,            /* P' vanishes identically */
    WANE_EVENT_PICTURE_CHANGES,         /* something of these; it is not proved which */
    WANE_EVENT_VERDICT_CHANGES,         /* the picture stays, the verdict from the given start changes */
    WANE_EVENT_COUNT
} wane_event_t;
WANE_API const char *wane_event_name(wane_event_t event); /* "equilibria-collide", "equilibrium-at-1", … */

/* Enough of a parameter's value to name it exactly. */
typedef struct {
    wane_event_t event;
    arb_t b;                        /* contains the value */
    int exact;                      /* b is the one root of minimal_polynomial in the ball b */
    fmpz_poly_t minimal_polynomial; /* irreducible; 0 if not exact */
    wane_interval_t bracket; /* [0, 0] unless found by cutting: the pictures at its ends are proved, inside
                                it nothing is but that the event happens */
} wane_bifurcation_t;

/* A closed interval of the parameter for all of which the verdict from the given start is proved. */
typedef struct {
    wane_interval_t b;
    wane_outcome_t verdict;
} wane_verdict_range_t;

/* The pair and the question; plain data to fill in, what is left out is 0 or NULL. */
typedef struct {
    const char *student, *teacher;      /* expressions in x and the parameters */
    const wane_parameter_t *parameters; /* the others; not the one that moves */
    slong parameter_count;
    const char *name; /* of the one that moves */
    const wane_interval_struct
        *range;                     /* in which it moves; NULL: all real values (pairs of polynomials only) */
    int side;                       /* 1 or -1; 0: 1 */
    const wane_interval_struct *a0; /* NULL: no verdicts; else from this scale */
    const wane_start_struct *start; /* and this start; NULL: R0 = 0 */
} wane_bifurcation_problem_t;

typedef struct {
    struct wane_bifurcations_data *data;
} wane_bifurcations_struct;
typedef wane_bifurcations_struct wane_bifurcations_t[1];
WANE_API void wane_bifurcations_init(wane_bifurcations_t bifurcations);
WANE_API void wane_bifurcations_clear(wane_bifurcations_t bifurcations);

/* All bifurcations in the open range.  Pairs that are polynomials in x and the parameter: exact, by resultants
   and discriminants.  Others: the range is cut into pieces; on each piece the picture is proved constant, or
   the piece is narrow and the picture proved to differ between its sides (a bifurcation), or it is unresolved.
   WANE_UNDECIDED if something is unresolved (bifurcations then holds what is proved). WANE_BAD_INPUT if the
   whole line was asked for and the pair is not a pair of polynomials. */
WANE_API wane_status_t wane_bifurcations_compute(wane_bifurcations_t bifurcations,
                                                 const wane_bifurcation_problem_t *problem,
                                                 const wane_effort_t *effort, wane_message_t message);

/* What was computed, NULL beyond the last; it lives until the bifurcations change.  They increase;
   several events at one value stand side by side. */
WANE_API const wane_bifurcation_t *wane_bifurcations_get(const wane_bifurcations_t bifurcations, slong index);
/* Increasing, disjoint; gaps between them claim nothing. */
WANE_API const wane_verdict_range_t *wane_bifurcations_verdict(const wane_bifurcations_t bifurcations,
                                                               slong index);

#ifdef __cplusplus
}
#endif
#endif
