/* The critical manifold and the verdict in the singular limit: the module `manifold`.

   In the limit of a slow second layer the planar flow
     R' = (1 - R^2) (a P'(R) - a^2 S'(R)/2),   a' = eps (P(R) - a S(R)),   eps -> 0,
   runs fast along fibres a = const and slowly along branches of fast equilibria: R = 1, R = -1, R = 0 (when
   p_1 = 0) and the interior branch a = A(R) = 2 P'/S'.  Everything here is a consequence of signs on
   intervals, proved in ball arithmetic; every ball returned contains the true value.  Times called slow are
   eps * t. An infinite value is the exact ball +inf or -inf (arb_is_exact and not arb_is_finite); a value
   that was not determined is indeterminate (arb_indeterminate: radius infinite). Source: derivations 02 to
   05, 07 and 16. */
#ifndef WANE_MANIFOLD_H
#define WANE_MANIFOLD_H

#include "wane/export.h"
#include "wane/hermite.h"
#include "wane/interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The correlation R(0).  0+ and 0-: off zero on that side, by as little as one likes; where p_1 = 0, eps -> 0
   before R(0) -> 0, such that eps psi(R(0)) -> 0 (derivations/05), and the reasons say so where another order
   leads elsewhere. */
typedef enum {
    WANE_START_VALUE,      /* the given interval, inside (-1, 1); [0, 0] is the same as WANE_START_ZERO */
    WANE_START_ZERO,       /* R(0) = 0 */
    WANE_START_ZERO_PLUS,  /* R(0) = 0+ */
    WANE_START_ZERO_MINUS, /* R(0) = 0- */
} wane_start_kind_t;
typedef struct {
    wane_start_kind_t kind;
    wane_interval_t value; /* used by WANE_START_VALUE only */
} wane_start_struct;
typedef wane_start_struct wane_start_t[1];
WANE_API void wane_start_init(wane_start_t start); /* WANE_START_ZERO */
WANE_API void wane_start_clear(wane_start_t start);

/* R -> 0 on the interior branch (derivations/04): N = P S' - 2 P' S ~ nu R^n, for R of either sign.  The
   branch carries the state to R = 0, |a| = infinity exactly if tends_to_zero: c_0 = 0, p = s, and nu > 0 once
   a -> -a, R -> -R have made a, R > 0 (derivations/04 (17)). */
typedef struct {
    /* -1: not decided; WANE_NONE: there is none. */
    slong s;           /* least k >= 1 with c_k != 0 */
    slong p;           /* least k >= 1 with p_k != 0 */
    slong m;           /* least j > p with p_j != 0 */
    slong m_prime;     /* least k > s with c_k != 0 */
    slong n;           /* exponent of N's leading term; none: N = 0 */
    arb_t nu;          /* its coefficient, of decided sign when n >= 0 */
    int tends_to_zero; /* 1 proved, 0 refuted, -1 not decided */
    /* The rest only when tends_to_zero = 1: |R|' ~ -eps kappa |R|^(Q+1), kappa > 0, hence
       R ~ R_prefactor (eps t)^(-1/Q),  a ~ a_prefactor (eps t)^(s/Q),  a ~ alpha |R|^(-s). */
    slong Q;
    arb_t alpha, kappa, R_prefactor,
        a_prefactor; /* a_prefactor and alpha carry the sign of a, R_prefactor that of R */
} wane_small_R_struct;
typedef wane_small_R_struct wane_small_R_t[1];

typedef enum {
    WANE_EQUILIBRIUM_SINK,
    WANE_EQUILIBRIUM_SADDLE,
    WANE_EQUILIBRIUM_DEGENERATE, /* N and N' both vanish; only for exact problems */
} wane_equilibrium_kind_t;
WANE_API const char *
wane_equilibrium_kind_name(wane_equilibrium_kind_t kind); /* "sink", "saddle", "degenerate" */

typedef struct {
    arb_t R, a;
    wane_equilibrium_kind_t kind;
    arb_t loss; /* without label noise: (E teacher^2 - Phi(R))/2 */
} wane_equilibrium_t;

typedef struct {
    arb_t R, a;
    int a_is_minimum; /* 1: A has a local minimum here, 0: a local maximum */
} wane_fold_t;

/* An open stretch of the interior branch on which nothing changes. */
typedef struct {
    arb_t R_lo, R_hi; /* R_lo < R_hi; exact 0, +-1, or enclosures of the roots that bound the stretch */
    int a_sign;       /* sign of A */
    int a_direction;  /* sign of the slow a' */
    int R_direction;  /* sign of the slow R' */
    int attracting;   /* for the fast flow */
} wane_flow_t;

/* The critical manifold over 0 < R < 1 (side = 1) or -1 < R < 0 (side = -1). */
typedef struct {
    int side;
    int neutral;         /* 1: N vanishes identically, every point of the branch
                            is an equilibrium; 0: not; -1: not decided */
    arb_t a_c, a_eq;     /* at R = side: loss of transverse stability; zero of a' */
    int stable_as_point; /* (R, a) = (side, a_eq) attracts: 1 yes, 0 no, -1 not decided */
    /* A count of -1: not determined, nothing is known of that list. */
    slong fold_count;
    wane_fold_t *folds; /* increasing |R| */
    slong equilibrium_count;
    wane_equilibrium_t *equilibria; /* interior, increasing |R|; those with P = 0 = a included */
    slong flow_count;
    wane_flow_t *flow; /* covers the side; by increasing |R|; a_direction = R_direction = 0 when neutral */
    wane_small_R_t small_R;
} wane_manifold_struct;
typedef wane_manifold_struct wane_manifold_t[1];
WANE_API void wane_manifold_init(wane_manifold_t manifold);
WANE_API void wane_manifold_clear(wane_manifold_t manifold);

/* Raises precision until effort->digits correct digits of every value are known and every sign is decided, up
   to effort->max_prec.  WANE_UNDECIDED (with what is lacking) if some sign is not determined; manifold then
   holds a_c, a_eq and small_R only: the lists are not known, and empty. */
WANE_API wane_status_t wane_manifold_compute(wane_manifold_t manifold, const wane_function_t student,
                                             const wane_function_t teacher, int side,
                                             const wane_effort_t *effort, wane_message_t message);

typedef enum {
    WANE_OUTCOME_LEARNING,           /* |R| ends at its running maximum */
    WANE_OUTCOME_PARTIAL_UNLEARNING, /* ends below it, away from 0 */
    WANE_OUTCOME_UNLEARNING,         /* R -> 0 after having been away from 0 */
    WANE_OUTCOME_NOT_LEARNED,        /* R stays at 0 */
    WANE_OUTCOME_NEUTRAL,            /* the slow flow stands still on a line of equilibria */
    WANE_OUTCOME_UNDECIDED,
} wane_outcome_t;
WANE_API const char *wane_outcome_name(wane_outcome_t outcome); /* "learning", "partial-unlearning", … */

typedef enum {
    WANE_PHASE_FAST, /* along a fibre a = const */
    WANE_PHASE_SLOW, /* along a branch */
} wane_phase_kind_t;
WANE_API const char *wane_phase_kind_name(wane_phase_kind_t kind); /* "fast", "slow" */

typedef enum {
    WANE_BRANCH_FIBRE,        /* fast phases: none */
    WANE_BRANCH_INTERIOR,     /* a = A(R) */
    WANE_BRANCH_ALIGNED,      /* R = 1 */
    WANE_BRANCH_ANTI_ALIGNED, /* R = -1 */
    WANE_BRANCH_UNCORRELATED, /* R = 0 */
} wane_branch_t;
/* "fibre", "interior", "aligned", "anti-aligned", "uncorrelated" */
WANE_API const char *wane_branch_name(wane_branch_t branch);

typedef enum {
    WANE_END_ALIGNED,      /* arrives at |R| = 1 */
    WANE_END_BRANCH,       /* lands on the interior branch */
    WANE_END_UNCORRELATED, /* arrives at the line R = 0, a finite */
    WANE_END_EQUILIBRIUM,  /* tends to an equilibrium: the end */
    WANE_END_CORNER,       /* tends to the degenerate equilibrium |R| = 1, a_eq = a_c: the end */
    WANE_END_FOLD,         /* the branch turns back: leaves it */
    WANE_END_EXIT,         /* leaves |R| = 1 or R = 0 after the delayed loss of stability */
    WANE_END_SMALL_R,      /* R -> 0, |a| -> infinity: the end */
    WANE_END_SIGN_CHANGE,  /* a passes through 0 */
    WANE_END_STANDSTILL,   /* every point of the branch is an equilibrium: the end */
} wane_phase_end_t;
/* "aligned", "branch", …, "small-R", "sign-change", … */
WANE_API const char *wane_phase_end_name(wane_phase_end_t end);

/* All numbers from lo to hi, exact, lo < hi. */
typedef struct {
    arb_t lo, hi;
} wane_stretch_t;
#define WANE_MOST_STRETCHES 3

typedef struct {
    wane_phase_kind_t kind;
    wane_branch_t branch;
    arb_t R_from, R_to;
    arb_t a_from, a_to;
    wane_phase_end_t end;
    arb_t slow_time;          /* duration in eps * t; 0 for fast phases, +inf for the last */
    arb_t loss_from, loss_to; /* without label noise */
    /* Slow phases: a lower bound of |fast eigenvalue| / (relative slow rate / eps), the larger of |a'/a| and
       |R'/R|, on the stretches given: those of R on the interior branch, those of a on |R| = 1, which stay
       1/64 away (in R, or in a/a_c) from where a rate vanishes: exits, folds, corners and a = 0 (R = 0 itself
       is excluded, too).  Nothing is said of the rest.  Indeterminate, without stretches, for fast phases, on
       R = 0, and where no positive bound is known. */
    arb_t separation;
    slong stretch_count;
    wane_stretch_t stretch[WANE_MOST_STRETCHES];
} wane_phase_t;

/* What happens, and why. */
typedef struct {
    wane_outcome_t outcome;
    int proved; /* 1 unless the outcome is WANE_OUTCOME_UNDECIDED */
    slong phase_count;
    wane_phase_t *phases;
    arb_t R_peak;  /* signed; the |R| largest after R last changed sign */
    arb_t R_final; /* limits as time -> infinity */
    arb_t a_final;
    int has_exit;              /* a delayed exit happened; the last one: */
    wane_branch_t exit_branch; /* the line that was left: aligned, anti-aligned or uncorrelated */
    arb_t a_static, a_delayed; /* where its stability is lost, where the state leaves: derivations/05 */
    int has_scaling;           /* the end is WANE_END_SMALL_R */
    wane_small_R_t scaling;
    arb_t
        separation; /* the least of those of the phases, on their stretches; indeterminate if none has one */
    slong reason_count;
    char **reasons; /* sentences, each a proved claim, in order; for an
                       undecided outcome the last says what failed */
} wane_verdict_struct;
typedef wane_verdict_struct wane_verdict_t[1];
WANE_API void wane_verdict_init(wane_verdict_t verdict);
WANE_API void wane_verdict_clear(wane_verdict_t verdict);

/* The verdict in the singular limit from given kernels, at their precision.  a0 and the start may be
   intervals: the verdict then holds for every value, and balls contain the values for all of them.
   WANE_BAD_INPUT: |R0| = 1 or beyond.  WANE_UNDECIDED: verdict holds the phases proved so far. */
WANE_API wane_status_t wane_verdict_from_kernels(wane_verdict_t verdict, const wane_kernels_t kernels,
                                                 const wane_interval_t a0, const wane_start_t start,
                                                 const wane_effort_t *effort, wane_message_t message);

/* Decision and measurements from functions; raises precision until the verdict is decided and (for point
   inputs) effort->digits correct digits are known, up to effort->max_prec. */
WANE_API wane_status_t wane_verdict_compute(wane_verdict_t verdict, const wane_function_t student,
                                            const wane_function_t teacher, const wane_interval_t a0,
                                            const wane_start_t start, const wane_effort_t *effort,
                                            wane_message_t message);

/* One verdict for a whole family of problems: for every value of the interval parameters of the functions, of
   a0 and of R0. */
typedef struct {
    /* The common outcome, and balls that contain the values of every member.  Phases only if all sub-boxes
       have the same itinerary, stretches then shared by all of them; exit and scaling only if all have them;
       the reasons describe the itineraries. */
    wane_verdict_t verdict;
    int is_family; /* 0 before wane_box_verdict_compute */
    slong boxes;   /* sub-boxes into which the family was cut, those decided */
} wane_box_verdict_struct;
typedef wane_box_verdict_struct wane_box_verdict_t[1];
WANE_API void wane_box_verdict_init(wane_box_verdict_t family);
WANE_API void wane_box_verdict_clear(wane_box_verdict_t family);
/* 1 if some input is an interval that is not a single number. */
WANE_API int wane_box_verdict_is_needed(const wane_function_t student, const wane_function_t teacher,
                                        const wane_interval_t a0, const wane_start_t start);
/* Cuts the box of all intervals adaptively until the verdict is proved on every sub-box; bounded effort.
   WANE_UNDECIDED: two sub-boxes have different proved verdicts, or one resists; the message says which.
   WANE_BAD_INPUT: |R0| = 1 or beyond, or one parameter with two different intervals. */
WANE_API wane_status_t wane_box_verdict_compute(wane_box_verdict_t family, const wane_function_t student,
                                                const wane_function_t teacher, const wane_interval_t a0,
                                                const wane_start_t start, const wane_effort_t *effort,
                                                wane_message_t message);

/* A stretch of initial scales. */
typedef struct {
    arb_t from, to; /* the open interval from < a0 < to; from may be exactly 0, to +inf */
    wane_outcome_t outcome;
    char *reason; /* undecided only: what is not decided */
} wane_scale_interval_t;

/* The partition of the initial scales a0 > 0 by verdict, for one start R0 (derivations/16). */
typedef struct {
    slong count;
    wane_scale_interval_t *interval; /* increasing; neighbours share a boundary and differ in the outcome */
    slong tie_count;
    arb_ptr tie; /* inside the intervals: where the singular itinerary meets a critical height exactly; the
                    verdict is proved on both sides, not at the tie itself */
} wane_thresholds_struct;
typedef wane_thresholds_struct wane_thresholds_t[1];
WANE_API void wane_thresholds_init(wane_thresholds_t thresholds);
WANE_API void wane_thresholds_clear(wane_thresholds_t thresholds);

/* Covers (0, infinity).  The outcome is proved for every a0 of each interval except its ties, and every
   finite boundary ball contains the one boundary meant.  Raises precision until nothing is undecided and
   effort->digits correct digits of every boundary are known, up to effort->max_prec.  WANE_UNDECIDED: some
   interval is undecided; the message names it, the others are proved.  WANE_BAD_INPUT: |R0| = 1 or beyond. */
WANE_API wane_status_t wane_thresholds_compute(wane_thresholds_t thresholds, const wane_function_t student,
                                               const wane_function_t teacher, const wane_start_t start,
                                               const wane_effort_t *effort, wane_message_t message);

#ifdef __cplusplus
}
#endif
#endif
