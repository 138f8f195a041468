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
    slong s;       /* least k >= 1 with c_k != 0 */
    slong p;       /* least k >= 1 with p_k != 0 */
    slong m;       /* least j > p with p_j != 0 */
    slong m_prime; /* least k > s with c_k != 0 */
    slong n;       /* exponent of N's leading term; none: N = 0 */
    slong n_least; /* the same, but where it is not one for all values of the parameters: from this to n */
    arb_t nu;      /* its coefficient, of decided sign when n >= 0 */
    int tends_to_zero; /* 1 proved, 0 refuted, -1 not decided */
    /* The rest only when tends_to_zero = 1: |R|' ~ -eps kappa |R|^(Q+1), kappa > 0, hence
       R ~ R_prefactor (eps t)^(-1/Q),  a ~ a_prefactor (eps t)^(s/Q),  a ~ alpha |R|^(-s). */
    slong Q, Q_least; /* different where n_least < n: then kappa and the prefactors are not determined */
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
} wane_stretch_t;

/* The critical manifold over 0 < R < 1 (side = 1) or -1 < R < 0 (side = -1). */
typedef struct {
    struct wane_manifold_data *data;
} wane_manifold_struct;
typedef wane_manifold_struct wane_manifold_t[1];
WANE_API void wane_manifold_init(wane_manifold_t manifold);
WANE_API void wane_manifold_clear(wane_manifold_t manifold);

/* Raises precision until effort->digits correct digits of every value are known and every sign is decided, up
   to effort->max_prec.  WANE_UNDECIDED (with what is lacking) if some sign is not determined; manifold then
   holds what is aligned and small_R only: the lists are not known, and empty. */
WANE_API wane_status_t wane_manifold_compute(wane_manifold_t manifold, const wane_function_t student,
                                             const wane_function_t teacher, int side,
                                             const wane_effort_t *effort, wane_message_t message);

/* At R = side: a_c, where transverse stability is lost, and a_eq, the zero of a'; returns whether (R, a) =
   (side, a_eq) attracts: 1 yes, 0 no, -1 not decided. */
WANE_API int wane_manifold_aligned(arb_t a_c, arb_t a_eq, const wane_manifold_t manifold);
/* What was computed; it lives until the manifold changes.  The lists are by increasing |R|, NULL beyond their
   end. */
WANE_API const wane_small_R_struct *wane_manifold_small_R(const wane_manifold_t manifold);
WANE_API const wane_fold_t *wane_manifold_fold(const wane_manifold_t manifold, slong index);
/* The interior ones; those with P = 0 = a included. */
WANE_API const wane_equilibrium_t *wane_manifold_equilibrium(const wane_manifold_t manifold, slong index);
/* They cover the side.  a_direction = R_direction = 0 where N vanishes identically, and every point of the
   branch is an equilibrium. */
WANE_API const wane_stretch_t *wane_manifold_stretch(const wane_manifold_t manifold, slong index);

#ifdef __cplusplus
}
#endif
#endif
