/* P and S of a student and a teacher, turned so that a, R > 0, on balls: derivations/15 (4)-(9). */
#ifndef VERIFY_KERNEL_KERNEL_PAIR_H
#define VERIFY_KERNEL_KERNEL_PAIR_H

#include <flint/arb_poly.h>

#include "function/exact/surd.h"
#include "verify/data/function_data.h"

#define DERIVATIVES 4
#define TAIL_POWERS 5

/* Of one shape function, exact polynomials: quotient.h. */
typedef struct {
    int is_known; /* 0: not asked for, -1: there is none */
    arb_poly_t g;
} quotient_struct;
#define QUOTIENTS 4

typedef struct {
    function_data_struct *student, *teacher; /* borrowed */
    int a_sign, R_sign;
    slong length;
    arb_ptr p, s; /* p_k turned, s_k */
    arb_ptr p_row[DERIVATIVES],
        s_row[DERIVATIVES]; /* coefficients of the derivatives in R, divided by powers */
    int p_finite, s_finite;
    mag_t student_power[TAIL_POWERS], teacher_power[TAIL_POWERS]; /* >= sum_{k >= length} k^i c_k^2 */
    mag_t product_bound;                                          /* |p_j| s_k is at most this for all j, k */
    mag_t p_bound;                                                /* |p_j| is */
    int is_multiple;                                              /* P = ratio K on this side */
    arb_t ratio;                                                  /* exact */
    int proportion;           /* the sign of P/K on this side where it is a constant, rational or not; or 0 */
    int realizable;           /* sign r != 0: P = r |constant| K on this side, two or more degrees present */
    arb_t P_one[2], S_one[2]; /* P, P', S, S' at R = 1 */
    /* P'' and K'' but for what two kinks make of them: derivations/15 (31); not finite where unknown. */
    arb_t P_rest, K_rest;
    arb_t P_spread;            /* w P'' has this beside, from the teacher's jumps: 15 (35) */
    quotient_struct *quotient; /* by shape function */
    slong prec;
} pair_struct;
typedef pair_struct pair_t[1];

/* Both functions' coefficients and moments must be there. */
void verify_pair_init_set(pair_t pair, function_data_struct *student, function_data_struct *teacher,
                          int a_sign, int R_sign);
void verify_pair_clear(pair_t pair);

/* P[j], S[j], j < DERIVATIVES, contain the derivatives at every point of the ball R in [0, 1]. */
void verify_pair_evaluate(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec);

/* What the terms from length on add to these derivatives at most, |R| <= r <= 1. */
void verify_pair_tails(mag_ptr P, mag_ptr S, const pair_t pair, const mag_t r);
/* The sums of the stored terms alone, at every point of a ball within [-1, 1]. */
void verify_pair_sum(arb_ptr P, arb_ptr S, const pair_t pair, const arb_t R, slong prec);

/* p_k = 0 by structure, as arb_is_zero; exactly, as a number of Q(sqrt 2, sqrt 3, …), if known. */
int verify_pair_exact_p(surd_t p, const pair_t pair, slong k);
int verify_pair_exact_s(surd_t s, const pair_t pair, slong k);

#endif
