/* The kernels at the corners of the box of a teacher's parameters, where it is affine in each of them: P at any other
   value is a mean of those there, with the same weights for all R: derivations/22 (39). */
#ifndef HERMITE_KERNEL_KERNEL_CORNERS_H
#define HERMITE_KERNEL_KERNEL_CORNERS_H

#include "hermite/kernel/kernels.h"

#define WANE_MOST_CORNERS 8

typedef struct wane_kernel_corners {
    slong count;
    wane_function_t student, teacher[WANE_MOST_CORNERS];
    int is_known[WANE_MOST_CORNERS]; /* 0: not asked for, -1: not to be had */
    kernels_struct *kernels;         /* of those known */
} kernel_corners_struct;

/* NULL where the teacher is not such. */
kernel_corners_struct *kernel_corners_new(const wane_function_t student, const wane_function_t teacher);
void kernel_corners_free(kernel_corners_struct *corners); /* NULL: nothing */

/* The kernels at one corner, as precise as the source, which has the corners; NULL if they are not to be had. */
const kernels_struct *kernel_corner(const kernels_t source, slong index);

/* What is linear in a teacher that is no polynomial, its coefficients and P at R = 1, from the corners: quadrature sees
   them less closely over a whole box. */
void kernel_corners_sharpen(kernels_t kernels);

#endif
