/* One orientation (signs of a and R) of a certificate: its covering checked, the marks it yields. */
#ifndef VERIFY_SHAPE_ORIENTATION_H
#define VERIFY_SHAPE_ORIENTATION_H

#include "verify/shape/profile.h"

typedef enum { MARK_ZERO, MARK_EQUILIBRIUM, MARK_FOLD, MARK_CROSSING, MARK_ONE } mark_kind_t;

typedef struct {
    mark_kind_t kind;
    verify_claim_t R; /* the only zero of the shape function near is in it */
} mark_t;

typedef struct {
    const pair_struct *pair; /* borrowed */
    int a_sign, R_sign;
    profile_t shape[SHAPE_COUNT];
    slong mark_count;
    mark_t *mark;             /* MARK_ZERO, …, MARK_ONE */
    int (*sign)[SHAPE_COUNT]; /* between marks i and i + 1 */
    slong s, p;               /* least k >= 1 with c_k, p_k != 0; p = -1: P' = 0 */
} orientation_struct;

void verify_orientation_free(orientation_struct *orientation);

#endif
