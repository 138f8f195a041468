/* Where the picture changes as a parameter of the pair moves: the module `manifold`, derivations/14.

   A family is a student and a teacher that contain a parameter.  Its picture at one value
   of the parameter is what derivations/02 to 04 read off the critical manifold over one
   side of R: which equilibria, folds and crossings of a = 0 there are and in which order,
   the direction of the slow flow and the stability between them, the corner |R| = 1, and
   the leading powers at R = 0.  A threshold is a value where the picture changes. */
#ifndef WANE_BIFURCATIONS_H
#define WANE_BIFURCATIONS_H

#include <flint/fmpz_poly.h>

#include "wane/export.h"
#include "wane/manifold.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What stands at a point of the interior branch. */
typedef enum {
    WANE_POINT_SINK,         /* N = 0 */
    WANE_POINT_SADDLE,       /* N = 0, or P = 0 (then a = 0) */
    WANE_POINT_DEGENERATE,   /* N and N' vanish */
    WANE_POINT_FOLD_MINIMUM, /* A has a local minimum */
    WANE_POINT_FOLD_MAXIMUM, /* A has a local maximum */
    WANE_POINT_CROSSING,     /* A = 0: the branch crosses a = 0 */
} wane_point_kind_t;
WANE_API const char *wane_point_kind_name(wane_point_kind_t kind); /* "sink", "fold-minimum", … */

typedef struct {
    wane_point_kind_t kind;
    int on_zero; /* an equilibrium with P = 0 = a */
} wane_point_t;

/* The discrete part of a wane_manifold_t. */
typedef struct {
    int side, neutral;
    slong point_count;
    wane_point_t *points;             /* increasing |R| */
    int N_start, fold_start, A_start; /* signs of N, A' and A near R = 0; 0 where they vanish identically */
    int N_end, fold_end, A_end;       /* near |R| = 1 */
    int a_eq_sign;                    /* of the equilibrium on |R| = 1; 0: a_eq = 0 */
    int stable_as_point;              /* whether it attracts */
    slong s, p, n, Q;                 /* see wane_small_R_t; Q is WANE_NONE unless tends_to_zero */
    int tends_to_zero;
} wane_portrait_struct;
typedef wane_portrait_struct wane_portrait_t[1];

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
WANE_API const char *wane_event_description(wane_event_t event); /* one sentence */

/* Enough of a parameter's value to name it exactly. */
typedef struct {
    wane_event_t event;
    arb_t b;                        /* contains the value */
    int exact;                      /* b is the one root of minimal_polynomial in the ball b */
    fmpz_poly_t minimal_polynomial; /* irreducible; 0 if not exact */
    wane_interval_t bracket; /* [0, 0] unless found by cutting: the pictures at its ends are proved, inside
                                it nothing is but that the event happens */
} wane_threshold_t;

/* A range of the parameter over which the picture is proved constant. */
typedef struct {
    arb_t lo, hi; /* enclosures of the ends; -inf, inf possible */
    wane_portrait_t picture;
    fmpq_t sample;          /* a rational inside */
    int has_verdict;        /* a start was given */
    wane_outcome_t verdict; /* at the sample, proved unless WANE_OUTCOME_UNDECIDED */
} wane_parameter_range_t;

/* Values of the parameter, ends included, about which nothing was proved. */
typedef struct {
    arb_t lo, hi; /* enclosures of the ends; -inf, inf possible */
} wane_parameter_gap_t;

/* A closed interval of the parameter for all of which the verdict from the given start is proved. */
typedef struct {
    wane_interval_t b;
    wane_outcome_t verdict;
} wane_verdict_range_t;

typedef struct {
    int exact; /* 1: a pair of polynomials, thresholds are algebraic numbers and none is missing */
    slong threshold_count;
    wane_threshold_t *thresholds; /* increasing; several events at one value stand side by side */
    slong range_count;
    wane_parameter_range_t *ranges; /* increasing, disjoint */
    slong verdict_count;
    wane_verdict_range_t *verdicts; /* increasing, disjoint; gaps between them claim nothing */
    slong unresolved_count;
    wane_parameter_gap_t *unresolved;
} wane_bifurcations_struct;
typedef wane_bifurcations_struct wane_bifurcations_t[1];
WANE_API void wane_bifurcations_init(wane_bifurcations_t bifurcations);
WANE_API void wane_bifurcations_clear(wane_bifurcations_t bifurcations);

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
} wane_family_struct;
typedef wane_family_struct wane_family_t[1];
WANE_API void wane_family_init(wane_family_t family); /* side 1, no verdict */
WANE_API void wane_family_clear(wane_family_t family);

/* All thresholds in the open range.  Pairs that are polynomials in x and the parameter: exact, by resultants
   and discriminants.  Others: the range is cut into pieces; on each piece the picture is proved constant, or
   the piece is narrow and the picture proved to differ between its sides (a threshold), or it is unresolved.
   WANE_UNDECIDED if something is unresolved (bifurcations then holds what is proved). WANE_BAD_INPUT if the
   whole line was asked for and the pair is not a pair of polynomials. */
WANE_API wane_status_t wane_bifurcations_compute(wane_bifurcations_t bifurcations, const wane_family_t family,
                                                 const wane_effort_t *effort, wane_message_t message);

#ifdef __cplusplus
}
#endif
#endif
