/* Solutions of the planar flow over a time, from a box, by
   short steps of low order: derivations/17 (28) to (34). */
#ifndef VERIFY_FLOW_PICARD_H
#define VERIFY_FLOW_PICARD_H

#include "verify/kernel/kinked.h"

/* (rho, a), rho = artanh R, with their true signs. */
typedef struct {
    arf_struct lo[2], hi[2];
} state_box_t;
void verify_state_box_init(state_box_t *box);
void verify_state_box_clear(state_box_t *box);

typedef struct {
    const pair_struct *pair[2]; /* with no sign turned, and with R turned */
    local_kernel_t local_P, local_K;
    int side; /* that of the box of the whole time, with which they belong: 1 for R < 0 */
    arb_t eps;
    mag_ptr tail_P, tail_S; /* on the box of the whole time */
    slong steps;            /* still allowed */
    slong prec;
} picard_struct;
typedef picard_struct picard_t[1];
void verify_picard_init(picard_t picard, const pair_struct *pair, const pair_struct *turned, const arb_t eps,
                        slong steps, slong prec);
void verify_picard_clear(picard_t picard);

/* Whether it is proved that every solution that starts in `from` exists for the time h > 0, stays in `during`
   and ends in `to`.  Steps are shortened until it is, or no more are allowed. */
int verify_picard(picard_t picard, const state_box_t *from, const state_box_t *during, const state_box_t *to,
                  const arf_t h);

#endif
