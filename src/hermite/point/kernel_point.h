/* P, S and K with their derivatives where someone asks for them: anywhere in [-1, 1], the ends included. */
#ifndef HERMITE_POINT_KERNEL_POINT_H
#define HERMITE_POINT_KERNEL_POINT_H

#include "base/scoped.h"
#include "hermite/kernel/kernels.h"

typedef struct {
    arb_struct P[WANE_KERNEL_DERIVATIVES], S[WANE_KERNEL_DERIVATIVES],
        K[WANE_KERNEL_DERIVATIVES]; /* derivatives at R; K(R) = E sigma(u) sigma(v) at correlation R */
} kernel_point_struct;
typedef kernel_point_struct kernel_point_t[1];
void kernel_point_init(kernel_point_t at);
void kernel_point_clear(kernel_point_t at);
SCOPED_TYPE(kernel_point)

/* At every point of the ball R within [-1, 1]; kernels are those of student and teacher.  At R = 1 and R = -1,
   exactly, an infinity says that the derivative is proved to tend to it there, and those behind it are
   indeterminate.  Elsewhere what is not known is not finite. */
void kernel_point_evaluate(kernel_point_t at, const kernels_t kernels, const wane_function_t student,
                           const wane_function_t teacher, const arb_t R, slong prec);
/* The same on all of [lower, upper], hulls of the values on parts of it. */
void kernel_point_evaluate_range(kernel_point_t at, const kernels_t kernels, const wane_function_t student,
                                 const wane_function_t teacher, const fmpq_t lower, const fmpq_t upper,
                                 slong prec);

#endif
