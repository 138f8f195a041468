/* Kernels of functions that are linear between kinks, expanded in q: derivations/15 (49). */
#ifndef VERIFY_KERNEL_LOCAL_KERNEL_H
#define VERIFY_KERNEL_LOCAL_KERNEL_H

#include "verify/kernel/angle_kernel.h"

#define LOCAL_LENGTH 16

typedef struct {
    int is_known;
    arf_t lo, hi;          /* of the q for which it holds */
    arb_t q, value, slope; /* kernel and derivative at q, in the middle */
    arb_ptr c;             /* of the second derivative; c[LOCAL_LENGTH] is that of the rest */
} local_kernel_struct;
typedef local_kernel_struct local_kernel_t[1];

void verify_local_kernel_init(local_kernel_t local); /* not known */
void verify_local_kernel_clear(local_kernel_t local);
/* On [lo, hi] in [0, 1); not known if f or g is bent or jumps. */
void verify_local_kernel_set(local_kernel_t local, const kernel_t *kernel, const arf_t lo, const arf_t hi,
                             slong prec);
/* The kernel and three derivatives on a ball q; 0 if they are not known there. */
int verify_local_kernel_evaluate(arb_ptr K, const local_kernel_t local, const arb_t q, slong prec);

#endif
