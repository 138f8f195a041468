/* The functions of R whose signs decide everything, and their signs on intervals by plain evaluation. */
#ifndef VERIFY_SHAPE_SHAPE_H
#define VERIFY_SHAPE_SHAPE_H

#include "verify/kernel/kernel_pair.h"

typedef enum {
    SHAPE_FLOW,                /* N = P S' - 2 P' S */
    SHAPE_FOLD,                /* F = P'' S' - P' S'', the sign of A' */
    SHAPE_HEIGHT,              /* P', the sign of A */
    SHAPE_COUNT,               /* of those that shape the branch */
    SHAPE_VALUE = SHAPE_COUNT, /* P */
} shape_t;

/* N: the weights (2k - 2j), F: 2jk(j - 2k) of the products p_j s_k R^(j + 2k - shift); P': j, P: 1 of p_j
   R^(j - shift). */
slong verify_shape_weight(shape_t f, slong j, slong k);
slong verify_shape_shift(shape_t f);
/* P and P': without s_k. */
int verify_shape_is_linear(shape_t f);

/* The sign on the ball of [l, r]; 0 if it is not seen. */
typedef int (*verify_sign_on_ball_t)(const void *context, const arf_t l, const arf_t r);
/* The one sign on all parts of [l, r] into which a bounded number of bisections cuts it; 0 if there is none. */
int verify_sign_by_bisection(verify_sign_on_ball_t sign_on_ball, const void *context, const arf_t l,
                             const arf_t r);

/* The sign of f, or of f' for derivative = 1, on all of [l, r] in (0, 1]; 0 if plain evaluation with a
   bounded number of bisections does not show it. */
int verify_shape_sign(const pair_t pair, shape_t f, int derivative, const arf_t l, const arf_t r);
/* At a point. */
int verify_shape_sign_at(const pair_t pair, shape_t f, const arf_t R);

/* The sign of H_a = 2 P' - a S' on a ball R in (0, 1), and at R = 1. */
int verify_fibre_sign(const pair_t pair, const arb_t R, const arb_t a);
int verify_fibre_sign_at_one(const pair_t pair, const arb_t a);
/* A = 2 P'/S' on a ball. */
void verify_branch_height(arb_t a, const pair_t pair, const arb_t R);

int verify_ball_sign(const arb_t x);

#endif
