/* Kernels of continuous functions with kinks by integrals over the angle arccos q: derivations/15 (10)-(12), and
   with a bounded rest (31)-(34). */
#ifndef VERIFY_KERNEL_ANGLE_KERNEL_H
#define VERIFY_KERNEL_ANGLE_KERNEL_H

#include "verify/data/function_data.h"

/* The kernel E f(u) g(v), f and g with the given kinks and known curvatures, from its values at q = 1. */
typedef struct {
    const function_data_struct *f, *g;
    int own;                     /* g is f, by the definition of the kernel */
    int g_sign;                  /* the kinks of g times this */
    const arb_struct *value_one; /* kernel and derivative at q = 1 */
    const arb_struct *slope_one;
    int sign; /* all values times this: only value_one, slope_one and rest carry it already */
} kernel_t;

/* value, slope contain the kernel and its derivative at the exact point q in [0, 1]. */
void verify_kernel_at(arb_t value, arb_t slope, const kernel_t *kernel, const arb_t q, slong prec);
/* sin t times the second derivative at q = cos t, on a ball of t in [0, pi/2]. */
void verify_kernel_density(arb_t density, const kernel_t *kernel, const arb_t t, slong prec);
/* Its derivative in t; not finite where g jumps. */
void verify_kernel_density_speed(arb_t speed, const kernel_t *kernel, const arb_t t, slong prec);

/* Kernel and two derivatives on a ball q: with non-negative coefficients, f = g; and for any pair. */
void verify_student_kernel(arb_t value, arb_t slope, arb_t second, const kernel_t *kernel, const arb_t q,
                           slong prec);
void verify_mixed_kernel(arb_t value, arb_t slope, arb_t second, const kernel_t *kernel, const arb_t q,
                         slong prec);

/* arccos, exactly 0 at 1 */
void verify_angle_of(arb_t t, const arb_t q, slong prec);

#endif
