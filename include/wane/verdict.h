/* Verdicts: what happens to the feature, proved, in the limit of a slow second layer or at a given ratio eps of
   the learning rates.  The module `manifold`.

   In the limit the verdict is read off the critical manifold (wane/manifold.h); source: derivations 02 to 05, 07
   and 16.  For given eps > 0 the solution of R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a S(R)) is
   followed without time steps: while R rises the orbit is a graph over R, enclosed by sub- and supersolutions,
   and where it turns back decides its limit, so that the effort does not depend on eps; source: derivations 18.
   Every statement holds for every value in the ranges given, every ball contains the true value. */
#ifndef WANE_VERDICT_H
#define WANE_VERDICT_H

#include "wane/manifold.h"

#ifdef __cplusplus
extern "C" {
#endif

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
} wane_part_t;
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
    wane_part_t stretch[WANE_MOST_STRETCHES];
} wane_phase_t;

/* What happens, and why. */
typedef struct {
    struct wane_verdict_data *data;
} wane_verdict_struct;
typedef wane_verdict_struct wane_verdict_t[1];
WANE_API void wane_verdict_init(wane_verdict_t verdict); /* undecided */
WANE_API void wane_verdict_clear(wane_verdict_t verdict);

/* The verdict in the limit.  Numbers: raises precision until it is decided and effort->digits correct digits of
   its values are known, up to effort->max_prec.  a0, the start and the parameters of the functions may be
   intervals: it then holds for every member of that family, the box of which is cut adaptively until it is
   proved on every part, and balls contain the values of all members.  WANE_BAD_INPUT: |R0| = 1 or beyond, or one
   parameter with two different intervals.  WANE_UNDECIDED: the last reason says what failed; of a family the
   message says where, or which members differ. */
WANE_API wane_status_t wane_verdict_compute(wane_verdict_t verdict, const wane_function_t student,
                                            const wane_function_t teacher, const wane_interval_t a0,
                                            const wane_start_t start, const wane_effort_t *effort,
                                            wane_message_t message);
/* The verdict in the limit from given kernels, at their precision, without the measures of its phases (slow
   times, separations).  a0 and the start may be intervals, which are not cut. */
WANE_API wane_status_t wane_verdict_from_kernels(wane_verdict_t verdict, const wane_kernels_t kernels,
                                                 const wane_interval_t a0, const wane_start_t start,
                                                 const wane_effort_t *effort, wane_message_t message);
/* The verdict for every eps > 0 and every a0 in their intervals; NULL stands for every positive value.  Intervals are
   cut as in the limit.  Partial unlearning means sup R - lim R > drop, learning sup R - lim R <= drop (after R last
   changed sign), unlearning R -> 0 after having been away from 0.  Raises precision until it is decided, up to
   effort->max_prec.  WANE_BAD_INPUT: eps not positive, drop not in (0, 1), |R0| >= 1.  WANE_UNDECIDED: the last
   reason says what is missing; a limit of R may be known nonetheless. */
WANE_API wane_status_t wane_verdict_compute_at_eps(wane_verdict_t verdict, const wane_function_t student,
                                                   const wane_function_t teacher, const wane_interval_t eps,
                                                   const wane_interval_t a0, const wane_start_t start,
                                                   const fmpq_t drop, const wane_effort_t *effort,
                                                   wane_message_t message);

/* The same, and the certificate of the proof, for wane_verify to re-prove: JSON text in the format of the
   project's user documentation, docs/certificates.md; free with flint_free.  *certificate is NULL unless the
   status is WANE_OK.  WANE_UNDECIDED with a decided outcome: no covering was found that plain evaluation
   confirms.  Source: derivations/15; at given eps derivations/08, where the bounds of the proof leave room for a
   reader with fewer coefficients, so that more or fewer steps can lead to them. */
WANE_API wane_status_t wane_verdict_certify(wane_verdict_t verdict, char **certificate,
                                            const wane_function_t student, const wane_function_t teacher,
                                            const wane_interval_t a0, const wane_start_t start,
                                            const wane_effort_t *effort, wane_message_t message);
WANE_API wane_status_t wane_verdict_certify_at_eps(wane_verdict_t verdict, char **certificate,
                                                   const wane_function_t student,
                                                   const wane_function_t teacher, const wane_interval_t eps,
                                                   const wane_interval_t a0, const wane_start_t start,
                                                   const fmpq_t drop, const wane_effort_t *effort,
                                                   wane_message_t message);

/* What was computed; what is pointed to lives until the verdict changes.  Proved, unless it is
   WANE_OUTCOME_UNDECIDED. */
WANE_API wane_outcome_t wane_verdict_outcome(const wane_verdict_t verdict);
/* Signed: the |R| largest after R last changed sign, at given eps the supremum. */
WANE_API void wane_verdict_R_peak(arb_t R, const wane_verdict_t verdict);
/* The limits as time -> infinity; a = +-inf where |a| -> infinity. */
WANE_API void wane_verdict_R_final(arb_t R, const wane_verdict_t verdict);
WANE_API void wane_verdict_a_final(arb_t a, const wane_verdict_t verdict);
/* The law by which R -> 0 and |a| -> infinity; NULL if they do not, or are not proved to. */
WANE_API const wane_small_R_struct *wane_verdict_scaling(const wane_verdict_t verdict);
/* The last delayed exit (derivations/05) from a line, aligned, anti-aligned or uncorrelated: where its stability
   is lost, and where the state leaves it.  Returns 0 if there is none, at given eps, and where members of a family
   differ. */
WANE_API int wane_verdict_exit(wane_branch_t *line, arb_t a_static, arb_t a_delayed,
                               const wane_verdict_t verdict);
/* The phases in order, NULL beyond the last; none at given eps, and where members of a family differ. */
WANE_API const wane_phase_t *wane_verdict_phase(const wane_verdict_t verdict, slong index);
/* The reasons in order, sentences that are proved, NULL beyond the last; for an undecided outcome the last says
   what failed. */
WANE_API const char *wane_verdict_reason(const wane_verdict_t verdict, slong index);
/* The theorem at given eps, one sentence with its quantifiers; NULL in the limit, or if undecided. */
WANE_API const char *wane_verdict_theorem(const wane_verdict_t verdict);

#ifdef __cplusplus
}
#endif
#endif
