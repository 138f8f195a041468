/* What a reader who sums fewer terms does not know: the tails from there on, with room.  Bounds of orbits
   that are proved with this added can be proved again by such a reader: derivations/08. */
#ifndef HERMITE_ORIENTED_KERNEL_BLUR_H
#define HERMITE_ORIENTED_KERNEL_BLUR_H

#include "hermite/kernel/kernel_evaluate.h"

typedef struct {
    slong terms;
    mag_ptr student, teacher;           /* sum_{k >= terms} k^i c_k^2 is at most this, i < TAIL_MOMENTS */
    mag_ptr student_tail, teacher_tail; /* the moments T_i beyond them */
    int p_exact, s_exact;               /* no tail is to be added */
    int value_is_open;                  /* but to P itself; kernel_blur_add_best alone looks at this */
} kernel_blur_struct;
typedef kernel_blur_struct kernel_blur_t[1];

void kernel_blur_init_set(kernel_blur_t blur, const kernels_t source, slong terms);
void kernel_blur_clear(kernel_blur_t blur);

/* Bounds of T_j, the moments beyond `terms`; infinite where unknown. */
void tails_beyond(mag_ptr T, const coefficients_t table, const arb_t *tail, slong length, slong terms);
/* From those beyond `to` those beyond `from`. */
void tails_extend(mag_ptr T, const coefficients_t table, slong from, slong to);

/* What is to be added to the j-th derivatives of P and S on |R| <= r <= 1. */
void kernel_blur_bounds(mag_t P, mag_t S, const kernel_blur_t blur, slong j, const mag_t r);
/* A reader who sums the terms in another order gets a ball that is wider than x: room for that. */
void kernel_blur_make_room(arb_t x);
/* Makes room, and adds what is beyond the reader's terms, R in [0, 1]. */
void kernel_blur_add(kernel_values_t at, const kernel_blur_t blur, const arb_t R);

/* Adds twice the best bounds that there are, infinite ones too, R in [0, 1]. */
void kernel_blur_add_best(kernel_values_t at, const kernel_blur_t blur, const arb_t R);

#endif
