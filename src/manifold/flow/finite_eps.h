/* The verdict for the planar flow itself, at a given ratio eps of the learning rates.

   For given eps > 0 the solution of R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a S(R)) is
   followed without time steps: while R rises the orbit is a graph over R, enclosed by sub- and
   supersolutions, and where it turns back decides its limit.  So the effort does not depend on eps.  Every
   statement holds for every value in the ranges given.  Source: derivations 18. */
#ifndef MANIFOLD_FLOW_FINITE_EPS_H
#define MANIFOLD_FLOW_FINITE_EPS_H

#include "base/scoped.h"
#include "manifold/proof/verdict.h"
#include "manifold/shape/level_kind.h"

/* Every value in [lo, hi], or every value in (0, infinity). */
typedef struct {
    int all;
    wane_interval_t value; /* used unless all */
} quantifier_struct;
typedef quantifier_struct quantifier_t[1];
void quantifier_init(quantifier_t range); /* [0, 0] */
void quantifier_clear(quantifier_t range);
void quantifier_set(quantifier_t range, const quantifier_t other);
SCOPED_TYPE(quantifier)

/* The proof, in the orientation where a > 0 and R rises first: a stands for a_sign a, R for R_sign R. */
typedef struct {
    level_kind_t kind;
    arb_t R, a, Phi; /* R, B(R) and Phi(R); a may be +inf at R = 0 */
    int N_sign;      /* proved on the whole interval up to the next level; 0 at the last */
} landscape_level_t;

/* While R rises from this R to that of the next cell, value + slope x + bend x^2/2 bounds a, where x = artanh
   R minus its value at the left end. */
typedef struct {
    arb_t R; /* exact */
    int has_upper, has_lower;
    arb_t upper[3], lower[3]; /* value, slope, bend; exact */
} orbit_cell_t;

/* The bounds for one part of the range of eps. */
typedef struct {
    wane_interval_t eps; /* [0, 0]: every eps > 0 */
    slong cell_count;
    orbit_cell_t *cells;
    arb_t end;              /* where the last cell ends, exact */
    int settles;            /* index of the level that R tends to without passing it; -1: not proved */
    arb_t settles_from;     /* the R from which on that is proved */
    arb_t peak_lo, peak_hi; /* proved: peak_lo <= sup R <= peak_hi */
    int peak_is_limit;      /* proved: sup R = lim R; sup R includes what was reached before the rise */
    int crosses;            /* a falls to 0 before R comes to the first level */
    slong limit;            /* index of the level that R tends to */
} rise_record_t;

/* A box of states (rho, a), rho = artanh R, as they are: no sign is turned.  Exact ends. */
typedef struct {
    arf_struct lo[2], hi[2];
} state_box_t;
/* Every solution from the start is in `at` at the time t, and every solution that is in `at` then is in
   `during` until the time of the next node, and in that node's `at` at that time. */
typedef struct {
    arf_t t; /* exact; 0 at the first node */
    state_box_t at;
    state_box_t during; /* empty (all 0) at the last node */
} orbit_node_t;
/* Why the limit is known of every solution in the last box: derivations/18 (23). */
typedef enum {
    ARRIVAL_RISING,   /* a < A(R): only one level is left that it can tend to */
    ARRIVAL_FALLING,  /* a >= A(R): it is caught, or turns, as it falls */
    ARRIVAL_CONFINED, /* V is above the walls of the basin of the level */
    ARRIVAL_LINE,     /* R falls to 0 for good while a stays above scale_floor; then no level is given */
} arrival_t;
typedef struct {
    slong node_count;
    orbit_node_t *nodes;
    arrival_t arrival;
    arb_t peak_lo, peak_hi; /* of sup |R| up to the last node, after R last changed sign */
    arf_t sup_bound;        /* of R from the last node on, turned, for ARRIVAL_CONFINED */
    arf_t scale_floor;      /* of |a|, for ARRIVAL_LINE */
} integration_t;

/* What the structure of the pair says of every start, whatever R does first: derivations/22. */
typedef enum {
    STRUCTURE_NONE,
    STRUCTURE_RISING,   /* P, P' > 0 for R of both signs, N < 0 for R > 0: R -> 1, (17) */
    STRUCTURE_CONSTANT, /* P = p_0 != 0: R -> 0, (19) */
    STRUCTURE_ZERO,     /* P = 0: a^2 - eps H(R) stays, (20) */
    STRUCTURE_NEUTRAL,  /* N = 0, P != 0: likewise, (21) */
} flow_structure_t;

typedef struct {
    flow_structure_t structure; /* unless it is none there are no rises */
    int a_sign, R_sign;
    slong level_count;
    landscape_level_t *levels;
    /* NULL, or the way by integration until the rest is known; then the signs and the levels are those of the
       last box, and the only rise says what is known from there on, its peaks include those on the way. */
    integration_t *integration;
    /* NULL, or the way until a and then R passed through 0 once, in the orientation opposite in both. */
    rise_record_t *first_leg;
    slong rise_count; /* by increasing eps */
    rise_record_t *rises;
} finite_eps_proof_struct;

typedef struct {
    wane_outcome_t outcome;
    int proved;      /* 1 unless the outcome is WANE_OUTCOME_UNDECIDED */
    arb_t R_peak;    /* signed; the supremum of |R| after R last changed sign */
    arb_t R_final;   /* limits as time -> infinity */
    arb_t a_final;   /* +-inf where |a| -> infinity */
    int has_scaling; /* R -> 0, |a| -> infinity by the law in scaling */
    wane_small_R_t scaling;
    slong steps;    /* of integration that were tried */
    int keeps_side; /* R is seen never to change its sign; of a decided outcome */
    char *theorem;  /* one sentence with its quantifiers; if undecided of the limits alone, or NULL */
    char *region;   /* the invariant set the solution ends in; NULL if undecided */
    char *entered;  /* how it is known to be entered; NULL if undecided */
    slong reason_count;
    char **reasons; /* sentences, each proved, in order; for an undecided outcome the last says what blocks */
    proof_account_t account; /* the steps of the proof; of a family those of one box */
    finite_eps_proof_struct proof;
} finite_eps_struct;
typedef finite_eps_struct finite_eps_t[1];
void finite_eps_init(finite_eps_t result);
void finite_eps_clear(finite_eps_t result);

/* What is asked, and what a theorem speaks of. */
typedef struct {
    const wane_function_struct *student, *teacher;
    const quantifier_struct *eps, *a0;
    const wane_start_struct *start;
    const fmpq *drop;
} flow_subject_t;

/* What the solution from (a0, R0) does, for every a0 and eps in their ranges.  Partial unlearning means
   sup R - lim R > drop, learning sup R - lim R <= drop (after R last changed sign); unlearning R -> 0 after
   having been away from 0.  Raises precision until it is decided, up to effort->max_prec.  WANE_BAD_INPUT:
   eps not positive, drop not in (0, 1), |R0| >= 1.  WANE_UNDECIDED: the last reason says what is missing. */
wane_status_t finite_eps_compute(finite_eps_t result, const wane_function_t student,
                                 const wane_function_t teacher, const quantifier_t eps, const quantifier_t a0,
                                 const wane_start_t start, const fmpq_t drop, const wane_effort_t *effort,
                                 wane_message_t message);

#endif
