/* The interior branch a = A(R), 0 < R < 1, in one orientation: cut at its equilibria, folds and crossings of
   a = 0 into pieces on which nothing changes sign. */
#ifndef MANIFOLD_SHAPE_INTERIOR_BRANCH_H
#define MANIFOLD_SHAPE_INTERIOR_BRANCH_H

#include "hermite/oriented/jet_cache.h"
#include "base/zero_isolation.h"
#include "manifold/shape/small_series.h"
#include "manifold/shape/manifold.h"

typedef enum {
    MARK_ZERO,        /* R = 0 */
    MARK_EQUILIBRIUM, /* N = 0 */
    MARK_FOLD,        /* A' = 0 */
    MARK_CROSSING,    /* A = 0 */
    MARK_ONE,         /* R = 1 */
} mark_kind_t;

typedef struct {
    mark_kind_t kind;
    arb_t R;
} mark_t;

/* Between marks i and i + 1. */
typedef struct {
    int A_sign;    /* of A, that is of P' */
    int N_sign;    /* of N, that is of a' on the branch */
    int fold_sign; /* of A' */
} piece_signs_t;

typedef struct {
    oriented_kernels_t kernels;
    exact_pair_t exact;
    small_series_t small[SHAPE_COUNT];
    jet_cache_t cache;
    int vanishes_at_one[SHAPE_COUNT]; /* proved exactly */
    int realizable;                   /* P(R) = ratio K(R), S(R) = K(R^2) on this side */
    int neutral;                      /* N = 0 identically */
    slong mark_count;                 /* pieces: mark_count - 1 */
    mark_t *mark;
    piece_signs_t *piece;
    arb_t a_c, a_eq;
    wane_small_R_t small_R;
    slong budget; /* samples still allowed */
    char *open;   /* where interior_branch_zeros last failed, and what is known there; NULL: nowhere */
} interior_branch_struct;
typedef interior_branch_struct interior_branch_t[1];

/* A branch with all its marks and pieces in fresh memory; NULL, with a message, if a sign is not known. */
interior_branch_struct *interior_branch_new(const kernels_t source, int a_sign, int R_sign,
                                            wane_message_t message);
void interior_branch_free(interior_branch_struct *branch); /* NULL: nothing */
/* The kernels, the corner and the small series only: no marks, no pieces. */
void interior_branch_init_unmarked(interior_branch_t branch, const kernels_t source, int a_sign, int R_sign);
void interior_branch_clear(interior_branch_t branch);

/* Brackets of all zeros of f in (0, 1), and the sign near 0.  Returns 0, and no brackets, if undecided. */
int interior_branch_zeros(bracket_list_t zeros, int *sign_near_zero, interior_branch_t branch,
                          shape_function_t f);

/* Where it was undecided, and what the function is there. */
const char *interior_branch_where(const interior_branch_t branch);

/* The sign of f on all of (0, 1) where the structure of the pair gives it, else 0. */
int interior_branch_structural_sign(const interior_branch_t branch, shape_function_t f);
/* The sign that f has on all of (0, 1) for every value of the parameters, since it has it at all corners of their
   box, where the teacher is affine in them: derivations/22 (39).  0 claims nothing. */
int interior_branch_corner_sign(const interior_branch_t branch, shape_function_t f);

/* Refines a bracket found by interior_branch_zeros to the kernels' precision. */
void interior_branch_refine(arb_t root, interior_branch_t branch, shape_function_t f,
                            const bracket_t *bracket);

/* A(R), B(R) = P/S and the loss at (R, a), for a ball R in (0, 1]. */
void branch_height(arb_t a, const interior_branch_t branch, const arb_t R);
void nullcline_height(arb_t a, const interior_branch_t branch, const arb_t R);
void loss_at(arb_t loss, const interior_branch_t branch, const arb_t R, const arb_t a);

/* s, p, m, m', n, nu and what follows for R -> 0: derivations/04. */
void small_correlation_set(wane_small_R_t small, const oriented_kernels_t kernels, const small_series_t N);
/* R -> 0 for all values of the parameters, N beginning with a power from least to most. */
void small_correlation_set_range(wane_small_R_t small, const oriented_kernels_t kernels, slong least,
                                 slong most);
/* From an orientation to the user's, which a -> a_sign a, R -> R_sign R turn into it: derivations/04 (17).
   The factor is that of nu. */
void small_correlation_turn(wane_small_R_t small, int a_sign, int R_sign);
int small_correlation_nu_factor(slong n, int a_sign, int R_sign);

#endif
